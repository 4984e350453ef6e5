"""An actor's positions stacked: for each issue and stance the newest on top, the rest under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.ledger.rows import Row, folded
from bot.record.statement import Stance

Stand = Stance | Literal["charged"]
"""What a row is stacked by beside its issue: a charge takes no stance."""

COMPARED = 25
"""The newest rows of a stack among which near-duplicates of the top one are looked for."""
_LAST: dict[Stand, int] = {"unclear": 1, "charged": 2}


@dataclass(frozen=True, slots=True)
class Stack:
    """The newest row of one stand on an issue, its near-duplicates counted in, and how many others lie under it."""

    top: Row
    earlier: int


def stand_of(row: Row) -> Stand:
    """Under what a row of an issue is stacked."""
    return "charged" if row.charged else row.position.stance


def stacks(rows: Iterable[Row]) -> tuple[Stack, ...]:
    """The stacks of rows that come issue by issue, newest first; on an issue what takes no clear side comes last."""
    found: dict[tuple[str, Stand], list[Row]] = {}
    for row in rows:
        found.setdefault((row.position.issue, stand_of(row)), []).append(row)
    issues = {issue: place for place, issue in enumerate(dict.fromkeys(issue for issue, _ in found))}
    order = sorted(found, key=lambda key: (issues[key[0]], _LAST.get(key[1], 0)))
    return tuple(_stacked(found[key]) for key in order)


def _stacked(rows: Sequence[Row]) -> Stack:
    top = folded(rows[:COMPARED])[0]
    return Stack(top, len(rows) - top.times)
