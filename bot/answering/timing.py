"""Whether a sentence tells of another month or year than a question asks about."""

import re
from functools import lru_cache

from bot.answering.candidate import Candidate
from bot.answering.measures import MONTHS, looks_ahead

_MONTH = rf"(?:{MONTHS})|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?=\.)"
_YEAR = r"(?:19|20)\d\d"
_TIMES = re.compile(rf"\b(?:(?P<month>{_MONTH})|(?P<year>{_YEAR}))\b")
_ASKED = re.compile(
    r"\b(?:in|on|during|for) (?:(?:early|late|mid)[ -]|the \w+ of )?"
    rf"(?P<time>(?:(?:\d\d?(?:st|nd|rd|th)?|{_MONTH}|{_YEAR}),? ?)+)"
)
"""A time at which something is: "since March" and "after March" ask of others."""

Times = tuple[frozenset[str], frozenset[str]]
"""Months, by their first three letters, and years."""


def of_another_time(question: str, candidate: Candidate) -> bool:
    """Whether a sentence names months or years and none of those asked about, or appeared before these.

    What appeared before may look ahead: "by 2030 there will be ...".
    """
    months, years = _asked(question)
    if not months and not years:
        return False
    told = _times(candidate.text)
    if (months and told[0] and not months & told[0]) or (years and told[1] and not years & told[1]):
        return True
    if not years or not candidate.published or years & told[1]:
        return False
    return candidate.published[:4] < min(years) and not looks_ahead(candidate.text)


@lru_cache(64)
def _asked(question: str) -> Times:
    return _times(" ".join(match["time"] for match in _ASKED.finditer(question)))


def _times(text: str) -> Times:
    found = list(_TIMES.finditer(text))
    return (
        frozenset(match["month"][:3] for match in found if match["month"]),
        frozenset(match["year"] for match in found if match["year"]),
    )
