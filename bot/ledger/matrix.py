"""Actors by issues: who stands where, of those who say enough to be shown without being asked for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.ledger.cell import Cell, cell_of
from bot.ledger.pairs import Pair, Pairs
from bot.ledger.rows import Row
from bot.positions.issues import Issues
from bot.record.statement import UNATTRIBUTED

LEAST, SHARE = 2, 400
"""An actor weighs enough from one position in so many of the matrix, from two in any case."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors by issues, the weightiest first; a pair without a cell has no position in the record.

    An actor weighs as many positions as it has. ``light`` is how many actors are left out because they weigh less
    than the minimum.
    """

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    cells: Mapping[Pair, Cell]
    light: int = 0

    def heavy(self, besides: Collection[str] = ()) -> "Matrix":
        """Only the actors of the minimum weight, and those asked for ``besides``; all where nobody weighs so much."""
        weight: Counter[str] = Counter()
        for (actor, _), cell in self.cells.items():
            weight[actor] += cell.count
        least = max(LEAST, -(-weight.total() // SHARE))
        kept = [actor for actor in self.actors if weight[actor] >= least or actor in besides]
        if not any(weight[actor] >= least for actor in kept):
            return self
        cells = {place: cell for place, cell in self.cells.items() if place[0] in kept}
        spoken_to = {issue for _, issue in cells}
        issues = tuple(issue for issue in self.issues if issue in spoken_to)
        return Matrix(tuple(kept), issues, cells, len(self.actors) - len(kept))


def matrix_of(rows: Iterable[Row], issues: Issues) -> Matrix:
    """The matrix of the actors' own rows on configured issues."""
    by_place: dict[Pair, list[Row]] = {}
    for row in rows:
        p = row.position
        if p.actor != UNATTRIBUTED and p.issue in issues:
            by_place.setdefault((p.actor, p.issue), []).append(row)
    return _matrix({place: cell_of(group) for place, group in by_place.items()}, issues)


def matrix_in(pairs: Pairs, issues: Issues) -> Matrix:
    """The same of all that is stored, from counts and the newest rows."""
    places = (place for place in pairs.held if place[0] != UNATTRIBUTED and place[1] in issues)
    return _matrix({place: pairs.cell(place) for place in places}, issues)


def _matrix(found: Mapping[Pair, Cell | None], issues: Issues) -> Matrix:
    cells = {place: cell for place, cell in found.items() if cell is not None}
    weight: Counter[str] = Counter()
    for (actor, _), cell in cells.items():
        weight[actor] += cell.count
    spoken_to = {issue for _, issue in cells}
    return Matrix(
        tuple(sorted(weight, key=lambda actor: (-weight[actor], actor))),
        tuple(issue.id for issue in issues.all if issue.id in spoken_to),
        cells,
    )
