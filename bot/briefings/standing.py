"""Where every actor stands on every issue: one stance each, and at most two excerpts that show it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from bot.briefings.edition import Row, Standing
from bot.briefings.view import RecordView
from bot.record.statement import Stance

KIND_WEIGHT = {"direct-quote": 1.0, "indirect": 0.95, "reported-fact": 0.7}
SPEAKER_WEIGHT = {"official": 1.0, "institution": 0.9, "unattributed-reporting": 0.7, "analyst": 0.6}
NEWEST_WEIGHT = 1.5
"""How much more what somebody said counts at the newest date on which the actor spoke about the issue."""

STANCE_WEIGHT: dict[Stance, float] = {"supports": 1.0, "opposes": 1.0, "conditional": 0.8, "unclear": 0.1}
OPPOSITE: dict[Stance, Stance] = {"supports": "opposes", "opposes": "supports"}
DIFFERENT = 0.6
"""Two excerpts of one actor and issue are shown only where their cosine is below this."""


def weight(row: Row, newest: str | None) -> float:
    """How much a row says about where its actor stands."""
    position = row.position
    said = position.statement_kind != "reported-fact"
    recent = NEWEST_WEIGHT if said and newest is not None and row.article.published == newest else 1.0
    shown = 1.0 if position.evidence else 0.8
    return (
        SPEAKER_WEIGHT[position.speaker_kind]
        * KIND_WEIGHT[position.statement_kind]
        * STANCE_WEIGHT[position.stance]
        * recent
        * shown
    )


def stance_of(rows: Sequence[Row]) -> Stance:
    """The stance with the most weight behind it."""
    newest = max((row.article.published for row in rows if row.article.published), default=None)
    votes: Counter[Stance] = Counter()
    for row in rows:
        votes[row.position.stance] += weight(row, newest)  # type: ignore[assignment]
    return max(votes, key=lambda stance: (votes[stance], stance))


def best_row(rows: Sequence[Row], stance: Stance) -> Row:
    """The row that shows a stance best: by weight, then the newer, then the shorter."""
    newest = max((row.article.published for row in rows if row.article.published), default=None)
    showing = [row for row in rows if row.position.stance == stance]
    return max(
        showing,
        key=lambda row: (round(weight(row, newest), 3), row.article.published or "", -row.words, row.position.start),
    )


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
        stance = stance_of(group)
        first = best_row(group, stance)
        found.append(Standing(actor, issue, stance, (first, *_second(view, group, first, stance))))
    return tuple(
        sorted(found, key=lambda s: (order.get(s.issue, len(order)), s.issue, not s.rows[0].official, s.actor))
    )


def _second(view: RecordView, group: Sequence[Row], first: Row, stance: Stance) -> tuple[Row, ...]:
    others = [row for row in group if row is not first and row.position.stance != OPPOSITE.get(stance)]
    if not others:
        return ()
    places, known = [view.place[id(row)] for row in others], [view.place[id(first)]]
    alike = view.likeness.between(places, known)[:, 0] >= DIFFERENT
    same = view.likeness.same(places, known)[:, 0]
    different = [
        row for row, one, two in zip(others, alike, same, strict=True) if not (one or two or inside(row, first))
    ]
    same_stance = [row for row in different if row.position.stance == stance]
    choice = same_stance or [row for row in different if row.position.stance != "unclear"]
    return (
        (max(choice, key=lambda row: (weight(row, None), row.article.published or "", -row.words)),) if choice else ()
    )


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
        ranked = sorted(group, key=lambda row: (-weight(row, None), row.words, row.position.start))
        places = [view.place[id(row)] for row in ranked]
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
        if view.likeness.same([view.place[id(row)]], [view.place[id(other)] for other in others]).any():
            found.add(id(row))
    return found
