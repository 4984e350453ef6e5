"""Rows of passages beside each other: the sentence before, and the window around."""

import numpy as np
from numpy.typing import NDArray


def before_of(
    sentence: NDArray[np.bool_], owners: NDArray[np.int32], paragraphs: NDArray[np.int32]
) -> NDArray[np.int32]:
    """For each row the row of the sentence before it in the same paragraph, or -1."""
    before = np.full(len(sentence), -1, dtype=np.int32)
    follows = sentence[:-1] & sentence[1:] & (owners[:-1] == owners[1:]) & (paragraphs[:-1] == paragraphs[1:])
    rows = np.flatnonzero(follows)
    before[rows + 1] = rows
    return before


def windows_of(
    sentence: NDArray[np.bool_],
    owners: NDArray[np.int32],
    starts: NDArray[np.int32],
    ends: NDArray[np.int32],
) -> NDArray[np.int32]:
    """For each sentence the row of the last window that begins no later and holds it, or -1."""
    found = np.full(len(sentence), -1, dtype=np.int32)
    sentences, windows = np.flatnonzero(sentence), np.flatnonzero(~sentence)
    if not len(windows):
        return found
    begun = starts + owners.astype(np.int64) * (int(ends.max()) + 1)
    windows = windows[np.argsort(begun[windows], kind="stable")]
    at = np.searchsorted(begun[windows], begun[sentences], side="right") - 1
    window = windows[at]
    inside = (at >= 0) & (owners[window] == owners[sentences]) & (ends[sentences] <= ends[window])
    found[sentences[inside]] = window[inside]
    return found
