"""Where every actor stands on every issue: one stance each, and at most two excerpts that show it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest

from bot.briefings.edition import Standing
from bot.ledger.cell import OPPOSITE, best_row, cell_of, last_said, weight
from bot.ledger.rows import Row
from bot.record.statement import Stance
from embeddings.duplicates import content

DIFFERENT = 0.6
"""Two excerpts of one actor and issue are shown only where they share less than this of the shorter one's stems."""
LOOKED_AT = 10
"""So many of an actor's best rows on an issue are looked at for a second excerpt."""


def standing(rows: Iterable[Row], issues: Sequence[str] = ()) -> tuple[Standing, ...]:
    """The standing positions of all actors that ``rows`` give one to, in the order of ``issues``, complete.

    What is told of the past is none. The second excerpt is one that says something else, of the same stance if there
    is one, never of the opposite.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.position.issue, row.position.actor].append(row)
    order = {issue: number for number, issue in enumerate(issues)}
    found = []
    for (issue, actor), group in groups.items():
        cell = cell_of(group)
        if cell is not None:
            first = best_row(group, cell.stance)
            found.append(Standing(actor, issue, cell, (first, *_second(group, first, cell.stance))))
    return tuple(
        sorted(found, key=lambda s: (order.get(s.issue, len(order)), s.issue, not s.rows[0].official, s.actor))
    )


def _second(group: Sequence[Row], first: Row, stance: Stance) -> tuple[Row, ...]:
    """The best row that says something else than the first: of the same stance, else with a clear one."""
    others = [row for row in group if row is not first and row.position.stance != OPPOSITE.get(stance)]
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
