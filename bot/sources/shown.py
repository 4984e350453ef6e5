"""Names and addresses that others chose, in our own sentences."""


def shown(text: object) -> str:
    r"""A path or address with what cannot be printed written out: control characters, bytes that are no UTF-8."""
    return "".join(char if char.isprintable() else _escaped(char) for char in str(text))


def _escaped(char: str) -> str:
    # Python stands half a surrogate pair for every byte of a name that is not UTF-8.
    byte = ord(char) - 0xDC00
    return f"\\x{byte:02x}" if 0x80 <= byte <= 0xFF else char.encode("unicode_escape").decode()
