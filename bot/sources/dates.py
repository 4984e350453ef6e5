"""When an article was published, as far as its source says so: an ISO date cut to its precision, never "now"."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.record.article import DatePrecision

EARLIEST = 1700
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[T ]\d{1,2}:?\d{2}.*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_IN_WORDS = (
    "%d %B %Y", "%d %b %Y", "%d %B, %Y", "%d %b, %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y",
    "%B %Y", "%b %Y",
)  # fmt: skip
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)")
_MONTH = r"(?:Jan|Febr?|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WRITTEN = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{_MONTH},? (?:19|20)\d\d\b|"
    rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b|"
    r"\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)


def published(value: str, today: date | None = None) -> tuple[str, DatePrecision] | None:
    """A date as people and machines write it, cut to what it says; None where it is none that may be.

    A time of day is dropped, the date stays that of its own time zone. What lies after tomorrow is none.
    """
    found = _parts(" ".join(value.split()))
    if found is None:
        return None
    year, month, day = found
    try:
        earliest = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last = (today or datetime.now(UTC).date()) + timedelta(days=1)
    if year < EARLIEST or earliest > last:
        return None
    if day:
        return f"{year:04}-{month:02}-{day:02}", "day"
    return (f"{year:04}-{month:02}", "month") if month else (f"{year:04}", "year")


def in_address(url: str) -> tuple[str, str] | None:
    """The day that an address holds ("/2025/08/25/"), and the words of it that say so."""
    match = _IN_ADDRESS.search(url)
    found = published("-".join(match.groups())) if match else None
    return (found[0], match.group().strip("/")) if match and found else None


def written_out(text: str) -> str | None:
    """The first day that stands in a text with its year, ISO; None where there is none or its order is open."""
    for match in _WRITTEN.finditer(text):
        found = published(
            re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof |\.(?=\s)", "", match.group()).replace("Sept ", "Sep ")
        )
        if found and found[1] == "day":
            return found[0]
    return None


def _parts(value: str) -> tuple[int, int, int] | None:
    match = _ISO.fullmatch(value) or _COMPACT.fullmatch(value)
    if match:
        year, month, day = (int(part) if part else 0 for part in match.groups())
        written = value[4:5] in ("-", "/") or match.re is _COMPACT
        return None if written and month == 0 else (year, month, day)
    for form in _IN_WORDS:
        try:
            moment = datetime.strptime(value, form).replace(tzinfo=UTC)
        except ValueError:
            continue
        return moment.year, moment.month, moment.day if "%d" in form else 0
    try:
        mailed = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return mailed.year, mailed.month, mailed.day
