"""Words that every surface puts together in the same way."""

from collections.abc import Sequence


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "2 articles"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def also_in(outlets: Sequence[str], most: int = 3) -> str:
    """Where else words stand: "also in A, B", the first few by name; "" for nowhere."""
    more = [f"{len(outlets) - most} more"] if len(outlets) > most else []
    return f"also in {', '.join([*outlets[:most], *more])}" if outlets else ""


def being_read(articles: int) -> str:
    """Say that articles are being read again, and what that means for who asks meanwhile."""
    verb = "is" if articles == 1 else "are"
    return f"{counted(articles, 'article')} {verb} being read again; answers use the former reading."
