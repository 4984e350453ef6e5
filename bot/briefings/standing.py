"""Where every actor stands on every issue: one stance each, and at most two excerpts that show it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from bot.ledger.cell import OPPOSITE, Cell, last_said, weight
from bot.ledger.pairs import Pair
from bot.ledger.rows import Row
from bot.record.statement import Stance
from embeddings.duplicates import content

DIFFERENT = 0.6
"""Two excerpts of one actor and issue are shown only where they share less than this of the shorter one's stems."""
LOOKED_AT = 10
"""So many of an actor's best rows on an issue are looked at for a second excerpt."""


Rows = Callable[[Iterable[Pair]], Iterable[Sequence[Row]]]
"""Reads all rows of some pairs: those of one after those of the other, in reading order."""


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


class Standings:
    """The standing positions, each with the row that shows it best."""

    def __init__(self, held: Sequence[Standing], rows: Rows) -> None:
        """``rows`` reads those of the pairs that are held."""
        self._held = held
        self._rows = rows

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Standing]:
        return iter(self._held)

    def with_seconds(self) -> Iterator[Standing]:
        """The same, each with a row besides that says something else, if there is one: these are read for it."""
        pairs = [(standing.actor, standing.issue) for standing in self._held]
        for standing, rows in zip(self._held, self._rows(pairs), strict=True):
            yield replace(standing, rows=(*standing.rows, *second(rows, standing.rows[0], standing.stance)))


def second(group: Sequence[Row], first: Row, stance: Stance) -> tuple[Row, ...]:
    """The best row that says something else than the first: of the same stance, else with a clear one.

    It is never of the opposite stance, and none where no row does.
    """
    opposite, shown = OPPOSITE.get(stance), first.position.number
    others = [row for row in group if row.position.number != shown and row.position.stance != opposite]
    same_stance = [row for row in others if row.position.stance == stance]
    clear = [row for row in others if row.position.stance not in (stance, "unclear")]
    for choice in (same_stance, clear):
        for row in _best(choice):
            if _says_else(row, first) and (row.position.stance == "unclear" or last_said([row])):
                return (row,)
    return ()


def _best(rows: Sequence[Row]) -> list[Row]:
    """The rows looked at, best first: by weight, then the newer, then the shorter."""
    ranks = [(weight(row), row.published or "") for row in rows]
    least = min(nlargest(LOOKED_AT, ranks), default=(0.0, ""))
    # Words are counted of those alone that can be among them.
    near = [row for row, rank in zip(rows, ranks, strict=True) if rank >= least]
    return nlargest(LOOKED_AT, near, key=lambda row: (weight(row), row.published or "", -row.words))


def _says_else(row: Row, first: Row) -> bool:
    if inside(row, first):
        return False
    one, other = content(row.position.text), content(first.position.text)
    return len(one & other) < DIFFERENT * min(len(one), len(other))


def inside(row: Row, other: Row) -> bool:
    """Whether two rows share words of one article."""
    a, b = row.position, other.position
    return a.article == b.article and a.start < b.end and b.start < a.end
