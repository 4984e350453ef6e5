"""Sentences that say the same: nearly the same words, or nearly the same vector."""

import numpy as np
from numpy.typing import NDArray

DUPLICATE_WORDS = 0.8
DUPLICATE_COSINE = 0.95
FEW_WORDS = 5
"""With fewer stems than this the share is taken of the longer sentence: short ones share words by chance."""


def twins(
    shared: NDArray[np.float32], lengths: NDArray[np.int32], vectors: NDArray[np.float32]
) -> dict[int, list[int]]:
    """Sentences, best first, without those that repeat a better one: each kept one with those it stands for.

    Two say the same that share 0.8 of the smaller set of stems (of the larger where the smaller has fewer than five)
    or have a cosine of 0.95.

    Args:
        shared: how many stems each two have in common, shape (n, n).
        lengths: how many stems each has, shape (n,).
        vectors: their unit vectors, shape (n, dimension).

    """
    smaller = np.minimum(lengths[:, None], lengths[None, :])
    larger = np.maximum(lengths[:, None], lengths[None, :])
    enough = DUPLICATE_WORDS * np.where(smaller >= FEW_WORDS, smaller, larger)
    same = ((shared >= enough) & (smaller > 0)) | (vectors @ vectors.T >= DUPLICATE_COSINE)
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
