"""Where every actor stands on every issue: one stance each, and at most two excerpts that show it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.briefings.edition import Standing
from bot.briefings.view import RecordView
from bot.positions.cell import OPPOSITE, best_row, cell_of, weight
from bot.positions.rows import Row
from bot.record.statement import Stance

DIFFERENT = 0.6
"""Two excerpts of one actor and issue are shown only where their cosine is below this."""


def standing(view: RecordView, rows: Iterable[Row], issues: Sequence[str] = ()) -> tuple[Standing, ...]:
    """The standing positions of all actors that ``rows`` give one to, in the order of ``issues``, complete.

    The second excerpt is one that says something else, of the same stance if there is one, never of the opposite.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.position.issue, row.position.actor].append(row)
    order = {issue: number for number, issue in enumerate(issues)}
    found = []
    for (issue, actor), group in groups.items():
        cell = cell_of(group)
        first = best_row(group, cell.stance)
        found.append(Standing(actor, issue, cell, (first, *_second(view, group, first, cell.stance))))
    return tuple(
        sorted(found, key=lambda s: (order.get(s.issue, len(order)), s.issue, not s.rows[0].official, s.actor))
    )


def _second(view: RecordView, group: Sequence[Row], first: Row, stance: Stance) -> tuple[Row, ...]:
    others = [row for row in group if row is not first and row.position.stance != OPPOSITE.get(stance)]
    if not others:
        return ()
    places, known = view.places(others), view.places([first])
    alike = view.likeness.between(places, known)[:, 0] >= DIFFERENT
    same = view.likeness.same(places, known)[:, 0]
    different = [
        row for row, one, two in zip(others, alike, same, strict=True) if not (one or two or inside(row, first))
    ]
    same_stance = [row for row in different if row.position.stance == stance]
    choice = same_stance or [row for row in different if row.position.stance != "unclear"]
    if not choice:
        return ()
    return (max(choice, key=lambda row: (weight(row), row.published or "", -row.words)),)


def inside(row: Row, other: Row) -> bool:
    """Whether two rows share words of one article."""
    a, b = row.position, other.position
    return a.article == b.article and a.start < b.end and b.start < a.end


def without_repeats(view: RecordView, rows: Sequence[Row]) -> tuple[list[Row], int]:
    """The rows without those that say what another of the same actor and issue says better; and how many went."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.position.issue, row.position.actor].append(row)
    gone: set[int] = set()
    for group in groups.values():
        ranked = sorted(group, key=lambda row: (-weight(row), row.words, row.position.start))
        places = view.places(ranked)
        same = view.likeness.same(places, places)
        kept: list[int] = []
        for number, row in enumerate(ranked):
            if any(same[number, other] or inside(row, ranked[other]) for other in kept):
                gone.add(id(row))
            else:
                kept.append(number)
    return [row for row in rows if id(row) not in gone], len(gone)


def repeats_of(view: RecordView, rows: Sequence[Row], known: Sequence[Row]) -> set[int]:
    """Identities of the rows that say what a known row of the same actor and issue said."""
    if not rows or not known:
        return set()
    by_group: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in known:
        by_group[row.position.issue, row.position.actor].append(row)
    found = set()
    for row in rows:
        others = by_group.get((row.position.issue, row.position.actor), [])
        if view.likeness.same(view.places([row]), view.places(others)).any():
            found.add(id(row))
    return found
