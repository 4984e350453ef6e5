"""Stem to rows: for each stem, by its number, the rows that hold it, as flat arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.between import Between, Numbers


@dataclass(frozen=True, slots=True)
class Inverted:
    """``rows``, those of one stem after those of the other, each ascending; ``starts`` says from where on.

    ``starts`` has one number more than there are stems.
    """

    rows: NDArray[np.int32]
    starts: Numbers

    @classmethod
    def of(cls, keys: Numbers, rows: int, stems: int) -> "Inverted":
        """Of ``keys``, ascending: the number of a stem times how many ``rows`` there are, and a row that holds it."""
        of_stem, held = np.divmod(keys, max(1, rows))
        return cls(held.astype(np.int32), starts_of(np.bincount(of_stem, minlength=stems)))

    def __getitem__(self, stem: int) -> NDArray[np.int32]:
        """The rows that hold a stem."""
        return self.rows[self.starts[stem] : self.starts[stem + 1]]

    @property
    def counts(self) -> Numbers:
        """How many rows hold each stem."""
        return np.diff(self.starts)

    def grown(self, more: "Inverted", numbers: NDArray[np.int32], stems: int, between: Between) -> "Inverted":
        """With ``more`` rows put ``between``; ``numbers`` are those that its stems have among all the ``stems``."""
        # Rows that are put between others leave these in their order: only the new ones have to find a place.
        own = np.repeat(np.arange(len(self.counts)), self.counts) * len(between) + between.former[self.rows]
        of_stem = np.repeat(numbers, more.counts)
        new = np.sort(of_stem * np.int64(len(between)) + between.more[more.rows])
        rows = np.insert(between.former[self.rows].astype(np.int32), np.searchsorted(own, new), new % len(between))
        counts = np.bincount(of_stem, minlength=stems)
        counts[: len(self.counts)] += self.counts
        return Inverted(rows, starts_of(counts))


def starts_of(lengths: NDArray[np.int32] | Numbers) -> Numbers:
    """Where each of several ranges one after the other begins, and where the last one ends."""
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)])
