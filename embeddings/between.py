"""Rows put between the rows that there are: flat arrays over both, made of those over each."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Between:
    """Where the ``former`` rows and ``more`` rows stand among all of them, each in their own order."""

    former: Numbers
    more: Numbers

    @classmethod
    def by(cls, former: NDArray[Any], more: NDArray[Any]) -> "Between":
        """In the order of keys; ``former`` and ``more`` are the keys of the rows, ascending and none in both."""
        return cls(
            np.arange(len(former)) + np.searchsorted(more, former),
            np.arange(len(more)) + np.searchsorted(former, more),
        )

    def __len__(self) -> int:
        return len(self.former) + len(self.more)

    def put(self, former: NDArray[Any], more: NDArray[Any]) -> NDArray[Any]:
        """One value a row: those of the former rows and of the others."""
        made = np.empty(len(self), dtype=former.dtype)
        made[self.former] = former
        made[self.more] = more
        return made

    def put_rows(self, former: NDArray[Any], more: NDArray[Any]) -> NDArray[Any]:
        """The same where the values are themselves rows of their own kind, or -1."""
        return self.put(_moved(former, self.former), _moved(more, self.more))


def _moved(rows: NDArray[Any], places: Numbers) -> NDArray[Any]:
    """Rows by the places they have now; -1 stays."""
    if not len(places):
        return rows
    found: NDArray[Any] = np.where(rows < 0, -1, places[rows]).astype(rows.dtype)
    return found


def ranges(starts: Numbers, lengths: NDArray[Any]) -> Numbers:
    """The numbers of all the ranges one after the other, each ``lengths[i]`` long from ``starts[i]``."""
    ends = np.cumsum(lengths, dtype=np.int64)
    found: Numbers = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)
    return found


def among(some: NDArray[Any], held: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of ``some`` numbers are among those ``held``, which are ascending."""
    places = np.searchsorted(held, some)
    inside = places < len(held)
    found = np.zeros(len(some), dtype=bool)
    found[inside] = held[places[inside]] == some[inside]
    return found
