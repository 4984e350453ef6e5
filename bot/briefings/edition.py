"""A briefing and its edition as data: what is in it and in which order. Rendered elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from bot.briefings.standing import Standings
from bot.ledger.rows import Disagreement, Row
from bot.record.schedules import Scope

ItemKind = Literal["moved", "opposed", "first", "reported", "other"]
"""What makes an item news: an actor moved, actors are newly against each other, an actor takes its first position on
an issue, several outlets report it; or it is the weightiest of the rest."""


@dataclass(frozen=True, slots=True)
class Window:
    """What a briefing covers, by when articles were read: after ``since`` (None: from the start), up to ``until``.

    ``zone`` is the time zone (an IANA name) in which its ends are shown. Where ``mark`` is given, it alone says what
    is new: words that the record numbered after it (``bot.record.editions.FirstRead``); clocks cannot mislead it.
    """

    since: datetime | None
    until: datetime
    zone: str
    mark: int | None = None

    @property
    def first(self) -> bool:
        """Whether nothing was known before it: the whole record is new."""
        return self.since is None and self.mark is None


@dataclass(frozen=True, slots=True)
class Change:
    """An actor whose stance on an issue is not what it was, with the words before and now."""

    before: Row
    now: Row


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was considered, what was left out and why, and how much rests on how little.

    ``opposed`` counts the issues on which actors are newly against each other.
    """

    articles: int
    outlets: int
    statements: int
    opposed: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)
    one_outlet: tuple[str, float] | None = None
    machine_translated: float = 0.0


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an item, ``row.article.raw[start:end]``: its row's own, and the sentence before where they need it."""

    row: Row
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words on one line."""
        return " ".join(self.row.article.raw[self.start : self.end].split())


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that an edition tells, in words that need nothing else: of one actor, or of both sides.

    ``before`` is what an actor that moved said earlier; ``outlets`` are all that report it; ``older`` says that its
    article appeared before the window.
    """

    kind: ItemKind
    quotes: tuple[Quote, ...]
    importance: float
    before: Row | None = None
    outlets: tuple[str, ...] = ()
    older: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows it rests on: of a change the earlier one first, else one for each of its quotes."""
        own = tuple(quote.row for quote in self.quotes)
        return own if self.before is None else (self.before, *own)


class Listed(Protocol):
    """Rows that may be read only as they are gone through."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Row]: ...


@dataclass(frozen=True, slots=True)
class Briefing:
    """A composed summary of positions over a window: the items of its edition, and everything behind them."""

    window: Window
    scope: Scope
    items: tuple[Item, ...]
    new: Listed
    older: Listed
    changes: tuple[Change, ...]
    disagreements: tuple[Disagreement, ...]
    standing: Standings
    receipt: Receipt

    @property
    def nothing_new(self) -> bool:
        """Whether the window holds no statement that was not known before it."""
        return not (len(self.new) or len(self.older))


@dataclass(frozen=True, slots=True)
class Edition:
    """A briefing for one channel and one local date, with its head.

    ``pictured`` says that the standing positions are shown on a day without news.
    """

    briefing: Briefing
    title: str
    local_date: date
    number: int
    schedule: int = 0
    due_at: datetime | None = None
    late: bool = False
    next_at: datetime | None = None
    pictured: bool = False
