"""What stands behind the leading excerpts: first what is akin to them, and what brings most that is not yet shown."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.answering.candidate import Candidate

LIKENESS = 0.2
"""How much of the cosine to the leading candidates counts for one behind them: the question's words are few, those of
what answers it are more (relevance feedback: Rocchio 1971)."""
COMPANY = 0.2
"""What a further sentence that an excerpt shows besides its own is worth of its score."""
BEARING = 0.4
"""Share of the best score from which a sentence is worth anything in company."""
COMPOSED = 12
"""So many are chosen by what they bring; the rest stay in order."""
CONTENDERS = 30
"""So many are looked at for it."""

Worth = Mapping[int, float]
"""What a candidate is worth, by its number."""
Vectors = Callable[[Sequence[int]], NDArray[np.float32]]
"""The unit vectors of numbered sentences, one a row."""
Shown = Callable[[Candidate], tuple[int, int]]
"""The span that is shown for a candidate's sentence."""


def worth_of(candidates: Sequence[Candidate], leading: int, vectors: Vectors) -> dict[int, float]:
    """Return the candidates' scores with their likeness to the first ``leading`` ones, by number."""
    if len(candidates) <= leading:
        return {candidate.seq: candidate.score for candidate in candidates}
    rows = vectors([candidate.seq for candidate in candidates])
    likeness = rows @ rows[:leading].mean(axis=0)
    return {c.seq: c.score + LIKENESS * float(like) for c, like in zip(candidates, likeness, strict=True)}


def fullest_first(candidates: Sequence[Candidate], stay: int, worth: Worth, shown: Shown) -> list[Candidate]:
    """Return the candidates with those behind the first ``stay`` ordered by all that their excerpts bring.

    An excerpt shows sentences around the one found. Of two that are found alike, the one whose other sentences were
    found as well tells more; what an excerpt before it shows already counts no more.
    """
    least = BEARING * max(worth.values(), default=0.0)
    of_article: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if worth[candidate.seq] > least:
            of_article.setdefault(candidate.article, []).append(candidate)
    told: set[int] = set()

    def within(candidate: Candidate) -> list[Candidate]:
        start, end = shown(candidate)
        return [c for c in of_article.get(candidate.article, ()) if start <= c.start and c.end <= end]

    ordered = list(candidates[:stay])
    for candidate in ordered:
        told.update(c.seq for c in within(candidate))
    company = {c.seq: [o for o in within(c) if o.seq != c.seq] for c in candidates[stay : stay + CONTENDERS]}
    rest = list(candidates[stay : stay + CONTENDERS])

    def brings(candidate: Candidate) -> float:
        others = company[candidate.seq]
        more = sum(worth[o.seq] - least for o in others if o.seq not in told) if others else 0.0
        return worth[candidate.seq] + COMPANY * more

    values = [brings(candidate) for candidate in rest]
    while rest and len(ordered) < COMPOSED:
        at = values.index(max(values))
        chosen = rest.pop(at)
        del values[at]
        ordered.append(chosen)
        new = {chosen.seq, *(o.seq for o in company[chosen.seq])} - told
        told |= new
        for at, candidate in enumerate(rest):
            if any(o.seq in new for o in company[candidate.seq]):
                values[at] = brings(candidate)
    return [*ordered, *rest, *candidates[stay + CONTENDERS :]]
