"""A store of vectors in memory: for folders searched once, and for tests."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.vector_source import SourceState

BLOCK = 8192


class MemorySource:
    """A ``VectorSource`` that holds its rows itself."""

    def __init__(self, model: str, vectors: NDArray[np.float32] | None = None) -> None:
        """Start with ``vectors`` (n, dimension) under the numbers 1..n."""
        self.model = model
        self._rows: dict[int, NDArray[np.float32]] = {}
        self._tombstones: list[int] = []
        self._last = 0
        if vectors is not None:
            self.add(vectors)

    def add(self, vectors: NDArray[np.float32]) -> list[int]:
        """Take rows in; their numbers."""
        seqs = list(range(self._last + 1, self._last + 1 + len(vectors)))
        self._rows.update(zip(seqs, vectors, strict=True))
        self._last += len(vectors)
        return seqs

    def remove(self, seqs: Sequence[int]) -> None:
        """Delete rows by number."""
        for seq in seqs:
            del self._rows[seq]
            self._tombstones.append(seq)

    def state(self) -> SourceState:
        """As in ``VectorSource``."""
        return SourceState(len(self._rows), self._last, len(self._tombstones), self.model)

    def vectors(self, after_seq: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """As in ``VectorSource``."""
        seqs = [seq for seq in self._rows if seq > after_seq]
        for at in range(0, len(seqs), BLOCK):
            block = seqs[at : at + BLOCK]
            yield np.array(block, dtype=np.int64), np.stack([self._rows[seq] for seq in block])

    def removed(self, after_tombstone: int) -> Sequence[int]:
        """As in ``VectorSource``."""
        return self._tombstones[after_tombstone:]
