"""Which sentences hold which stems, for the share of a question's words that each sentence covers."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

CONTEXT = 0.5
"""What a word counts that only the sentence before holds."""


class Postings:
    """An inverted index over sets of stems; rows without stems are never found."""

    def __init__(self, rows: Sequence[frozenset[str]], before: NDArray[np.int64]) -> None:
        """Index ``rows``; ``before`` gives for each row the row of its context, or -1."""
        self.size = sum(bool(stems) for stems in rows)
        self._rows = len(rows)
        lists: dict[str, list[int]] = {}
        context: dict[str, list[int]] = {}
        for row, stems in enumerate(rows):
            for stem in stems:
                lists.setdefault(stem, []).append(row)
            if before[row] >= 0:
                for stem in rows[before[row]] - stems:
                    context.setdefault(stem, []).append(row)
        self._lists = {stem: np.array(found, dtype=np.int32) for stem, found in lists.items()}
        self._context = {stem: np.array(found, dtype=np.int32) for stem, found in context.items()}

    def known(self, stem: str) -> bool:
        """Whether any row holds the stem."""
        return stem in self._lists

    def idf(self, stem: str) -> float:
        """The stem's weight, ln(1 + (N - n + 0.5)/(n + 0.5)); an unknown stem weighs as much as the rarest."""
        n = len(self._lists.get(stem, ())) or 1
        return math.log1p((self.size - n + 0.5) / (n + 0.5)) if self.size else 0.0

    def coverage(self, stems: Iterable[str]) -> NDArray[np.float32]:
        """For each row the share 0..1 of the stems' idf mass that it holds, shape (rows,)."""
        covered = np.zeros(self._rows, dtype=np.float32)
        mass = 0.0
        for stem in set(stems):
            weight = self.idf(stem)
            mass += weight
            if stem in self._lists:
                covered[self._lists[stem]] += weight
                if stem in self._context:
                    covered[self._context[stem]] += CONTEXT * weight
        return covered / np.float32(mass) if mass else covered
