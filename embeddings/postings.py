"""Which sentences hold which stems: the share of a question's words that each covers, and what two have in common."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
        before: NDArray[np.int32] | NDArray[np.int64],
    ) -> None:
        """Index rows: ``stems`` are those of one row after the other, by the numbers they have in ``numbers``.

        Each row has as many as ``lengths`` says; ``before`` gives for each row the row of its context, or -1.
        """
        self._numbers = numbers
        self._names = list(numbers)
        self._stems = stems
        self.lengths = lengths
        self.size = int(np.count_nonzero(self.lengths))
        self._starts = _starts(self.lengths)
        owners = np.repeat(np.arange(len(lengths), dtype=np.int64), self.lengths)
        held = np.sort(self._stems * np.int64(len(lengths)) + owners)
        self._rows, self._rows_from = self._by_stem(held)
        self._weights = _idf(self.size, np.diff(self._rows_from)).tolist()
        self._rarest = float(_idf(self.size, np.ones(1))[0])
        self._context, self._context_from = self._by_stem(self._only_before(held, before))

    @classmethod
    def of(cls, rows: Iterable[frozenset[str]], before: NDArray[np.int64]) -> "Postings":
        """Index ``rows`` given as sets of stems."""
        numbers: dict[str, int] = {}
        stems = array("i")
        lengths = array("i")
        for row in rows:
            stems.extend([numbers.setdefault(stem, len(numbers)) for stem in row])
            lengths.append(len(row))
        return cls(numbers, np.array(stems, dtype=np.int32), np.array(lengths, dtype=np.int32), before)

    def _only_before(
        self, held: NDArray[np.int64], before: NDArray[np.int32] | NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Keys (stem and row) of what the context of a row holds and the row does not; both ascending."""
        rows = np.flatnonzero(before >= 0)
        lengths = self.lengths[before[rows]]
        stems = self._stems[_ranges(self._starts[before[rows]], lengths)]
        # Looked up in order they are found four times as fast.
        keys = np.sort(stems * np.int64(len(before)) + np.repeat(rows, lengths))
        places = np.searchsorted(held, keys)
        known = np.zeros(len(keys), dtype=bool)
        inside = places < len(held)
        known[inside] = held[places[inside]] == keys[inside]
        return keys[~known]

    def _by_stem(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Rows ordered by stem (``keys`` are), and from where on those of each stem stand."""
        stems, rows = np.divmod(keys, max(1, len(self.lengths)))
        return rows.astype(np.int32), _starts(np.bincount(stems, minlength=len(self._numbers)))

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
                covered[self._rows[self._rows_from[number] : self._rows_from[number + 1]]] += weight
                context = self._context[self._context_from[number] : self._context_from[number + 1]]
                covered[context] += CONTEXT * weight
        return covered / np.float32(mass) if mass else covered

    def meeting(self, first: int, last: int, rows: NDArray[np.int64]) -> tuple[int, NDArray[np.float32]]:
        """How many stems the rows from ``first`` to before ``last`` hold, and how many of these each of ``rows``."""
        own = np.unique(self._stems[self._starts[first] : self._starts[last]])
        lengths = self.lengths[rows]
        held = np.isin(self._stems[_ranges(self._starts[rows], lengths)], own)
        owners = np.repeat(np.arange(len(rows)), lengths)
        return len(own), np.bincount(owners, held, len(rows)).astype(np.float32)

    def shared(self, rows: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """How many stems each two of ``rows`` have in common, shape (len(rows), len(rows))."""
        rows = np.asarray(rows, dtype=np.int64)
        lengths = self.lengths[rows]
        stems = self._stems[_ranges(self._starts[rows], lengths)]
        _, columns, counts = np.unique(stems, return_inverse=True, return_counts=True)
        # A stem of one row alone is shared with no other: only the row's own count needs it.
        several = counts > 1
        places = np.cumsum(several) - 1
        kept = several[columns]
        held = np.zeros((len(rows), int(several.sum())), dtype=np.float32)
        held[np.repeat(np.arange(len(rows)), lengths)[kept], places[columns[kept]]] = 1
        found: NDArray[np.float32] = held @ held.T
        np.fill_diagonal(found, lengths)
        return found


def _idf(size: int, held: NDArray[Any]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.log1p((size - held + 0.5) / (held + 0.5)) if size else 0.0 * held
    return found


def _starts(lengths: NDArray[np.int32] | NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)])


def _ranges(starts: NDArray[np.int64], lengths: NDArray[np.int32]) -> NDArray[np.int64]:
    """The numbers of all the ranges one after the other, each ``lengths[i]`` long from ``starts[i]``."""
    ends = np.cumsum(lengths, dtype=np.int64)
    return np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)
