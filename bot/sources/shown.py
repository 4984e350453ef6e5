"""Names and addresses that others chose, in our own sentences."""


def shown(text: object) -> str:
    """A path or address with what cannot be printed (control characters, bytes that are no UTF-8) written out."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in str(text))
