"""Texts that say the same: nearly the same words, or nearly the same vector. The one rule of the house for it."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from embeddings.lexical import Analyzer
from embeddings.synonyms import fold, words

SAME_SHARE = 0.8
DUPLICATE_COSINE = 0.95
FEW_WORDS = 5
"""With fewer stems than this the share is taken of the longer text: short ones share words by chance."""
REMEMBERED_TEXTS = 8192

_analyzer = Analyzer()


@lru_cache(REMEMBERED_TEXTS)
def content(text: str) -> frozenset[str]:
    """What a text's words are compared by: its stems, or where it has only stop words, all its words."""
    return frozenset(_analyzer.stems(text)) or frozenset(map(fold, words(text)))


def same_words(one: str, other: str) -> bool:
    """Whether two texts have nearly the same words: 0.8 of the smaller set of stems stands in the other.

    Of the larger set where the smaller has fewer than five.
    """
    a, b = content(one), content(other)
    smaller, larger = sorted((len(a), len(b)))
    return smaller > 0 and len(a & b) >= SAME_SHARE * (smaller if smaller >= FEW_WORDS else larger)


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
    shared: NDArray[np.float32], lengths: NDArray[np.int32], vectors: NDArray[np.float32]
) -> dict[int, list[int]]:
    """Sentences, best first, without those that repeat a better one: each kept one with those it stands for.

    Two say the same that have nearly the same words (``share_words``) or a cosine of 0.95.

    Args:
        shared: how many stems each two have in common, shape (n, n).
        lengths: how many stems each has, shape (n,).
        vectors: their unit vectors, shape (n, dimension).

    """
    same = share_words(shared, lengths, lengths) | (vectors @ vectors.T >= DUPLICATE_COSINE)
    earlier = np.tril(np.asarray(same), -1)
    kept: dict[int, list[int]] = {}
    repeating = np.asarray(earlier.any(axis=1))
    for at in range(len(lengths)):
        twin = next((int(k) for k in np.flatnonzero(earlier[at]) if k in kept), None) if repeating[at] else None
        if twin is None:
            kept[at] = []
        else:
            kept[twin].append(at)
    return kept
