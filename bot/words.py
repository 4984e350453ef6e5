"""Words that every surface puts together in the same way."""


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "2 articles"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
