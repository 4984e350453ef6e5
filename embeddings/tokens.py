"""How well each word of a question is met in a sentence: the vectors of their tokens compared (late interaction).

A sentence's one vector says what it is about; whether it also holds each thing that is asked for is told by its
tokens, of which every token of the question looks for the one most like it (ColBERT, Khattab and Zaharia 2020). Of
the numbers of a sentence's tokens two bits each are kept, the sign and whether it is large: that finds the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST = 3
"""So many of a question's tokens, those least met, say how well a sentence meets it: what it is about is met by many
sentences, and tells them not apart."""
LARGE = 0.9816
"""From so many standard deviations on a number is large (the best four steps for normal numbers: Max 1960)."""
SMALL_STEP, LARGE_STEP = 0.4528, 1.51
"""What a small and a large number are taken for, in standard deviations."""
A_BYTE = 4
"""So many numbers stand in a byte, the first in its lowest bits."""
_SHIFTS = np.arange(0, 2 * A_BYTE, 2, dtype=np.uint8)
_STEPS = np.array((-SMALL_STEP, SMALL_STEP, -LARGE_STEP, LARGE_STEP), dtype=np.float32)
_NUMBERS = _STEPS[np.arange(256)[:, None] >> _SHIFTS & 3]
"""The numbers that each byte stands for."""


def packed(tokens: NDArray[np.float32]) -> bytes:
    """The tokens of a text, unit vectors of shape (n, m): n rows of two bits a number, filled up to whole bytes."""
    wide = tokens.shape[1]
    large = np.abs(tokens) > LARGE / np.sqrt(max(1, wide))
    codes = np.pad((tokens > 0) + 2 * large.astype(np.uint8), ((0, 0), (0, -wide % A_BYTE)))
    fours = codes.reshape(len(tokens), codes.shape[1] // A_BYTE, A_BYTE) << _SHIFTS
    return bytes(fours.sum(axis=2, dtype=np.uint8).tobytes())


@dataclass(frozen=True, slots=True)
class Met:
    """How well a sentence meets each token of a question: cosines, and from which character to which each stands."""

    cosines: NDArray[np.float32]
    spans: Sequence[tuple[int, int]]

    def at(self, start: int, end: int) -> float | None:
        """How well the words of the question from one character to another are met; None where it is not known."""
        within = [place for place, span in enumerate(self.spans) if span[0] < end and start < span[1]]
        if not within or within[-1] >= len(self.cosines):
            return None
        # A word is one token or two: so few numbers are added without an array of them.
        return float(sum(self.cosines[place] for place in within) / len(within))

    def least(self, elsewhere: Sequence[tuple[int, int]], at_least: float) -> float:
        """How well the question is met as a whole, what stands at some places of it at least so well; 0 if not known.

        What is met elsewhere, as a name that a pronoun stands for, need not be met by the sentence's own tokens.
        """
        met: list[float] = self.cosines.tolist()
        for first, last in elsewhere:
            for place, (start, end) in enumerate(self.spans[: len(met)]):
                if start < last and first < end and met[place] < at_least:
                    met[place] = at_least
        met.sort()
        return sum(met[:LEAST]) / LEAST if len(met) >= LEAST else 0.0


NOT_KNOWN = Met(np.zeros(0, dtype=np.float32), ())
"""Of a sentence or question of whose tokens nothing is kept."""


def each(asked: NDArray[np.float32], sentences: Sequence[bytes]) -> dict[int, NDArray[np.float32]]:
    """By the place of each sentence of which tokens are kept: how well it meets each of the tokens ``asked``.

    The sentences' tokens are ``packed``, those of the question of shape (n, m); a cosine, in the encoder's own scale.
    """
    kept = [place for place, tokens in enumerate(sentences) if tokens]
    if not kept or not len(asked):
        return {}
    wide = asked.shape[1]
    row = -(-wide // A_BYTE)
    rows = np.frombuffer(b"".join(sentences[place] for place in kept), dtype=np.uint8).reshape(-1, row)
    numbers = np.take(_NUMBERS, rows, axis=0).reshape(len(rows), -1)[:, :wide]
    alike = (numbers @ asked.T) / np.sqrt(np.einsum("ij,ij->i", numbers, numbers))[:, None]
    ends = np.cumsum([len(sentences[place]) // row for place in kept])
    best = np.maximum.reduceat(alike, np.concatenate([[0], ends[:-1]]), axis=0)
    return dict(zip(kept, best, strict=True))


def least(met: dict[int, NDArray[np.float32]], sentences: int) -> NDArray[np.float32]:
    """How well so many sentences meet the question as a whole, about 0..1 for each, from what ``each`` tells.

    A sentence of which nothing is kept is taken to be as the others are on average; where nothing is kept of any,
    all are alike.
    """
    result = np.zeros(sentences, dtype=np.float32)
    if met:
        found = np.sort(np.stack(list(met.values())), axis=1)[:, :LEAST].mean(axis=1)
        result[:] = found.mean()
        result[list(met)] = found
    return result
