"""Extractive choice: which of many statements stand for the rest, without saying the same twice.

Centrality is LexRank (Erkan and Radev 2004, "LexRank: Graph-based Lexical Centrality as Salience in Text
Summarization", the continuous variant): the stationary distribution of a walk over statements that resemble each
other. Repetition is kept out by maximal marginal relevance (Carbonell and Goldstein 1998, "The Use of MMR,
Diversity-Based Reranking for Reordering Documents and Producing Summaries"). The budget of words is met greedily
with the gain divided by a power of the length (Lin and Bilmes 2010, "Multi-document Summarization via Budgeted
Maximization of Submodular Functions").
"""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAME = 0.8
"""Cosine of TF-IDF vectors from which two excerpts say the same."""

CONTAINED = 0.8
"""Share of the shorter one's words that stand in the longer one, from which two excerpts say the same."""

FEWEST_WORDS = 4
"""Excerpts of fewer words are not compared by containment."""

WORD = re.compile(r"[^\W_]+")

DAMPING = 0.15
TRADE = 0.7
LENGTH_POWER = 0.35

Matrix = NDArray[np.float64]


class Likeness:
    """How alike texts are: the cosine of their TF-IDF vectors over words and pairs of words, without stop words."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Compare ``texts`` among themselves; places in the sequence are the names used below."""
        from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

        # Texts of nothing but stop words have no vectors; the same words are the same all the same.
        numbers: dict[tuple[str, ...], int] = {}
        said = [tuple(WORD.findall(text.casefold())) for text in texts]
        self._said = np.array([numbers.setdefault(words, len(numbers)) for words in said], dtype=np.int64)
        try:
            self._vectors = TfidfVectorizer(
                sublinear_tf=True, ngram_range=(1, 2), stop_words="english"
            ).fit_transform(texts)
            self._words = CountVectorizer(stop_words="english", binary=True, dtype=np.int32).fit_transform(texts)
        except ValueError:  # nothing but stop words, or no text at all
            self._vectors = None

    def among(self, places: Sequence[int]) -> Matrix:
        """The (n, n) cosines of the texts at these places."""
        if self._vectors is None or not places:
            return np.eye(len(places))
        vectors = self._vectors[list(places)]
        cosines: Matrix = (vectors @ vectors.T).toarray()
        np.fill_diagonal(cosines, 1.0)
        return cosines

    def same(self, places: Sequence[int], others: Sequence[int]) -> NDArray[np.bool_]:
        """Which of the (n, m) pairs say the same: alike as a whole, or one of them nearly contained in the other."""
        equal = np.equal.outer(self._said[list(places)], self._said[list(others)])
        alike: NDArray[np.bool_] = equal | (self.between(places, others) >= SAME)
        if self._vectors is None or not places or not others:
            return alike
        a, b = self._words[list(places)], self._words[list(others)]
        fewer = np.minimum.outer(np.asarray(a.sum(axis=1)).ravel(), np.asarray(b.sum(axis=1)).ravel())
        shared = (a @ b.T).toarray()
        contained = (fewer >= FEWEST_WORDS) & (shared >= CONTAINED * fewer)
        return np.asarray(alike | contained, dtype=bool)

    def between(self, places: Sequence[int], others: Sequence[int]) -> Matrix:
        """The (n, m) cosines of the texts at ``places`` with those at ``others``."""
        if self._vectors is None or not places or not others:
            return np.zeros((len(places), len(others)))
        cosines: Matrix = (self._vectors[list(places)] @ self._vectors[list(others)].T).toarray()
        return cosines


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
