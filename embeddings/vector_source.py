"""The store of vectors that an index is derived from, as the index asks it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SourceState:
    """What a store holds: rows of ``model``, the highest number given to a row and to a deletion (0: none yet)."""

    count: int
    max_seq: int
    max_tombstone: int
    model: str


class VectorSource(Protocol):
    """The truth behind the index. Numbers (seq) grow and are never used twice; deletions are numbered likewise."""

    def state(self) -> SourceState:
        """What the store holds now."""
        ...

    def vectors(self, after_seq: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Rows above ``after_seq`` in order, in blocks: numbers (n,) and vectors (n, dimension)."""
        ...

    def removed(self, after_tombstone: int) -> Sequence[int]:
        """Numbers of the rows deleted after that deletion."""
        ...
