"""Which opposition between actors is new: one of them took a side on which it was not known to stand."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bot.ledger.cell import OPPOSITE
from bot.ledger.rows import Disagreement, Row
from bot.record.statement import Stance


@dataclass(frozen=True, slots=True)
class NewOpposition:
    """Actors newly against each other: the new rows of those who took a side, and the rows of those opposite."""

    issue: str
    new: tuple[Row, ...]
    against: tuple[Row, ...]


def new_oppositions(
    disagreements: Iterable[Disagreement], known: Iterable[Row], new: Collection[int]
) -> tuple[NewOpposition, ...]:
    """The issues on which an actor stands newly for or against, with others plainly opposite, in their order.

    Whoever makes conditions is on no side here. ``known`` are the rows known before the window, ``new`` the
    identities of those that are new in it.
    """
    took = {(row.position.actor, row.position.issue, row.position.stance) for row in known}
    found = []
    for one in disagreements:
        sides: dict[Stance, list[Row]] = {}
        for row in one.rows if one.kind == "positions" else ():
            sides.setdefault(row.position.stance, []).append(row)
        opposition = next(_joined(one.issue, sides, took, new), None)
        found += [opposition] if opposition is not None else []
    return tuple(found)


def _joined(
    issue: str, sides: dict[Stance, list[Row]], took: Collection[tuple[str, str, Stance]], new: Collection[int]
) -> Iterator[NewOpposition]:
    for stance, opposite in OPPOSITE.items():
        joined = [row for row in sides.get(stance, ()) if id(row) in new]
        joined = [row for row in joined if (row.position.actor, issue, stance) not in took]
        if joined and opposite in sides:
            yield NewOpposition(issue, tuple(joined), tuple(sides[opposite]))
