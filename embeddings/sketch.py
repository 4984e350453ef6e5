"""How much of one text stands in another: overlapping runs of words, hashed, so that texts need not be read again.

Runs of words are Broder's shingles (1997, "On the Resemblance and Containment of Documents"); those that are kept to
look others up by are his "mod m" sample, which estimates containment as well as likeness.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.between import among
from embeddings.synonyms import fold, words
from embeddings.text import CleanText

VERSION = 1
"""To be raised when a text's sketch comes out otherwise: kept ones are made again."""
RUN = 3
"""Words in a run."""
SAMPLED = 8
"""One run in so many is kept to look others up by."""
FEW_RUNS = 256
"""Of a text with at most so many all are kept."""
FEW_WORDS = 50
"""With fewer words than this a text does not repeat one that holds it: a short one is in a long one by chance."""


@dataclass(frozen=True)
class Sketch:
    """A text as the hashes of its runs of ``run`` words in reading order, (n,)."""

    runs: NDArray[np.uint32]
    run: int = RUN

    @classmethod
    def of(cls, text: CleanText) -> "Sketch":
        """The sketch of an article's prose: headings and furniture do not count."""
        return cls.of_words([word for s in text.sentences for word in words(text.words(s.start, s.end))])

    @classmethod
    def of_words(cls, found: Sequence[str], run: int = RUN) -> "Sketch":
        """The sketch of these words, none where there are fewer than a run has."""
        folded = [fold(word) for word in found]
        runs = (" ".join(folded[at : at + run]) for at in range(len(folded) - run + 1))
        digests = (hashlib.blake2b(one.encode("utf-8", "surrogatepass"), digest_size=4).digest() for one in runs)
        return cls(np.frombuffer(b"".join(digests), dtype="<u4"), run)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Sketch":
        """What ``stored`` was made of."""
        return cls(np.frombuffer(stored, dtype="<u4"))

    @property
    def stored(self) -> bytes:
        """All of it, as bytes: 4 a run, little-endian."""
        return self.runs.astype("<u4").tobytes()

    @property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.runs) + self.run - 1 if len(self.runs) else 0

    @cached_property
    def distinct(self) -> NDArray[np.uint32]:
        """Its different runs, sorted."""
        return np.unique(self.runs)

    @property
    def sample(self) -> NDArray[np.uint32]:
        """The runs that it is looked up by: the same of two texts where they have them both."""
        return self.distinct if len(self.distinct) <= FEW_RUNS else self.distinct[self.distinct % SAMPLED == 0]

    def common(self, other: "Sketch") -> int:
        """How many of this text's words stand in runs that the other has too."""
        shared = among(self.runs, other.distinct)
        covered = np.zeros(self.words, dtype=bool)
        for offset in range(self.run):
            covered[offset : offset + len(shared)] |= shared
        return int(covered.sum())


def repeated(one: Sketch, other: Sketch) -> float:
    """The share of the one text that stands in the other, or of the other in the one, whichever is more, 0 to 1.

    Whichever is less where one of them has fewer than ``FEW_WORDS`` words.
    """
    if not one.words or not other.words:
        return 0.0
    shares = one.common(other) / one.words, other.common(one) / other.words
    return min(shares) if min(one.words, other.words) < FEW_WORDS else max(shares)
