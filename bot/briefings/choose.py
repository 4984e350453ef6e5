"""Extractive choice: which of many statements stand for the rest, without saying the same twice.

Centrality is LexRank (Erkan and Radev 2004, "LexRank: Graph-based Lexical Centrality as Salience in Text
Summarization", the continuous variant): the stationary distribution of a walk over statements that resemble each
other. Repetition is kept out by maximal marginal relevance (Carbonell and Goldstein 1998, "The Use of MMR,
Diversity-Based Reranking for Reordering Documents and Producing Summaries"). The budget of words is met greedily
with the gain divided by a power of the length (Lin and Bilmes 2010, "Multi-document Summarization via Budgeted
Maximization of Submodular Functions").
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.duplicates import content, share_words

SAME = 0.8
"""Cosine of TF-IDF vectors from which an excerpt adds nothing to one chosen before."""

DAMPING = 0.15
TRADE = 0.7
LENGTH_POWER = 0.35

Matrix = NDArray[np.float64]


class Likeness:
    """How alike texts are: the cosine of their TF-IDF vectors over words and pairs of words, without stop words."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Compare ``texts`` among themselves; places in the sequence are the names used below."""
        from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

        try:
            self._vectors = TfidfVectorizer(
                sublinear_tf=True, ngram_range=(1, 2), stop_words="english"
            ).fit_transform(texts)
        except ValueError:  # nothing but stop words, or no text at all
            self._vectors = None
        try:
            self._words = CountVectorizer(analyzer=content, dtype=np.int32).fit_transform(texts)
        except ValueError:  # no word at all
            self._words = None

    def among(self, places: Sequence[int]) -> Matrix:
        """The (n, n) cosines of the texts at these places."""
        if self._vectors is None or not places:
            return np.eye(len(places))
        vectors = self._vectors[list(places)]
        cosines: Matrix = (vectors @ vectors.T).toarray()
        np.fill_diagonal(cosines, 1.0)
        return cosines

    def same(self, places: Sequence[int], others: Sequence[int]) -> NDArray[np.bool_]:
        """Which of the (n, m) pairs have nearly the same words (``embeddings.duplicates``)."""
        if self._words is None or not places or not others:
            return np.zeros((len(places), len(others)), dtype=bool)
        a, b = self._words[list(places)], self._words[list(others)]
        return share_words((a @ b.T).toarray(), _lengths(a), _lengths(b))

    def between(self, places: Sequence[int], others: Sequence[int]) -> Matrix:
        """The (n, m) cosines of the texts at ``places`` with those at ``others``."""
        if self._vectors is None or not places or not others:
            return np.zeros((len(places), len(others)))
        cosines: Matrix = (self._vectors[list(places)] @ self._vectors[list(others)].T).toarray()
        return cosines


def _lengths(words: Any) -> NDArray[np.int32]:  # noqa: ANN401 - a sparse matrix
    return np.asarray(words.sum(axis=1), dtype=np.int32).ravel()


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
