"""Expressions of time as dates: "on March 10", "in July 2022", "last year", "on Tuesday", as articles mean them."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(MONTHS.split("|"), 1)}
_DAYS = WEEKDAYS.casefold().split("|")
_COUNTS = {word: number for number, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight"), 2)}
_COUNTS |= {"a": 1, "an": 1, "one": 1, "several": 3, "some": 3, "few": 3, "nine": 9, "ten": 10, "many": 10}
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)?|"
    r"Sept(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d.,]\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_PLANS = (
    "proposal|plan|offer|pledge|promise|statement|speech|initiative|draft|agreement|accord|deal|talks|negotiations|"
    "summit|campaign|interview|address|declaration|demand|vote|decision|law|treaty|memorandum"
)

Moment = str
"""An ISO date cut to its precision: "2022", "2022-07", "2022-07-08"."""


def moment_told(words: str, published: str | None) -> Moment | None:
    """The date that some words give, as far as they give it; None where they give none, or one that is to come.

    ``published`` is the article's date: what is told without a year is told from there, and where that is not known,
    not at all.
    """
    for pattern, resolve in _EXPRESSIONS.items():
        match = pattern.search(words)
        if match is not None:
            found = resolve(match, published)
            if found is not None and not _surely_after(found, published):
                return found
    return None


def _surely_after(moment: Moment, published: str | None) -> bool:
    size = min(len(moment), len(published or ""))
    return published is not None and moment[:size] > published[:size]


def days_of(moment: Moment) -> tuple[date, date]:
    """The first and the last day that a moment may mean ("2025-08": 1 and 31 August)."""
    if len(moment) == len("2025"):
        return date(int(moment), 1, 1), date(int(moment), 12, 31)
    if len(moment) > len("2025-08"):
        return date.fromisoformat(moment), date.fromisoformat(moment)
    first = date.fromisoformat(f"{moment}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def day_of(moment: Moment) -> date:
    """The last day that a moment may mean."""
    return days_of(moment)[1]


def _named(match: re.Match[str], published: str | None) -> Moment | None:
    """A month, with its day and its year as far as they stand there; the last such one where no year does."""
    parts = match.groupdict()
    month = _MONTHS[parts["month"][:3].casefold()]
    year = int(parts["year"]) if parts.get("year") else _last(month, published)
    if year is None:
        return None
    if not parts.get("day"):
        return f"{year}-{month:02}"
    try:
        return date(year, month, int(parts["day"])).isoformat()
    except ValueError:
        return None


def _last(month: int, published: str | None) -> int | None:
    if published is None or len(published) < 7:
        return None
    year, now = int(published[:4]), int(published[5:7])
    return year if month <= now else year - 1


def _year(match: re.Match[str], published: str | None) -> Moment | None:
    year = match["year"]
    # The year of the article itself tells nothing that its date does not tell better.
    return year if published is None or year != published[:4] else None


def _ago(match: re.Match[str], published: str | None) -> Moment | None:
    if published is None:
        return None
    count = int(match["count"]) if match["count"].isdigit() else _COUNTS.get(match["count"].casefold(), 2)
    return _before(published, count * _UNITS[match["unit"].casefold()], match["unit"].casefold())


def _the_last(match: re.Match[str], published: str | None) -> Moment | None:
    unit = match["unit"].casefold()
    return _before(published, _UNITS[unit], unit) if published is not None else None


def _before(published: str, days: int, unit: str) -> Moment | None:
    """So many days before, as precise as the unit and the article's date are."""
    try:
        found = (day_of(published) - timedelta(days=days)).isoformat()
    except OverflowError:
        return None
    size = {"year": 4, "decade": 4, "month": 7}.get(unit, 10)
    return found[: min(size, len(published))]


def _weekday(match: re.Match[str], published: str | None) -> Moment | None:
    if published is None or len(published) < 10:
        return None
    today = date.fromisoformat(published)
    back = (today.weekday() - _DAYS.index(match["weekday"].casefold())) % 7
    return (today - timedelta(days=back)).isoformat()


def _yesterday(_: re.Match[str], published: str | None) -> Moment | None:
    if published is None or len(published) < 10:
        return None
    return (date.fromisoformat(published) - timedelta(days=1)).isoformat()


_EXPRESSIONS: Mapping[re.Pattern[str], Callable[[re.Match[str], str | None], Moment | None]] = {
    re.compile(rf"\b{_MONTH} {_DAY}\b(?:,? {_YEAR})?"): _named,
    re.compile(rf"\b{_DAY} {_MONTH}\b(?:,? {_YEAR})?"): _named,
    re.compile(rf"\b{_MONTH},? (?:of )?{_YEAR}"): _named,
    re.compile(rf"\b(?:in|during|back in|early|late) (?:(?:early|late|mid)[- ])?{_YEAR}(?![-–]\d)", re.I): _year,
    re.compile(rf"\b(?:the|a|an|his|her|its|their)(?: \w+)? {_YEAR} (?:[\w-]+ ){{0,2}}(?:{_PLANS})\b", re.I): _year,
    re.compile(r"\b(?P<count>\d+|[a-z]+) (?P<unit>day|week|month|year|decade)s? ago\b", re.I): _ago,
    re.compile(r"\blast (?P<unit>week|month|year)\b", re.I): _the_last,
    re.compile(rf"\b(?:[Ii]n|[Ll]ast|[Ee]arly|[Ll]ate) (?:(?:early|late|mid)[- ])?{_MONTH}(?! \d)\b"): _named,
    re.compile(r"\byesterday\b", re.I): _yesterday,
    re.compile(rf"\b(?:on |last )?(?P<weekday>{'|'.join(_DAYS)})\b", re.I): _weekday,
}
"""How each expression is read, the more precise ones first."""
