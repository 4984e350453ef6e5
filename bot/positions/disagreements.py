"""Who is against whom: the sides of each issue, with all rows of those who stand there."""

from collections.abc import Iterable, Mapping, Sequence

from bot.positions.cell import stance_of, weight
from bot.positions.rows import SIDES, Disagreement, Row, Side
from bot.record.statement import UNATTRIBUTED, Stance

ONE_SIDED: frozenset[Stance] = frozenset({"supports", "conditional"})
"""Whoever is for a thing on a condition stands on the side of those who are for it."""


def opposed(rows: Iterable[Row], names: Mapping[str, str] | None = None) -> list[Disagreement]:
    """Issues on which actors take opposite stances, each with its sides, those with most actors on both sides first.

    ``names`` are the issues' names, by id.
    """
    found = []
    for issue, cells in _cells(rows).items():
        sides: dict[Stance, list[Row]] = {}
        for group in cells.values():
            stance = stance_of(group)
            sides.setdefault(stance, []).extend(row for row in group if row.position.stance == stance)
        if "opposes" in sides and not ONE_SIDED.isdisjoint(sides):
            made = tuple(
                Side(label, _best_first(sides[stance])) for stance, label in SIDES.items() if stance in sides
            )
            topic = (names or {}).get(issue, issue)
            found.append(Disagreement("positions", issue, topic, made, _score(made)))
    return sorted(found, key=lambda one: -one.score)


def _cells(rows: Iterable[Row]) -> dict[str, dict[str, list[Row]]]:
    """The rows with a clear stance of each actor on each issue."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        p = row.position
        if row.shown and p.actor != UNATTRIBUTED and p.stance in SIDES:
            found.setdefault(p.issue, {}).setdefault(p.actor, []).append(row)
    return found


def _best_first(rows: Sequence[Row]) -> tuple[Row, ...]:
    """By weight, then the newer, then the shorter."""
    rows = sorted(rows, key=lambda row: (row.words, row.article.id, row.position.start))
    return tuple(sorted(rows, key=lambda row: (weight(row), row.published or ""), reverse=True))


def _score(sides: Sequence[Side]) -> float:
    """How many actors stand against each other: those of the smaller side count."""
    against = len(sides[0].shown)
    return min(against, sum(len(side.shown) for side in sides[1:])) + against / 1000
