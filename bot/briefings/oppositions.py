"""Which opposition between actors is new: one of them took a side on which it was not known to stand."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.positions.cell import CLEAR
from bot.positions.rows import Disagreement, Row, Side


@dataclass(frozen=True, slots=True)
class Opposition:
    """Actors newly against each other: the new rows of those who took a side, and the rows of the other sides."""

    issue: str
    new: tuple[Row, ...]
    against: tuple[Row, ...]


def new_oppositions(
    disagreements: Iterable[Disagreement], known: Iterable[Row], new: Collection[int]
) -> tuple[Opposition, ...]:
    """The disagreements on an issue in which an actor stands newly on its side, in their order.

    ``known`` are the rows known before the window, ``new`` the identities of those that are new in it.
    """
    took = {(row.position.actor, row.position.issue, _side(row)) for row in known if row.position.stance in CLEAR}
    found = []
    for one in disagreements:
        for side in one.sides if one.kind == "positions" else ():
            joined = tuple(
                row
                for row in side.rows
                if id(row) in new and (row.position.actor, row.position.issue, _side(row)) not in took
            )
            others = _others(one.sides, side)
            if joined and others:
                found.append(Opposition(one.issue, joined, others))
                break
    return tuple(found)


def _side(row: Row) -> bool:
    """Against, or for it (be it on a condition)."""
    return row.position.stance == "opposes"


def _others(sides: Sequence[Side], own: Side) -> tuple[Row, ...]:
    against = _side(own.rows[0])
    return tuple(row for side in sides for row in side.rows if _side(side.rows[0]) != against)
