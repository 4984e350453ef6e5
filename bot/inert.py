"""Words of others made inert: they move no cursor, turn no writing round, hide nothing, and are not endless."""

LONGEST_NAME = 200
LONGEST_MESSAGE = 1200
"""Characters that a message shows of one name, and of all that it says; what is longer loses its middle."""


def plain(text: str) -> str:
    """The text with a space for every character that is none to be seen: controls, directions, tags, half pairs.

    As many characters as before, so that offsets into it hold.
    """
    return text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)


def message(text: str) -> str:
    """What is said to somebody, in one plain line; over-long names in it, and an over-long whole, are cut."""
    return _cut(" ".join(_cut(word, LONGEST_NAME) for word in plain(text).split(" ")), LONGEST_MESSAGE)


def escaped(json_text: str) -> str:
    r"""JSON in which every character that is none to be seen is written ``\uXXXX``: the same value, and inert."""
    return json_text if json_text.isprintable() else "".join(map(_escaped, json_text))


def shown(text: object) -> str:
    r"""A path, address or name with what cannot be seen written out (``\x1b``), and bytes of it that are no UTF-8."""
    return "".join(char if char.isprintable() else _written(char) for char in str(text))


def _cut(text: str, most: int) -> str:
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[1 - half :]}"


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _written(char: str) -> str:
    # Python stands half a surrogate pair for every byte of a name that is not UTF-8.
    byte = ord(char) - 0xDC00
    return f"\\x{byte:02x}" if 0x80 <= byte <= 0xFF else char.encode("unicode_escape").decode()
