"""Two vector indexes searched as one: what everybody sees, and what some see beside it."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Searchable(Protocol):
    """What a retriever asks of an index (``embeddings.index.VectorIndex`` says what each returns)."""

    def __len__(self) -> int:
        """How many rows it holds."""
        ...

    def search(self, vectors: NDArray[np.float32], k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The ``k`` nearest rows of each of ``vectors``: cosines and numbers."""
        ...

    def vectors(self, seqs: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of rows it holds."""
        ...

    def seqs(self) -> NDArray[np.int64]:
        """The numbers of all rows it holds, ascending."""
        ...

    def catch_up(self) -> bool:
        """Read what the store has added and deleted since; whether there was anything."""
        ...


class JoinedIndex:
    """The rows of two indexes over one numbering: a row is in one of them only."""

    def __init__(self, first: Searchable, second: Searchable) -> None:
        """Search both."""
        self._parts = (first, second)

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def search(self, vectors: NDArray[np.float32], k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The ``k`` nearest rows of both, best first; shapes as ``VectorIndex.search``."""
        found = [part.search(vectors, k) for part in self._parts]
        scores, seqs = (np.concatenate(both, axis=1) for both in zip(*found, strict=True))
        # A place without a row has the number -1: it goes last.
        order = np.argsort(np.where(seqs < 0, np.inf, -scores), axis=1, kind="stable")[:, :k]
        return np.take_along_axis(scores, order, axis=1), np.take_along_axis(seqs, order, axis=1)

    def vectors(self, seqs: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of rows that either holds, shape (len(seqs), dimension).

        Raises:
            KeyError: a number that neither holds.

        """
        wanted = np.asarray(seqs, dtype=np.int64)
        first, second = self._parts
        own = np.isin(wanted, second.seqs())
        if own.all():
            return second.vectors(wanted)
        found = first.vectors(wanted[~own])
        result = np.empty((len(wanted), found.shape[1]), dtype=np.float32)
        result[~own] = found
        if own.any():
            result[own] = second.vectors(wanted[own])
        return result

    def seqs(self) -> NDArray[np.int64]:
        """The numbers of all rows, ascending."""
        return np.sort(np.concatenate([part.seqs() for part in self._parts]))

    def catch_up(self) -> bool:
        """Read what the stores have added and deleted since; whether there was anything."""
        return any([part.catch_up() for part in self._parts])
