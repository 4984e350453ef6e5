"""The newest first, where a question asks how things stand now."""

import re
from collections.abc import Sequence

from bot.answering.answer import Excerpt
from bot.answering.candidate import Candidate

MARGIN = 0.04
"""An excerpt of a later date goes before one whose score is no more than so much better."""
LOOKED_AT = 5
"""So many of the best are put in order of their dates."""

_NOW = re.compile(
    r"\b(?:will|now|latest|newest|current(?:ly)?|today|still|recent(?:ly)?|nowadays|at present|going to)\b",
    re.IGNORECASE,
)


def asks_now(question: str) -> bool:
    """Whether a question asks of now or of what is to come; a capital is a name's ("Today")."""
    return any(match.start() == 0 or not match.group()[0].isupper() for match in _NOW.finditer(question))


def newest_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates, best first, with those near the best in the order of their articles' dates."""
    if not candidates:
        return []
    least = candidates[0].fit - MARGIN
    near = [c for c in candidates[:LOOKED_AT] if c.fit >= least and c.published]
    newest = iter(sorted(near, key=lambda c: c.published or "", reverse=True))
    chosen = {id(c) for c in near}
    return [next(newest) if id(c) in chosen else c for c in candidates]


def older(excerpts: Sequence[Excerpt], first: int) -> str | None:
    """A sentence that names the excerpts among the first that are older than the newest of them."""
    dates = [excerpt.published or "" for excerpt in excerpts[:first]]
    newest = max(dates, default="")
    behind = [f"[{n}]" for n, date in enumerate(dates, 1) if date and date < newest[: len(date)]]
    if not behind:
        return None
    return f"{' and '.join(behind)} {'are' if len(behind) > 1 else 'is'} older than the newest report ({newest})."
