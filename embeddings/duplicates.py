"""Texts that say the same: nearly the same words, or nearly the same vector. The one rule of the house for it."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.lexical import Analyzer
from embeddings.synonyms import fold, words

SAME_SHARE = 0.8
DUPLICATE_COSINE = 0.95
FEW_WORDS = 5
"""With fewer stems than this the share is taken of the longer text: short ones share words by chance."""
REMEMBERED_TEXTS = 8192
_NO_PLACES = np.zeros(0, dtype=np.int64)

_analyzer = Analyzer()


@lru_cache(REMEMBERED_TEXTS)
def content(text: str) -> frozenset[str]:
    """What a text's words are compared by: its stems, or where it has only stop words, all its words."""
    return frozenset(_analyzer.stems(text)) or frozenset(map(fold, words(text)))


def same_words(one: str, other: str) -> bool:
    """Whether two texts have nearly the same words: 0.8 of the smaller set of stems stands in the other.

    Of the larger set where the smaller has fewer than five.
    """
    return _share(content(one), content(other))


def _share(a: frozenset[Any], b: frozenset[Any]) -> bool:
    smaller, larger = sorted((len(a), len(b)))
    return smaller > 0 and len(a & b) >= SAME_SHARE * (smaller if smaller >= FEW_WORDS else larger)


class Seen:
    """Texts met so far, asked which of them has nearly the same words (``same_words``) as another text.

    Two sets that share nearly all of the smaller one share one of its few rarest words: only texts that do are
    compared (prefix filtering: Chaudhuri, Ganti and Kaushik 2006, "A Primitive Operator for Similarity Joins in Data
    Cleaning"). Exact, and quick where words are many and rare.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """``texts`` are those to come: they tell which words are rare."""
        found = Counter(word for text in texts for word in content(text))
        self._rank = {word: rank for rank, word in enumerate(sorted(found, key=lambda word: (found[word], word)))}
        self._holding: dict[int, list[int]] = {}
        self._headed: dict[int, list[int]] = {}
        self._kept: list[frozenset[int]] = []

    def add(self, text: str) -> int:
        """Take a text in; its number, from 0 on."""
        return self._add(self._ranks(text))

    def find(self, text: str) -> int | None:
        """The number of the first text taken in that has nearly the same words; None where there is none."""
        return self._find(self._ranks(text))

    def find_or_add(self, text: str) -> int | None:
        """As ``find``; a text like no other is taken in."""
        own = self._ranks(text)
        found = self._find(own)
        if found is None:
            self._add(own)
        return found

    def _ranks(self, text: str) -> list[int]:
        """A text's words by their rank, the rarest first; those that were not announced are rarer than all."""
        return sorted(self._rank.setdefault(word, -len(self._rank)) for word in content(text))

    def _add(self, own: list[int]) -> int:
        number = len(self._kept)
        self._kept.append(frozenset(own))
        for word in own:
            self._holding.setdefault(word, []).append(number)
        for word in own[: _telling(own)]:
            self._headed.setdefault(word, []).append(number)
        return number

    def _find(self, own: list[int]) -> int | None:
        # Whichever of the two is smaller, one of its rarest words stands in the other.
        telling = _telling(own)
        near = set[int]().union(
            *(self._holding[word] for word in own[:telling] if word in self._holding),
            *(self._headed[word] for word in own[telling:] if word in self._headed),
        )
        words = frozenset(own)
        return next((number for number in sorted(near) if _share(words, self._kept[number])), None)


def _telling(words: Sequence[object]) -> int:
    """Sets without any of so many of their rarest words in common share too few."""
    return len(words) - math.ceil(SAME_SHARE * len(words)) + 1


def share_words(
    shared: NDArray[np.float32], lengths: NDArray[np.int32], others: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """``same_words`` for many texts at once.

    Args:
        shared: how many stems each text has in common with each of the others, shape (n, m).
        lengths: how many stems each text has, shape (n,).
        others: how many each of the others has, shape (m,).

    """
    smaller = np.minimum(lengths[:, None], others[None, :])
    larger = np.maximum(lengths[:, None], others[None, :])
    enough = SAME_SHARE * np.where(smaller >= FEW_WORDS, smaller, larger)
    return np.asarray((shared >= enough) & (smaller > 0))


def twins(
    same: Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.bool_]], size: int, wanted: int, block: int
) -> dict[int, list[int]]:
    """Places of sentences, best first, that repeat no better one, each with the places of those it stands for.

    Args:
        same: of some places (n,) and others (m,), which may be the same, which say the same, shape (n, m).
        size: how many sentences there are.
        wanted: when so many are kept, no more are looked at.
        block: so many are looked at together.

    """
    kept: dict[int, list[int]] = {}
    for start in range(0, size, block):
        if len(kept) >= wanted:
            break
        places = np.arange(start, min(start + block, size))
        if kept:
            before = np.fromiter(kept, dtype=np.int64)
            known = same(before, places)
            again = known.any(axis=0)
            for place, owner in zip(places[again], before[known[:, again].argmax(axis=0)], strict=True):
                kept[int(owner)].append(int(place))
            places = places[~again]
        repeats: NDArray[np.bool_] = np.triu(same(places, places), 1)
        repeated = np.asarray(repeats.any(axis=1))
        free = np.ones(len(places), dtype=bool)
        for at, place in enumerate(places.tolist()):
            if free[at]:
                later = np.flatnonzero(repeats[at] & free) if repeated[at] else _NO_PLACES
                free[later] = False
                kept[place] = places[later].tolist()
    return kept
