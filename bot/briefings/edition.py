"""A briefing and its edition as data: what is in it and in which order. Rendered elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from bot.record.article import Article
from bot.record.schedules import Scope
from bot.record.statement import Position, Stance

DisagreementKind = Literal["positions", "figures"]


@dataclass(frozen=True, slots=True)
class Row:
    """A position with the article that it stands in."""

    position: Position
    article: Article

    @property
    def words(self) -> int:
        """How many words its excerpt has."""
        return len(self.position.text.split())

    @property
    def official(self) -> bool:
        """Whether it counts for an actor that negotiates, not for an analyst."""
        return self.position.speaker_kind != "analyst"


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
class Side:
    """One side of a disagreement: verbatim words of an article, a position's where ``position`` is given."""

    article: Article
    text: str
    start: int
    end: int
    paragraph: int
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two actors against each other on an issue, or two articles on a figure."""

    kind: DisagreementKind
    issue: str
    a: Side
    b: Side

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both."""
        return self.a, self.b

    @property
    def in_one(self) -> bool:
        """Whether both sides are the same words ("A asked for it, but B refused")."""
        return (self.a.article.id, self.a.start, self.a.end) == (self.b.article.id, self.b.start, self.b.end)

    @property
    def words(self) -> int:
        """How many words its excerpts have."""
        return sum(len(side.text.split()) for side in (self.sides[:1] if self.in_one else self.sides))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one actor stands on one issue: the stance, and one or two excerpts that show it, the best first."""

    actor: str
    issue: str
    stance: Stance
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """The receipt: what was considered, what was left out and why, and how much rests on how little."""

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
    counts: Counts

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
