"""Where every actor stands on every issue: one stance each, and at most two excerpts that show it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.briefings.edition import Standing
from bot.briefings.view import RecordView
from bot.positions.cell import OPPOSITE, best_row, cell_of, weight
from bot.positions.rows import Row
from bot.record.statement import Stance
from embeddings.duplicates import Seen, same_words

DIFFERENT = 0.6
"""Two excerpts of one actor and issue are shown only where their cosine is below this."""
LOOKED_AT = 50
"""So many of an actor's best rows on an issue are looked at for a second excerpt."""


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
    """The best row that says something else than the first: of the same stance, else with a clear one."""
    others = [row for row in group if row is not first and row.position.stance != OPPOSITE.get(stance)]
    same_stance = [row for row in others if row.position.stance == stance]
    clear = [row for row in others if row.position.stance not in (stance, "unclear")]
    for choice in (same_stance, clear):
        ranked = sorted(choice, key=lambda row: (weight(row), row.published or "", -row.words), reverse=True)
        for row in ranked[:LOOKED_AT]:
            if _says_else(view, row, first):
                return (row,)
    return ()


def _says_else(view: RecordView, row: Row, first: Row) -> bool:
    if inside(row, first) or same_words(row.position.text, first.position.text):
        return False
    return view.likeness.of(*view.places([row, first])) < DIFFERENT


def inside(row: Row, other: Row) -> bool:
    """Whether two rows share words of one article."""
    a, b = row.position, other.position
    return a.article == b.article and a.start < b.end and b.start < a.end


def without_repeats(rows: Sequence[Row]) -> tuple[list[Row], int]:
    """The rows without those that say what another of the same actor and issue says better; and how many went."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.position.issue, row.position.actor].append(row)
    gone: set[int] = set()
    for group in groups.values():
        ranked = sorted(group, key=lambda row: (-weight(row), row.words, row.position.start))
        seen = Seen(row.position.text for row in ranked)
        kept: dict[str, list[Row]] = defaultdict(list)
        for row in ranked:
            beside = kept[row.article.id]
            if any(inside(row, other) for other in beside) or seen.find_or_add(row.position.text) is not None:
                gone.add(id(row))
            else:
                beside.append(row)
    return [row for row in rows if id(row) not in gone], len(gone)


def repeats_of(rows: Sequence[Row], known: Sequence[Row]) -> set[int]:
    """Identities of the rows that say what a known row of the same actor and issue said."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    wanted = {(row.position.issue, row.position.actor) for row in rows}
    for row in known:
        key = row.position.issue, row.position.actor
        if key in wanted:
            groups[key].append(row)
    seen: dict[tuple[str, str], Seen] = {}
    for key, group in groups.items():
        seen[key] = Seen(row.position.text for row in group)
        for row in group:
            seen[key].add(row.position.text)
    return {
        id(row)
        for row in rows
        if (one := seen.get((row.position.issue, row.position.actor))) and one.find(row.position.text) is not None
    }
