"""A briefing and its edition as data: what is in it and in which order. Rendered elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.positions.cell import Cell
from bot.positions.rows import Disagreement, Row
from bot.record.schedules import Scope
from bot.record.statement import Stance


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


@dataclass(frozen=True, slots=True)
class Change:
    """An actor whose stance on an issue is not what it was, with the words before and now."""

    before: Row
    now: Row


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one actor stands on one issue: its cell, and one or two excerpts that show it, the best first."""

    actor: str
    issue: str
    cell: Cell
    rows: tuple[Row, ...]

    @property
    def stance(self) -> Stance:
        """The stance that counts."""
        return self.cell.stance


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was considered, what was left out and why, and how much rests on how little."""

    articles: int
    outlets: int
    statements: int
    dropped: Mapping[str, int] = field(default_factory=dict)
    one_outlet: tuple[str, float] | None = None
    machine_translated: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a briefing is shown first, within its budget of words."""

    new: tuple[Row, ...] = ()
    older: tuple[Row, ...] = ()
    changes: tuple[Change, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def words(self) -> int:
        """The words of all its excerpts."""
        rows = [*self.new, *self.older, *(row for change in self.changes for row in (change.before, change.now))]
        return sum(row.words for row in rows) + sum(disagreement.words for disagreement in self.disagreements)


@dataclass(frozen=True, slots=True)
class Briefing:
    """A composed summary of positions over a window: everything, and the choice that is shown first."""

    window: Window
    scope: Scope
    new: tuple[Row, ...]
    older: tuple[Row, ...]
    changes: tuple[Change, ...]
    disagreements: tuple[Disagreement, ...]
    standing: tuple[Standing, ...]
    choice: Choice
    receipt: Receipt

    @property
    def nothing_new(self) -> bool:
        """Whether the window holds no statement that was not known before it."""
        return not (self.new or self.older)


@dataclass(frozen=True, slots=True)
class Edition:
    """A briefing for one channel and one local date, with its head. ``brief``: one line says that nothing is new."""

    briefing: Briefing
    title: str
    local_date: date
    number: int
    schedule: int = 0
    due_at: datetime | None = None
    late: bool = False
    next_at: datetime | None = None
    brief: bool = False
