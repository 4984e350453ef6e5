"""Extractive choice: which of many statements stand for the rest, without saying the same twice.

Centrality is LexRank (Erkan and Radev 2004, "LexRank: Graph-based Lexical Centrality as Salience in Text
Summarization", the continuous variant): the stationary distribution of a walk over statements that resemble each
other. Repetition is kept out by maximal marginal relevance (Carbonell and Goldstein 1998, "The Use of MMR,
Diversity-Based Reranking for Reordering Documents and Producing Summaries"). The budget of words is met greedily
with the gain divided by a power of the length (Lin and Bilmes 2010, "Multi-document Summarization via Budgeted
Maximization of Submodular Functions").
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil, log, sqrt

import numpy as np
from numpy.typing import NDArray

SAME = 0.8
"""Cosine of TF-IDF vectors from which an excerpt adds nothing to one chosen before."""

SAMPLE = 2_000
"""So many texts at most tell how rare a word is."""
REMEMBERED = 4_096

DAMPING = 0.15
TRADE = 0.7
LENGTH_POWER = 0.35

Matrix = NDArray[np.float64]


class Likeness:
    """How alike texts are: the cosine of their TF-IDF vectors over words and pairs of words, without stop words.

    Vectors are made when they are asked for; how rare a word is is told by all texts, of many by a sample of them.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Compare ``texts`` among themselves; places in the sequence are the names used below."""
        self._texts = texts
        self.vector = lru_cache(REMEMBERED)(self._vector)

    def of(self, place: int, other: int) -> float:
        """The cosine of two texts."""
        a, b = self.vector(place), self.vector(other)
        return sum(weight * b[word] for word, weight in a.items() if word in b)

    def among(self, places: Sequence[int]) -> Matrix:
        """The (n, n) cosines of the texts at these places: for a few hundred of them."""
        from sklearn.feature_extraction import DictVectorizer

        cosines: Matrix = np.eye(len(places))
        vectors = [self.vector(place) for place in places]
        if any(vectors):
            matrix = DictVectorizer().fit_transform(vectors)
            cosines = (matrix @ matrix.T).toarray()
            np.fill_diagonal(cosines, 1.0)
        return cosines

    def _vector(self, place: int) -> Mapping[str, float]:
        """The unit vector of a text by word; empty where it has nothing but stop words."""
        analyze, held, size = self._weights
        found = Counter(analyze(self._texts[place]))
        weights = {word: (1 + log(count)) * (1 + log((1 + size) / (1 + held[word]))) for word, count in found.items()}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items()}

    @cached_property
    def _weights(self) -> tuple[Callable[[str], list[str]], Counter[str], int]:
        """What takes a text apart, how many texts of the sample hold each word, and how many these are."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        analyze = TfidfVectorizer(ngram_range=(1, 2), stop_words="english").build_analyzer()
        sample = self._texts[:: ceil(len(self._texts) / SAMPLE) or 1]
        return analyze, Counter(word for text in sample for word in set(analyze(text))), len(sample)


def centrality(cosines: Matrix) -> NDArray[np.float64]:
    """Continuous LexRank of ``n`` texts from their (n, n) cosines: scaled so that the most central has 1.

    A text is no witness to itself: the walk never stays, and from a text like no other it goes anywhere.
    """
    count = len(cosines)
    if count == 0:
        return np.zeros(0)
    others = cosines - np.diag(np.diag(cosines))
    sums = others.sum(axis=1, keepdims=True)
    walk = np.where(sums > 0, others / np.where(sums > 0, sums, 1.0), 1 / count)
    rank = np.full(count, 1 / count)
    for _ in range(100):
        following = DAMPING / count + (1 - DAMPING) * (walk.T @ rank)
        if np.abs(following - rank).sum() < 1e-9:
            break
        rank = following
    scaled: NDArray[np.float64] = rank / rank.max()
    return scaled


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may be chosen: how much it matters by itself, its length, and the groups it counts for."""

    relevance: float
    words: int
    groups: tuple[Hashable, ...] = ()


def choose(
    candidates: Sequence[Candidate], cosines: Matrix, budget: int, cap: Callable[[Hashable], int] = lambda _: 10**9
) -> list[int]:
    """Places of the chosen candidates, in the order chosen: together at most ``budget`` words, none alike.

    ``cap`` says how many of one group may be chosen.
    """
    chosen: list[int] = []
    left = set(range(len(candidates)))
    taken: dict[Hashable, int] = {}
    while left:
        best, best_gain = -1, -np.inf
        for place in sorted(left):
            candidate = candidates[place]
            if candidate.words > budget or any(taken.get(group, 0) >= cap(group) for group in candidate.groups):
                continue
            alike = max((float(cosines[place, other]) for other in chosen), default=0.0)
            if alike >= SAME:
                continue
            gain = (TRADE * candidate.relevance - (1 - TRADE) * alike) / max(candidate.words, 1) ** LENGTH_POWER
            if gain > best_gain:
                best, best_gain = place, gain
        if best < 0:
            break
        chosen.append(best)
        left.remove(best)
        budget -= candidates[best].words
        for group in candidates[best].groups:
            taken[group] = taken.get(group, 0) + 1
    return chosen
