"""Words of others made safe for a terminal."""


def plain(text: str) -> str:
    """Article text without control characters, so that it can move no cursor and hide nothing."""
    return "".join(char if char.isprintable() else " " for char in text)
