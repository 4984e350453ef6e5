"""The whole of an article looked through, furniture and author included, before it is said that nothing is there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.record.article import Article

_WHO_IS = re.compile(r"^\W*who(?:['’]s| is| was| are)\s+(?P<name>[^?]+?)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """The line of an article that holds a name: ``raw[start:end]``; ``paragraph`` counts non-empty lines from 1."""

    article: Article
    start: int
    end: int
    paragraph: int


def who_is(question: str) -> str | None:
    """The name in "who is NAME?", None for another question."""
    match = _WHO_IS.match(question)
    return match["name"].strip() if match and len(match["name"].split()) <= 5 else None


def mention_of(name: str, articles: Iterable[Article], longest: int) -> Mention | None:
    """The first line that holds ``name`` as whole words, cut to ``longest`` characters around it."""
    pattern = re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", re.IGNORECASE)
    for article in articles:
        match = pattern.search(article.raw)
        if match is None:
            continue
        start = article.raw.rfind("\n", 0, match.start()) + 1
        end = article.raw.find("\n", match.end())
        end = len(article.raw) if end < 0 else end
        line = article.raw[start:end]
        start, end = start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip()))
        if end - start > longest:
            start, end = _sentence_around(article.raw, start, end, match.span(), longest)
        return Mention(article, start, end, len([1 for one in article.raw[:start].splitlines() if one.strip()]) + 1)
    return None


def author_of(name: str, articles: Iterable[Article]) -> Article | None:
    """The first article whose author is called so."""
    wanted = name.casefold()
    return next((a for a in articles if a.author and wanted in a.author.casefold()), None)


def written_by(name: str, articles: Iterable[Article], *, texts: bool = True) -> frozenset[str]:
    """The ids of the articles by somebody of that name: their author, or alone on a line of the text.

    Without ``texts`` none is read: the name is known to stand in none.
    """
    words = re.escape(name)
    line = re.compile(rf"^[ \t]*(?:by[ \t]+)?{words}[ \t,]*\r?$", re.IGNORECASE | re.MULTILINE)
    wanted = name.casefold()
    return frozenset(
        a.id for a in articles if wanted == (a.author or "").casefold() or (texts and line.search(a.raw))
    )


def _sentence_around(raw: str, start: int, end: int, inside: tuple[int, int], longest: int) -> tuple[int, int]:
    """The sentence of a long line that holds a place, or as many characters of it as may be shown."""
    low = max((m.end() for m in re.finditer(r"[.!?]\s+", raw[start : inside[0]])), default=0) + start
    after = re.search(r"[.!?](?=\s|$)", raw[inside[1] : end])
    high = inside[1] + after.end() if after else end
    return low, min(high, low + longest)
