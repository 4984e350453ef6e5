"""Where articles answer differently: the other side is brought up beside the one found first."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from bot.answering.answer import Role
from bot.answering.candidate import Candidate

LEADING = 3
"""The excerpts shown first: a side among them has its other side brought up to them."""
MOST = 2
"""Other sides brought up for one question at most."""
BEARING = 0.5
"""Share of the best score from which an other side still bears on the question."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of an article."""

    article: str
    start: int
    end: int

    def holds(self, candidate: Candidate) -> bool:
        """Whether the candidate's sentence lies in the span or overlaps it."""
        return self.article == candidate.article and self.start < candidate.end and candidate.start < self.end


@dataclass(frozen=True, slots=True)
class Taken:
    """A clear stance of an actor on an issue."""

    actor: str
    issue: str
    stance: str

    def against(self, other: "Taken") -> bool:
        """Whether another actor takes the opposite stance on the same issue."""
        return self.issue == other.issue and self.actor != other.actor and self.stance != other.stance


@dataclass(frozen=True, slots=True)
class Pair:
    """Two spans that disagree on ``issue``: on the issue itself, or on a figure (two values of one quantity)."""

    a: Span
    b: Span
    figure: bool = False
    issue: str = ""


def opposed(candidates: Sequence[Candidate], stances: Callable[[Candidate], Collection[Taken]]) -> list[Pair]:
    """Return the pairs of a leading candidate and another in which two actors take opposite stances on an issue.

    For records too large to know all disagreements beforehand: only what was retrieved is compared.
    """
    taken = [stances(candidate) for candidate in candidates]
    return [
        Pair(Span(a.article, a.start, a.end), Span(b.article, b.start, b.end), issue=issue)
        for i, a in enumerate(candidates[:LEADING])
        for j, b in enumerate(candidates)
        if i != j
        for issue in {one.issue for one in taken[i] for other in taken[j] if one.against(other)}
    ]


def with_other_sides(
    candidates: Sequence[Candidate], pairs: Sequence[Pair], *, figures: bool = False
) -> list[tuple[Candidate, Role]]:
    """Return the candidates in the order to show, the other side of a leading one right behind the leading ones.

    ``figures``: a figure is asked for, so another article's figure for the same quantity bears on the question
    whatever else its sentence says.
    """
    ordered: list[tuple[Candidate, Role]] = [(candidate, "answer") for candidate in candidates]
    brought = 0
    for place in range(min(LEADING - 1, len(ordered))):
        leading, role = ordered[place]
        if role != "answer" or brought == MOST:
            continue
        found = _other_side(leading, ordered, place, pairs, BEARING * candidates[0].score, figures)
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
    pairs: Sequence[Pair],
    least: float,
    figures: bool,
) -> int | None:
    """Find the best candidate behind ``place`` that disagrees with ``leading``."""
    facing = [(p.b, p.figure) for p in pairs if p.a.holds(leading)]
    facing += [(p.a, p.figure) for p in pairs if p.b.holds(leading)]
    for index in range(place + 1, len(ordered)):
        candidate, role = ordered[index]
        elsewhere = candidate.article != leading.article or candidate.paragraph != leading.paragraph
        if role != "answer" or not elsewhere:
            continue
        if any(s.holds(candidate) and (candidate.score >= least or (figures and figure)) for s, figure in facing):
            return index
    return None
