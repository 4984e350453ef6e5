"""Words that every surface puts together in the same way."""

from collections.abc import Sequence
from datetime import date


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "2 articles"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def outlets_known(number: int) -> str:
    """How many outlets are known by name: "1 known outlet", "2 known outlets", "outlet unknown"."""
    return counted(number, "known outlet") if number else "outlet unknown"


def also_in(outlets: Sequence[str], most: int = 3) -> str:
    """Where else words stand: "also in A, B", the first few by name; "" for nowhere."""
    more = [f"{len(outlets) - most} more"] if len(outlets) > most else []
    return f"also in {', '.join([*outlets[:most], *more])}" if outlets else ""


def when(published: str | None, basis: str | None = None) -> str:
    """A date as precise as it is known: "25 Aug 2025", "Aug 2025 (inferred)", "2025", "date unknown"."""
    if not published:
        return "date unknown"
    pieces = published.split("-")
    try:
        words = (
            f"{int(pieces[2])} {date.fromisoformat(published):%b %Y}"
            if len(pieces) > 2
            else f"{date(int(pieces[0]), int(pieces[1]), 1):%b %Y}"
            if len(pieces) > 1
            else str(int(pieces[0]))
        )
    except ValueError:
        return "date unknown"
    return f"{words} (inferred)" if basis == "inferred" else words


def being_read(articles: int) -> str:
    """Say that articles are being read again, and what that means for who asks meanwhile."""
    verb = "is" if articles == 1 else "are"
    return f"{counted(articles, 'article')} {verb} being read again; answers use the former reading."
