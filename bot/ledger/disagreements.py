"""Who is against whom: the sides of each issue, with all rows of those who stand there.

Sides are taken by those who act: an analyst explains a dispute and is no party to it. Rows on one issue may speak of
different things, so that whoever names other states than anybody on the other side does is left out; a row that names
none speaks of what all issues are about.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product

from bot.ledger.cell import best_first, best_of, stance_of
from bot.ledger.dating import said
from bot.ledger.rows import SIDES, Disagreement, Row, Side
from bot.record.statement import UNATTRIBUTED, Stance

EXAMINED = 4
"""So many of an actor's best rows tell what it speaks of."""
IN_ONE = 0.5
"""What a disagreement within a single sentence counts of another."""

Objects = Callable[[Row], frozenset[str]]
"""The states that a row speaks of besides those whose row it is."""


class Opposition:
    """Puts the actors of an issue on its sides."""

    def __init__(
        self,
        names: Mapping[str, str] | None = None,
        objects: Objects | None = None,
        chief: frozenset[str] = frozenset(),
    ) -> None:
        """``names`` are the issues' names by id; ``objects`` tells what rows speak of, None: all of the same.

        A row that names nobody else speaks of ``chief``, whom all issues are about.
        """
        self._names = names or {}
        self._objects = objects or (lambda _row: frozenset())
        self._chief = chief

    def among(self, rows: Iterable[Row]) -> list[Disagreement]:
        """Issues on which actors take opposite stances, those with most actors on both sides first."""
        found: list[Disagreement] = []
        for issue, group in _by_issue(rows).items():
            whole = self._sides(issue, group)
            found += whole
            shown = {id(row) for one in whole for row in one.rows}
            found += self._in_one_sentence(issue, [row for row in group if id(row) not in shown])
        return sorted(found, key=lambda one: -one.score)

    def _sides(self, issue: str, group: Sequence[Row]) -> list[Disagreement]:
        """The issue with everybody on the side of its standing stance; nothing where there is one side alone."""
        actors: dict[str, list[Row]] = {}
        for row in group:
            actors.setdefault(row.position.actor, []).append(row)
        sides: dict[Stance, dict[str, list[Row]]] = {}
        for actor, own in actors.items():
            stance = stance_of(own)
            held = [row for row in own if row.position.stance == stance]
            if held:
                sides.setdefault(stance, {})[actor] = _led(held)
        against = sides.pop("opposes", {})
        favour = {actor: own for side in sides.values() for actor, own in side.items()}
        against, favour = self._of_the_same(against, favour), self._of_the_same(favour, against)
        rows: dict[Stance, list[Row]] = {"opposes": [row for own in against.values() for row in own]}
        for stance, side in sides.items():
            rows[stance] = [row for actor in side for row in favour.get(actor, ())]
        return self._made(issue, rows) if against and favour else []

    def _of_the_same(self, side: Mapping[str, list[Row]], other: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
        """The actors of a side that speak of what some other one on the other side speaks of, with those rows."""
        spoken = {
            *other,
            *(name for own in other.values() for row in own[:EXAMINED] for name in self._of(row, other)),
        }
        found = {}
        for actor, own in side.items():
            # What is told of the past shows nobody's side of today.
            current = [row for row in own[:EXAMINED] if not said(row).past]
            examined = [row for row in current if not (of := self._of(row, side)) or not spoken.isdisjoint(of)]
            if examined:
                found[actor] = [*examined, *own[EXAMINED:]]
        return found

    def _of(self, row: Row, side: Collection[str]) -> Collection[str]:
        """What a row speaks of besides those who stand on its side."""
        return self._objects(row).difference(side) or self._chief

    def _in_one_sentence(self, issue: str, rows: Sequence[Row]) -> Iterator[Disagreement]:
        """Two who are told to be of different minds in one sentence, whatever else they say."""
        spans: dict[tuple[str, int], list[Row]] = {}
        for row in rows:
            spans.setdefault((row.article.id, row.position.start), []).append(row)
        for together in spans.values():
            no = [row for row in together if row.position.stance == "opposes"]
            yes = [row for row in together if row.position.stance == "supports"]
            if any(a.position.actor != b.position.actor for a, b in product(no, yes)):
                yield from self._made(issue, {"opposes": no, "supports": yes}, IN_ONE)

    def _made(self, issue: str, rows: Mapping[Stance, Sequence[Row]], share: float = 1.0) -> list[Disagreement]:
        sides = [Side(label, tuple(best_first(rows[stance]))) for stance, label in SIDES.items() if rows.get(stance)]
        against, *others = (len(side.shown) for side in sides)
        score = share * (min(against, sum(others)) + against / 1000)
        return [Disagreement("positions", issue, self._names.get(issue, issue), tuple(sides), score)]


def _led(rows: Sequence[Row]) -> list[Row]:
    """The rows with those that are examined in front, the best first."""
    best = best_of(rows, EXAMINED)
    leading = {id(row) for row in best}
    return [*best, *(row for row in rows if id(row) not in leading)]


def takes_side(row: Row) -> bool:
    """Whether a row is of somebody who acts, and takes a side."""
    p = row.position
    return p.stance in SIDES and row.shown and row.official and p.actor != UNATTRIBUTED


def _by_issue(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows that take a side, by issue; those that read both sides out of the same words take none."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if takes_side(row):
            found.setdefault(row.position.issue, []).append(row)
    return {issue: _of_one_mind(group) for issue, group in found.items()}


def _of_one_mind(rows: Sequence[Row]) -> list[Row]:
    read: dict[tuple[str, int, str], set[bool]] = {}
    for row in rows:
        p = row.position
        read.setdefault((p.article, p.start, p.cue), set()).add(p.stance == "opposes")
    return [row for row in rows if len(read[row.position.article, row.position.start, row.position.cue]) == 1]
