"""Where articles answer differently: the other side is brought up beside the one found first."""

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from bot.answering.answer import Role
from bot.answering.candidate import Candidate
from bot.ledger.rows import Disagreement

LEADING = 3
"""The excerpts shown first: a side among them has its other side brought up to them."""
MOST = 2
"""Other sides brought up for one question at most."""
BEARING = 0.7
"""Share of the best score from which an other side still bears on the question."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A clear stance of an actor on an issue."""

    actor: str
    issue: str
    stance: str


@dataclass(frozen=True, slots=True)
class Stand:
    """A side that words stand on: the one labelled ``side`` of the disagreement named ``group`` on ``issue``.

    ``counted`` are the words for what is counted where the sides are figures ("country", "nation"), ``least`` and
    ``most`` what this side's figure may be.
    """

    issue: str
    group: Hashable
    side: str
    counted: frozenset[str] = frozenset()
    least: float | None = None
    most: float | None = None

    def counts(self, question: str) -> bool:
        """Whether a question names what is counted."""
        return not self.counted.isdisjoint(_singular(word) for word in re.findall(r"\w+", question))

    def against(self, other: "Stand") -> bool:
        """Whether two stand on different sides of one disagreement; "more than 30" and 31 may be the same."""
        if (self.issue, self.group) != (other.issue, other.group) or self.side == other.side:
            return False
        if self.least is None or self.most is None or other.least is None or other.most is None:
            return True
        return self.most < other.least or other.most < self.least


_TIMES = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:19|20)\d\d)\b"
)

Stands = Callable[[Candidate], Collection[Stand]]
"""The sides that a sentence stands on."""


@dataclass(slots=True)
class StandsIn:
    """The sides of some disagreements, looked up by the words that stand there."""

    _members: dict[str, list[tuple[int, int, Stand]]] = field(default_factory=dict)

    @classmethod
    def of(cls, disagreements: Iterable[Disagreement], about: str | None = None) -> "StandsIn":
        """Those of ``disagreements``, each with all rows of its sides; ``about`` tells them from those of others."""
        found = cls()
        for number, one in enumerate(disagreements):
            group = number if about is None else (about, number)
            counted = frozenset(_singular(row.figure.split()[-1]) for row in one.rows if row.figure)
            for side in one.sides:
                stand = Stand(one.issue, group, side.label, counted, side.least, side.most)
                for row in side.rows:
                    p = row.position
                    found._members.setdefault(p.article, []).append((p.start, p.end, stand))
        return found

    def at(self, candidate: Candidate) -> frozenset[Stand]:
        """The sides that a sentence stands on."""
        members = self._members.get(candidate.article, ())
        return frozenset(stand for start, end, stand in members if start < candidate.end and candidate.start < end)


class StandsOnFigures:
    """The sides of the quantities for which articles give different figures: each read when words that count it are.

    Safe from many threads.
    """

    def __init__(
        self,
        places: Callable[[], Iterable[tuple[str, int, int, str]]],
        differing: Callable[[str], Iterable[Disagreement]],
    ) -> None:
        """``places`` gives the article, start, end and quantity of each figure, ``differing`` those on a quantity."""
        self._read = places
        self._stands = cache(lambda quantity: StandsIn.of(differing(quantity), quantity))

    def at(self, candidate: Candidate) -> frozenset[Stand]:
        """The sides that a sentence stands on."""
        held = self._places.get(candidate.article, ())
        counted = {about for start, end, about in held if start < candidate.end and candidate.start < end}
        return frozenset(stand for about in counted for stand in self._stands(about).at(candidate))

    @cached_property
    def _places(self) -> Mapping[str, Sequence[tuple[int, int, str]]]:
        found: dict[str, list[tuple[int, int, str]]] = {}
        for article, start, end, quantity in self._read():
            found.setdefault(article, []).append((start, end, quantity))
        return found


def _singular(word: str) -> str:
    """A word in lower case, the same for one and for many as far as their endings tell."""
    lower = word.casefold()
    return f"{lower[:-3]}y" if lower.endswith("ies") else lower.removesuffix("s")


def facing(some: Iterable[Stand], others: Iterable[Stand]) -> bool:
    """Whether one stands against the other in a disagreement, and on the same side in none."""
    own, theirs = set(some), set(others)
    return own.isdisjoint(theirs) and any(one.against(other) for one in own for other in theirs)


def of_the_time(question: str, words: str) -> bool:
    """Whether words name the month, day or year that a question names: a figure of another one is no other side."""
    return set(_TIMES.findall(question)) <= set(_TIMES.findall(words))


def bears(candidate: Candidate, stands: Iterable[Stand], found: Sequence[Candidate]) -> bool:
    """Whether an other side bears on the question: nearly as well as the best found, or by the figure asked for."""
    return candidate.score >= BEARING * found[0].score or any(stand.counted for stand in stands)


def with_other_sides(candidates: Sequence[Candidate], stands: Stands) -> list[tuple[Candidate, Role]]:
    """Return the candidates in the order to show, the other side of a leading one right behind the leading ones.

    ``stands`` gives the sides on which a candidate stands in disagreements that bear on the question.
    """
    ordered: list[tuple[Candidate, Role]] = [(candidate, "answer") for candidate in candidates]
    brought = 0
    for place in range(min(LEADING - 1, len(ordered))):
        leading, role = ordered[place]
        if role != "answer" or brought == MOST or not stands(leading):
            continue
        found = _other_side(leading, ordered, place, stands, candidates)
        if found is None:
            continue
        other, _ = ordered.pop(found)
        ordered.insert(min(found, LEADING - 1 + brought), (other, "other-side"))
        brought += 1
    return ordered


def _other_side(
    leading: Candidate,
    ordered: Sequence[tuple[Candidate, Role]],
    place: int,
    stands: Stands,
    candidates: Sequence[Candidate],
) -> int | None:
    """Find the best candidate behind ``place`` that disagrees with ``leading``."""
    own = stands(leading)
    for index in range(place + 1, len(ordered)):
        candidate, role = ordered[index]
        elsewhere = candidate.article != leading.article or candidate.paragraph != leading.paragraph
        theirs = stands(candidate) if role == "answer" and elsewhere else ()
        if facing(own, theirs) and bears(candidate, theirs, candidates):
            return index
    return None
