"""What the record tells in a window: new rows, and what they are held against.

Rows come a pair at a time, those of one actor on one issue. In a first edition everything is new: it is read again,
some pairs at a time, whenever it is gone through.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from bot.briefings.standing import Standings
from bot.ledger.cell import CLEAR, last_said
from bot.ledger.pairs import Pair
from bot.ledger.rows import Disagreement, Row
from bot.record.schedules import Scope
from bot.record.statement import UNATTRIBUTED, Stance

REMEMBERED = 40
"""New rows are held against so many rows of their actor and issue that were known before, the newest."""

Place = tuple[str, int, int]
"""What puts rows in reading order: article, start and number."""


def pair_of(row: Row) -> Pair:
    """Whose row it is, and on what."""
    return row.position.actor, row.position.issue


def place_of(row: Row) -> Place:
    """Where a row stands in reading order."""
    return row.article.id, row.position.start, row.position.number


def in_scope(pair: Pair, scope: Scope) -> bool:
    """Whether an actor on an issue is among those chosen."""
    actor, issue = pair
    return (not scope.issues or issue in scope.issues) and (not scope.actors or actor in scope.actors)


def verbatim(row: Row) -> bool:
    """Whether a row's words stand in its article at its span."""
    return row.article.raw.startswith(row.position.text, row.position.start)


def tells_of_turn(row: Row) -> bool:
    """Whether a row can tell of a turn: words of the actor's own people that take a side."""
    p = row.position
    return bool(
        p.stance in ("supports", "opposes")
        and p.speaker
        and p.actor != UNATTRIBUTED
        and row.official
        and not row.reported
    )


def is_clear(row: Row) -> bool:
    """Whether it takes a clear stance for an actor; what analysts think is no news of who stands where."""
    p = row.position
    return p.stance in CLEAR and p.actor != UNATTRIBUTED and row.official


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of an actor on an issue before a window.

    ``stances`` are all it took, ``newest`` its newest rows. ``sides`` are those said last of the rows that tell of a
    turn, ``last`` those of the clear ones; ``clear`` says whether there are any, be they told of the past.
    """

    stances: frozenset[Stance] = frozenset()
    newest: Sequence[Row] = ()
    sides: Sequence[Row] = ()
    last: Sequence[Row] = ()
    clear: bool = False

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Known":
        """What these rows, all in reading order, come to."""
        clear = [row for row in rows if is_clear(row)]
        return cls(
            frozenset(row.position.stance for row in rows),
            nlargest(REMEMBERED, rows, key=lambda row: row.published or ""),
            _last([row for row in rows if tells_of_turn(row)]),
            _last(clear),
            bool(clear),
        )


NOTHING = Known()


def _last(rows: Sequence[Row]) -> list[Row]:
    """Of rows those said last, in their order."""
    last = {id(row) for row in last_said(rows)}
    return [row for row in rows if id(row) in last]


class Told(Protocol):
    """What some articles tell up to a window's end, within a scope; words that do not stand in them left out."""

    @property
    def unknown(self) -> Iterable[Sequence[Row]]:
        """The rows not known before the window."""
        ...

    @property
    def clear(self) -> Iterable[Sequence[Row]]:
        """Those of them that take a clear stance; others may be among them."""
        ...

    @property
    def known(self) -> Mapping[Pair, Known]:
        """What was known of the same pairs before."""
        ...

    @property
    def pairs(self) -> Collection[Pair]:
        """All pairs that have rows."""
        ...

    @property
    def analysts(self) -> Collection[Pair]:
        """The pairs on which analysts say something, out of the scope too."""
        ...

    @property
    def standing(self) -> Standings:
        """Where everybody stands."""
        ...

    @property
    def strayed(self) -> int:
        """How many rows are left out."""
        ...

    def stands(self, row: Row) -> bool:
        """Whether the words of a position stand in its article."""
        ...

    def rows(self, pairs: Iterable[Pair], clear: bool | None = None) -> Iterable[Sequence[Row]]:
        """All rows of some pairs, those of one after those of the other, not many of them in memory at once.

        ``clear`` tells whether those with a clear stance alone are wanted, which are held, or the others alone.
        """
        ...

    def disagreements(self, sources: Collection[str] | None) -> Iterable[Disagreement]:
        """Those of any scope that have a row of one of the articles ``sources`` (None: all), and maybe others.

        What does not stand in its article, and figures that came later, are among them.
        """
        ...

    def articles(self, without: Collection[int]) -> Mapping[str, int]:
        """In how many articles each actor has rows, those left out that have one of some numbers."""
        ...

    def number(self, articles: Sequence[str]) -> int:
        """How many rows some articles have."""
        ...


class Everything:
    """All rows of what is told: those without a clear stance are read again whenever it is gone through."""

    def __init__(self, told: Told) -> None:
        """Read the rows of ``told``."""
        self._told = told

    def __iter__(self) -> Iterator[Sequence[Row]]:
        read = [self._told.rows(self._told.pairs, clear) for clear in (True, False)]
        for clear, others in zip(*read, strict=True):
            if clear or others:
                yield sorted((*clear, *others), key=place_of) if clear and others else clear or others


class Listing:
    """All rows but some, officials before analysts, then by actor, issue and place; read as they are gone through."""

    def __init__(self, told: Told, issues: Sequence[str], left: Collection[int], number: int) -> None:
        """Rows whose number is ``left`` are not among them: ``number`` there are. ``issues`` gives their order."""
        self._told = told
        self._order = {issue: place for place, issue in enumerate(issues)}
        self._left = left
        self._number = number

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Row]:
        for official in (True, False):
            pairs = self._told.pairs if official else set(self._told.pairs).intersection(self._told.analysts)
            pairs = sorted(pairs, key=self._place)
            read = zip(map(self._place, pairs), self._told.rows(pairs), strict=True)
            for _, portion in groupby(read, key=itemgetter(0)):
                rows = [row for _, some in portion for row in some if row.official is official]
                yield from sorted((row for row in rows if row.position.number not in self._left), key=place_of)

    def _place(self, pair: Pair) -> tuple[bool, str, int]:
        actor, issue = pair
        return actor == UNATTRIBUTED, actor, self._order.get(issue, len(self._order))
