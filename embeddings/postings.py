"""Which sentences hold which stems: the share of a question's words that each covers, and what two have in common."""

from array import array
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.between import Between, among, ranges
from embeddings.inverted import Inverted, starts_of

CONTEXT = 0.5
"""What a word counts that only the sentence before holds."""


class Postings:
    """An inverted index over sets of stems; rows without stems are never found.

    Kept as flat arrays of numbers both ways (row to stems, stem to rows): 100,000 sets of strings would take more
    memory than their vectors.
    """

    def __init__(
        self,
        numbers: dict[str, int],
        stems: NDArray[np.int32],
        lengths: NDArray[np.int32],
        holding: Inverted,
        context: Inverted,
    ) -> None:
        """Index rows: ``stems`` are those of one row after the other, by the numbers they have in ``numbers``.

        Each row has as many as ``lengths`` says. ``holding`` gives the rows of each stem, ``context`` those that do
        not hold it themselves, and whose context does.
        """
        self._numbers = numbers
        self._names = list(numbers)
        self._stems = stems
        self.lengths = lengths
        self.size = int(np.count_nonzero(self.lengths))
        self._starts = starts_of(self.lengths)
        self._holding = holding
        self._context = context
        self._weights = _idf(self.size, holding.counts).tolist()
        self._rarest = float(_idf(self.size, np.ones(1))[0])

    @classmethod
    def counted(
        cls,
        numbers: dict[str, int],
        stems: NDArray[np.int32],
        lengths: NDArray[np.int32],
        before: NDArray[np.int32] | NDArray[np.int64],
    ) -> "Postings":
        """Index rows by their stems; ``before`` gives for each row the row of its context, or -1."""
        owners = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
        held = np.sort(stems * np.int64(len(lengths)) + owners)
        above = _only_before(held, stems, lengths, before)
        holding, context = (Inverted.of(keys, len(lengths), len(numbers)) for keys in (held, above))
        return cls(numbers, stems, lengths, holding, context)

    @classmethod
    def of(cls, rows: Iterable[frozenset[str]], before: NDArray[np.int64]) -> "Postings":
        """Index ``rows`` given as sets of stems."""
        numbers: dict[str, int] = {}
        stems = array("i")
        lengths = array("i")
        for row in rows:
            stems.extend([numbers.setdefault(stem, len(numbers)) for stem in row])
            lengths.append(len(row))
        return cls.counted(numbers, np.array(stems, dtype=np.int32), np.array(lengths, dtype=np.int32), before)

    def grown(self, more: "Postings", between: Between) -> "Postings":
        """With the rows of ``more`` put ``between``; none of these is the context of one of the others."""
        numbers = self._numbers.copy()
        new = np.array([numbers.setdefault(name, len(numbers)) for name in more._names], dtype=np.int32)
        lengths = between.put(self.lengths, more.lengths)
        starts = starts_of(lengths)
        stems = np.empty(int(starts[-1]), dtype=np.int32)
        stems[ranges(starts[between.former], self.lengths)] = self._stems
        stems[ranges(starts[between.more], more.lengths)] = new[more._stems]
        pairs = (self._holding, more._holding), (self._context, more._context)
        holding, context = (own.grown(other, new, len(numbers), between) for own, other in pairs)
        return Postings(numbers, stems, lengths, holding, context)

    def known(self, stem: str) -> bool:
        """Whether any row holds the stem."""
        return stem in self._numbers

    def idf(self, stem: str) -> float:
        """The stem's weight, ln(1 + (N - n + 0.5)/(n + 0.5)); an unknown stem weighs as much as the rarest."""
        number = self._numbers.get(stem)
        return self._rarest if number is None else self._weights[number]

    def stems(self, first: int, last: int) -> frozenset[str]:
        """The stems that the rows from ``first`` to before ``last`` hold."""
        numbers = self._stems[self._starts[first] : self._starts[last]]
        return frozenset(map(self._names.__getitem__, numbers.tolist()))

    def coverage(self, stems: Iterable[str]) -> NDArray[np.float32]:
        """For each row the share 0..1 of the stems' idf mass that it holds, shape (rows,)."""
        covered = np.zeros(len(self.lengths), dtype=np.float32)
        mass = 0.0
        for stem in set(stems):
            weight = self.idf(stem)
            mass += weight
            number = self._numbers.get(stem)
            if number is not None:
                covered[self._holding[number]] += weight
                covered[self._context[number]] += CONTEXT * weight
        return covered / np.float32(mass) if mass else covered

    def meeting(self, first: int, last: int, rows: NDArray[np.int64]) -> tuple[int, NDArray[np.float32]]:
        """How many stems the rows from ``first`` to before ``last`` hold, and how many of these each of ``rows``."""
        own = np.unique(self._stems[self._starts[first] : self._starts[last]])
        lengths = self.lengths[rows]
        held = np.isin(self._stems[ranges(self._starts[rows], lengths)], own)
        owners = np.repeat(np.arange(len(rows)), lengths)
        return len(own), np.bincount(owners, held, len(rows)).astype(np.float32)

    def shared(self, some: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.float32]:
        """How many stems each of ``some`` rows (n,) has in common with each of ``others`` (m,), shape (n, m)."""
        rows = np.concatenate([some, others])
        lengths = self.lengths[rows]
        stems = self._stems[ranges(self._starts[rows], lengths)]
        _, columns, counts = np.unique(stems, return_inverse=True, return_counts=True)
        # A stem of one row alone is shared with no other.
        several = counts > 1
        places = np.cumsum(several) - 1
        kept = several[columns]
        held = np.zeros((len(rows), int(several.sum())), dtype=np.float32)
        held[np.repeat(np.arange(len(rows)), lengths)[kept], places[columns[kept]]] = 1
        found: NDArray[np.float32] = held[: len(some)] @ held[len(some) :].T
        return found


def _idf(size: int, held: NDArray[Any]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.log1p((size - held + 0.5) / (held + 0.5)) if size else 0.0 * held
    return found


def _only_before(
    held: NDArray[np.int64],
    stems: NDArray[np.int32],
    lengths: NDArray[np.int32],
    before: NDArray[np.int32] | NDArray[np.int64],
) -> NDArray[np.int64]:
    """Keys (stem and row) of what the context of a row holds and the row does not; both ascending."""
    rows = np.flatnonzero(before >= 0)
    above = lengths[before[rows]]
    own = stems[ranges(starts_of(lengths)[before[rows]], above)]
    # Looked up in order they are found four times as fast.
    keys = np.sort(own * np.int64(len(before)) + np.repeat(rows, above))
    return keys[~among(keys, held)]
