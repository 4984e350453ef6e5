"""An edition in words, the same for a channel and a terminal: plain text, made inert where it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from zoneinfo import ZoneInfo

from bot.briefings.edition import Briefing, Item, Quote, Window
from bot.briefings.view import RecordView
from bot.ledger.dating import said
from bot.ledger.moments import day_of
from bot.ledger.rows import SIDES, Row
from bot.words import counted, outlets_known, when

LONG_AGO = timedelta(days=31)
"""Where words were said so long before their article, the citation tells when."""
BOLD, PLAIN, SMALL = 28, 31, 36
"""Characters in a line of a message on a phone 390 points wide: of a title, a quotation, and small print."""
OLDER = "Older: "
OPPONENTS = "only opponents’ outlets say so"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Verbatim words and the short line under them."""

    text: str
    citation: str


@dataclass(frozen=True, slots=True)
class Told:
    """An item in words: who stands where, and the words that say it."""

    title: str
    excerpts: tuple[Excerpt, ...]

    @property
    def words(self) -> int:
        """All its words, citations counted."""
        return sum(len(text.split()) for text in self.lines)

    @property
    def height(self) -> int:
        """How many lines it takes on a phone, about."""
        excerpts = (ceil(len(one.text) / PLAIN) + ceil(len(one.citation) / SMALL) for one in self.excerpts)
        return ceil(len(self.title) / BOLD) + sum(excerpts)

    @property
    def lines(self) -> tuple[str, ...]:
        """Title, words and citations in order."""
        return (self.title, *(line for one in self.excerpts for line in (one.text, one.citation)))


def told(items: Sequence[Item], view: RecordView) -> list[Told]:
    """The items in words; what is known of an outlet stands where it is cited first."""
    known: set[str] = set()
    return [Told(title(item, view), _excerpts(item, view, known)) for item in items]


def words_of(items: Sequence[Item], view: RecordView) -> int:
    """How many words these items take."""
    return sum(one.words for one in told(items, view))


def lines_of(items: Sequence[Item], view: RecordView) -> int:
    """How many lines these items take on a phone, about."""
    return sum(one.height for one in told(items, view))


def title(item: Item, view: RecordView) -> str:
    """Who stands where in words, and what makes it news."""
    older = OLDER if item.older else ""
    if item.kind == "opposed":
        first, second = (quote.row for quote in item.quotes)
        sides = f"{_actor(first, view)} {_side(first)}, {_actor(second, view)} {_side(second)}"
        return f"{older}Opposed on {view.issue(first.position.issue)}: {sides}"
    row = item.quotes[0].row
    stands = f"{_actor(row, view)} {_toward(row, view)}"
    if item.before is not None:
        before = item.before
        return f"{older}Moved: {stands} ({_side(before)} in {_outlet(before)}, {_date(before)})"
    label = {"first": "First position: ", "reported": f"{len(item.outlets)} outlets: "}.get(item.kind, "")
    return f"{older}{label}{stands}"


def headline(briefing: Briefing) -> str:
    """The counts of an edition in one line, or that nothing is new."""
    receipt = briefing.receipt
    since = since_words(briefing.window)
    outlets = f" from {outlets_known(receipt.outlets)}" if receipt.outlets else ""
    read = f"{counted(receipt.articles, 'article')}{outlets}"
    if briefing.nothing_new:
        looked = f" in {read}" if receipt.articles else ""
        return f"Nothing new{looked} {since}."
    newly = "opposed" if briefing.window.first else "newly opposed"
    counts = [
        *([f"{len(briefing.changes)} moved"] if briefing.changes else []),
        *([f"{newly} on {counted(receipt.opposed, 'issue')}"] if receipt.opposed else []),
        read,
    ]
    line = f"{', '.join(counts)} {since}."
    return line[0].upper() + line[1:]


def since_words(window: Window) -> str:
    """What an edition looks back to: "since yesterday", "since 3 Nov", "in the whole record"."""
    if window.since is None:
        return "since the last edition" if window.mark is not None else "in the whole record"
    zone = ZoneInfo(window.zone)
    since, until = window.since.astimezone(zone), window.until.astimezone(zone)
    days = (until.date() - since.date()).days
    if days == 0:
        return f"since {since:%H:%M}"
    if days == 1:
        return "since yesterday"
    year = "" if since.year == until.year else f" {since.year}"
    return f"since {since.day} {since:%b}{year}"


def _excerpts(item: Item, view: RecordView, known: set[str]) -> tuple[Excerpt, ...]:
    """The item's words with their citations; the same words of two actors stand once."""
    found: dict[tuple[str, int, int], Excerpt] = {}
    for quote in item.quotes:
        key = quote.row.article.id, quote.start, quote.end
        if key not in found:
            found[key] = Excerpt(quote.text, citation(quote, item, view, known))
    return tuple(found.values())


def citation(quote: Quote, item: Item, view: RecordView, known: set[str]) -> str:
    """Speaker, outlet and date, and what a reader must know of the outlet and the text, if not told before."""
    row = quote.row
    marks = [view.alignment(row.outlet) or "", "machine-translated" if row.article.machine_translated else ""]
    new = [mark for mark in marks if mark and f"{row.outlet}: {mark}" not in known]
    known.update(f"{row.outlet}: {mark}" for mark in new)
    on = said(row).on
    earlier = on is not None and row.published is not None and day_of(row.published) - day_of(on) > LONG_AGO
    parts = [
        _speaker(row, quote.text),
        f"{_outlet(row)}, {_date(row)}",
        f"said {when(on)}" if earlier else "",
        f"also in {', '.join(item.outlets[1:3])}" if item.kind == "reported" else "",
        *new,
        OPPONENTS if row.against else "",
    ]
    return " · ".join(part for part in parts if part)


def _speaker(row: Row, text: str) -> str:
    """Who spoke, where neither the words nor the actor's name tell it."""
    speaker = row.position.speaker
    if not speaker or row.reported or row.position.speaker_kind == "institution":
        return ""
    return "" if speaker.split()[-1] in text else speaker


def _actor(row: Row, view: RecordView) -> str:
    return view.actor(row.position.actor)


def _toward(row: Row, view: RecordView) -> str:
    """For or against an issue, in words."""
    issue = view.issue(row.position.issue)
    if row.position.stance == "conditional":
        return f"for {issue}, {SIDES['conditional']}"
    return f"{_side(row)} {issue}"


def _side(row: Row) -> str:
    return SIDES.get(row.position.stance, "on")


def _outlet(row: Row) -> str:
    return row.outlet or "outlet unknown"


def _date(row: Row) -> str:
    return when(row.published, row.article.published_basis)
