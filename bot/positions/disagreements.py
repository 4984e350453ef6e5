"""Who is against whom: opposite stances of two actors on one issue."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from bot.positions.rows import Disagreement, Row, side_of
from bot.record.statement import UNATTRIBUTED

MOST = 50
"""Disagreements given at most: a list is read by people."""
A_ISSUE = 14
"""Of one issue at most."""
ACROSS = 60
"""Of each side of an issue so many actors are held against each other where they speak in different articles."""

_CLEAR = {"supports": 1.0, "conditional": 0.4, "opposes": 1.0}
_WEIGHT = {"official": 0.4, "institution": 0.35, "analyst": 0.0, "unattributed-reporting": 0.1}

Placed = tuple[int, Row]
"""A row with its place among those of its side."""


def opposed(rows: Iterable[Row], most: int = MOST) -> list[Disagreement]:
    """Pairs of rows of different actors with opposite stances on one issue, best first.

    One for each pair of excerpts, and for each pair of actors the pair that stands closest together: in one
    article before two, in one paragraph before a page. Pairs in one article are all looked at; across articles what
    a side weighs does not depend on the other, so that the weightiest of each side are enough.
    """
    by_issue: dict[str, list[Row]] = {}
    for row in rows:
        if row.shown and row.position.actor != UNATTRIBUTED and row.position.stance in _CLEAR:
            by_issue.setdefault(row.position.issue, []).append(row)
    found: list[Disagreement] = []
    for issue, group in by_issue.items():
        against = [row for row in group if row.position.stance == "opposes"]
        favour = [row for row in group if row.position.stance != "opposes"]
        best: dict[frozenset[str], tuple[float, Placed, Placed]] = {}
        for yes, no in (*_in_one_article(favour, against), *_across_articles(favour, against)):
            key = frozenset((yes[1].position.actor, no[1].position.actor))
            pair = _closeness(yes[1], no[1]), yes, no
            best[key] = min(best.get(key, pair), pair, key=_best_first)
        met = _first_met(favour, against)
        pairs = [
            Disagreement("positions", issue, side_of(yes), side_of(no), score)
            for score, (_, yes), (_, no) in sorted(best.values(), key=lambda pair: (-pair[0], met(pair)))
        ]
        found += _one_for_each_pair_of_excerpts(pairs)[:A_ISSUE]
    return sorted(found, key=lambda d: -d.score)[:most]


def _first_met(
    favour: Sequence[Row], against: Sequence[Row]
) -> Callable[[tuple[float, Placed, Placed]], tuple[int, int]]:
    """Tells of a pair where in the record its actors are first met on opposite sides: the order of equal ones."""
    first: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for places, rows in zip(first, (favour, against), strict=True):
        for place, row in enumerate(rows):
            places.setdefault(row.position.actor, place)

    def met(pair: tuple[float, Placed, Placed]) -> tuple[int, int]:
        one, other = (side[1].position.actor for side in pair[1:])
        ways = ((one, other), (other, one))
        return min((first[0][yes], first[1][no]) for yes, no in ways if yes in first[0] and no in first[1])

    return met


def _best_first(pair: tuple[float, Placed, Placed]) -> tuple[float, int, int]:
    """By score; of equal ones the first in the record."""
    score, (yes, _), (no, _) = pair
    return -score, yes, no


def _in_one_article(favour: Sequence[Row], against: Sequence[Row]) -> Iterator[tuple[Placed, Placed]]:
    """The pairs of two actors in one article."""
    refusals: dict[str, list[Placed]] = {}
    for place, row in enumerate(against):
        refusals.setdefault(row.article.id, []).append((place, row))
    for place, row in enumerate(favour):
        for no in refusals.get(row.article.id, ()):
            if row.position.actor != no[1].position.actor and not _one_clause(row, no[1]):
                yield (place, row), no


def _across_articles(favour: Sequence[Row], against: Sequence[Row]) -> Iterator[tuple[Placed, Placed]]:
    """For two actors the weightiest row of each, and of each the weightiest of another article than that one's."""
    for yes, no in product(_weightiest(favour), _weightiest(against)):
        if yes.actor != no.actor:
            for a, b in product(yes.rows, no.rows):
                if a[1].article.id != b[1].article.id:
                    yield a, b


@dataclass(slots=True)
class _Actor:
    """An actor's weightiest row, and the weightiest of another article."""

    actor: str
    rows: list[Placed] = field(default_factory=list)


def _weightiest(rows: Sequence[Row]) -> list[_Actor]:
    """The actors of one side whose rows weigh most, ``ACROSS`` at most."""
    found: dict[str, _Actor] = {}
    for place, row in sorted(enumerate(rows), key=lambda placed: -_weight(placed[1])):
        actor = found.setdefault(row.position.actor, _Actor(row.position.actor))
        if not actor.rows or (len(actor.rows) == 1 and actor.rows[0][1].article.id != row.article.id):
            actor.rows.append((place, row))
    return list(found.values())[:ACROSS]


def _one_for_each_pair_of_excerpts(pairs: Sequence[Disagreement]) -> list[Disagreement]:
    first: dict[frozenset[tuple[str, int]], Disagreement] = {}
    for pair in pairs:
        first.setdefault(frozenset((side.article.id, side.start) for side in pair.sides), pair)
    return list(first.values())


def _one_clause(yes: Row, no: Row) -> bool:
    """Whether both are read out of the same words: then they are no two positions."""
    a, b = yes.position, no.position
    return (a.article, a.start, a.cue) == (b.article, b.start, b.cue)


def _weight(row: Row) -> float:
    """What one side counts by itself; of the side against, its stance counts with the other side's."""
    p = row.position
    stance = _CLEAR[p.stance] if p.stance != "opposes" else 0.0
    return round(stance + _WEIGHT[p.speaker_kind] + 0.1 * (len(p.evidence) > 1), 3)


def _closeness(yes: Row, no: Row) -> float:
    a, b = yes.position, no.position
    score = _weight(yes) + _weight(no)
    if a.article == b.article:
        score += 0.5 + 1.0 / (1 + abs(a.paragraph - b.paragraph))
    return round(score, 3)
