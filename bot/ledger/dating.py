"""When something was said: by what the article tells of it, else by the article's own date; and what is history.

An expression of time dates words only where it stands in the clause that tells of them ("said in July that ...") or
opens their sentence, outside of quotations. In a chronicle, an article that recounts events by their dates, a
sentence without one belongs to the date told last.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from bot.ledger.moments import MONTHS, Moment, day_of, moment_told
from bot.ledger.rows import Row
from bot.record.article import Article

HISTORY = timedelta(days=180)
"""What was said so long before its article appeared is told of the past."""
RECOUNTED = 3
"""So many paragraphs that open with a date of the past make a chronicle."""
LEAD = 200
"""Characters of a paragraph in which a year is looked for that holds for the dates after it."""
REMEMBERED = 8_192

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")
_BOUNDARY = re.compile(r"\b(?:that|to|if|whether|because|who|which|where|when)\b|[,;:—–()]")
_OPENING = re.compile(
    r"^\W*(?:(?:in|on|during|since|last|early|late|back|at|two|three|four|five|several|an?|some|many|\d+|"
    r"yesterday)\b[^,]{0,40}|[A-Z][a-z]+ \d{1,2}\b[^,]{0,12}),",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\b(?:[Aa]t (?:the|that) time|[Bb]ack then|[Ii]n those days|[Ii]n the past|"
    r"(?:[Hh]is |[Tt]he )?[Tt]hen[- ](?=[a-z]*[- ]?[A-Z]|president|prime|foreign|secretary|chancellor|minister))",
)
_PLAN_OF_A_YEAR = re.compile(
    r"\b(?:the|an?|his|her|its|their)(?: \w+)? (?:19|20)\d\d (?:[\w-]+ ){0,2}(?:proposal|plan|offer|pledge|promise|"
    r"statement|speech|initiative|draft|declaration|demand)\b",
    re.IGNORECASE,
)
_EVENT_OF_A_YEAR = re.compile(
    r"\b(?:[Aa]t|[Dd]uring|[Aa]fter|[Bb]efore) (?:the|an?) (?P<year>(?:19|20)\d\d) [A-Za-z]"
)
_MONTHS = tuple(MONTHS.split("|"))
_PARAGRAPH_OPENING = re.compile(
    r"^\W*(?:[^,.;“\"]{0,40}\b(?:[Ii]n|[Oo]n|[Bb]y) |The |)(?:early |late |mid-)?"
    rf"(?P<date>(?:{MONTHS})\b[^,.;]{{0,15}})"
)
_NAMED_YEAR = re.compile(rf"\b(?:{MONTHS})(?: \d{{1,2}})?,? ((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """When words were said, as far as that is known, and whether they are told of the past."""

    on: Moment | None
    past: bool = False


def said(row: Row) -> Said:
    """When a row was said."""
    p = row.position
    return _said(p.text, p.cue, p.start, row.published, _Text(row.article))


@dataclass(frozen=True, slots=True)
class _Text:
    """An article's text, the same for the same words."""

    article: Article

    def __hash__(self) -> int:
        return hash(self.article.content_hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text) and other.article.content_hash == self.article.content_hash


@lru_cache(REMEMBERED)
def _said(text: str, cue: str, start: int, published: str | None, article: _Text) -> Said:
    told = dated(text, cue, published)
    recounted = _recounted(article, published)
    before = bisect_right(recounted, (start, "~")) - 1
    on = recounted[before][1] if before >= 0 else None
    if _history(on, published):
        return Said(on, past=True)
    return Said(told.on or on or published, told.past)


def dated(text: str, cue: str, published: str | None) -> Said:
    """What a sentence tells by itself of when its words were said."""
    bare = _QUOTED.sub(lambda quoted: "“" + "_" * (len(quoted[0]) - 1), text)
    plan = _PLAN_OF_A_YEAR.search(bare)
    words = " … ".join([*([plan[0]] if plan else []), *_clauses(bare, cue)])
    event = _EVENT_OF_A_YEAR.search(words)
    on = moment_told(f"{words} in {event['year']}" if event else words, published)
    return Said(on, bool(_THEN.search(words)) or _history(on, published))


def _clauses(bare: str, cue: str) -> list[str]:
    """The opening of a sentence where it tells a time, and the clause of the word that tells of the speech."""
    opening = _OPENING.match(bare)
    place = bare.find(cue) if cue else -1
    found = [opening[0]] if opening else []
    if place >= 0:
        behind = _BOUNDARY.search(bare, place + len(cue))
        low = max((match.end() for match in _BOUNDARY.finditer(bare, 0, place)), default=0)
        found.append(bare[low : behind.start() if behind else len(bare)])
    return found


def _history(on: Moment | None, published: str | None) -> bool:
    return on is not None and published is not None and day_of(published) - day_of(on) > HISTORY


@lru_cache(REMEMBERED)
def _recounted(text: _Text, published: str | None) -> tuple[tuple[int, Moment], ...]:
    """Where in a chronicle each date begins to hold; nothing of any other article.

    A month without a year is one of the year named last.
    """
    found: list[tuple[int, Moment]] = []
    raw = text.article.raw
    # No two of them can share a letter, and to look for each by itself is several times as quick.
    if sum(map(raw.count, _MONTHS)) < RECOUNTED:
        return ()
    year, at = None, 0
    for line in raw.splitlines(keepends=True):
        opening = _PARAGRAPH_OPENING.match(line)
        lead = line[:LEAD]
        named = _NAMED_YEAR.search(lead) if "19" in lead or "20" in lead else None
        year = named[1] if named else year
        told = moment_told(f"in {opening['date']}", published) if opening else None
        if opening is not None and told is not None:
            elsewhere = f"{year}{told[4:]}" if year and not _NAMED_YEAR.search(opening[0]) else told
            found.append((at, min(told, elsewhere)))
        at += len(line)
    past = [moment for _, moment in found if published is None or moment < published[: len(moment)]]
    return tuple(found) if len(past) >= RECOUNTED else ()
