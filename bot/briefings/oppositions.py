"""Which opposition between actors is new: one of them took a side on which it was not known to stand."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.briefings.told import NOTHING, Known, pair_of
from bot.ledger.cell import OPPOSITE
from bot.ledger.pairs import Pair
from bot.ledger.rows import Disagreement, Row
from bot.record.statement import Stance


@dataclass(frozen=True, slots=True)
class NewOpposition:
    """Actors newly against each other: the new rows of those who took a side, and the rows of those opposite."""

    issue: str
    new: tuple[Row, ...]
    against: tuple[Row, ...]


def new_oppositions(
    disagreements: Iterable[Disagreement], known: Mapping[Pair, Known], new: Callable[[Row], bool]
) -> tuple[NewOpposition, ...]:
    """The issues on which an actor stands newly for or against, with others plainly opposite, in their order.

    Whoever makes conditions is on no side here. ``known`` is what was known before the window, ``new`` tells which
    rows are new in it.
    """
    found = []
    for one in disagreements:
        sides: dict[Stance, list[Row]] = {}
        for row in one.rows if one.kind == "positions" else ():
            sides.setdefault(row.position.stance, []).append(row)
        opposition = next(_joined(one.issue, sides, known, new), None)
        found += [opposition] if opposition is not None else []
    return tuple(found)


def _joined(
    issue: str, sides: dict[Stance, list[Row]], known: Mapping[Pair, Known], new: Callable[[Row], bool]
) -> Iterator[NewOpposition]:
    for stance, opposite in OPPOSITE.items():
        joined = [row for row in sides.get(stance, ()) if new(row)]
        joined = [row for row in joined if stance not in known.get(pair_of(row), NOTHING).stances]
        if joined and opposite in sides:
            yield NewOpposition(issue, tuple(joined), tuple(sides[opposite]))
