"""Words in common: stems, their weight, and BM25 over passages and documents."""

import threading
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import Stemmer
from numpy.typing import NDArray

from embeddings.american import american
from embeddings.synonyms import STOP_WORDS, Synonyms, fold, words

REMEMBERED_WORDS = 1 << 17
"""So many words of texts are remembered with their stems; those of questions are not, since they never end."""
K1 = 1.2
B = 0.75


def _stem(word: str) -> str:
    # A stemmer keeps state and is not safe across threads; one call is short.
    with _stemmer_lock:
        stemmed: str = _stemmer.stemWord(word)
    return stemmed


_stemmer = Stemmer.Stemmer("english")
_stemmer_lock = threading.Lock()


class _Known(dict[str, str]):
    """Words as they are written, with their stems; empty for stop words. One look-up a word that was met before.

    ``heads`` are the words met that begin a variant of the synonyms.
    """

    def __init__(self, synonyms: Synonyms) -> None:
        self._synonyms = synonyms
        self.heads: set[str] = set()

    def __missing__(self, written: str) -> str:
        word = fold(written)
        if len(self) >= REMEMBERED_WORDS:
            self.clear()
        if self._synonyms.begins(word):
            self.heads.add(written)
        self[written] = stem = self.of(word)
        return stem

    @staticmethod
    def of(word: str) -> str:
        """The stem of a folded word; empty for a stop word."""
        return "" if word in STOP_WORDS else _stem(american(word))

    def passing(self, written: str) -> str:
        """The same without remembering it."""
        stem = self.get(written)
        return self.of(fold(written)) if stem is None else stem

    def heads_in(self, spelled: Sequence[str]) -> list[int]:
        """Where words stand that begin a variant of the synonyms, remembered or not."""
        return [
            at
            for at, word in enumerate(spelled)
            if word in self.heads or (word not in self and self._synonyms.begins(fold(word)))
        ]


class Analyzer:
    """Text to stems, with synonyms applied."""

    def __init__(self, synonyms: Synonyms | None = None) -> None:
        self.synonyms = synonyms or Synonyms()
        self._known = _Known(self.synonyms)

    def stems(self, text: str, *, remember: bool = True) -> list[str]:
        """The stems of a text in order, repeated as they stand, without stop words.

        ``remember`` its words, as those of the texts that are searched: they come again.
        """
        spelled = words(text)
        stems = list(map(self._known.__getitem__ if remember else self._known.passing, spelled))
        places = self._known.heads_in(spelled)
        # Backwards, so that the places before stay where they are.
        for start, end, atom in reversed(self.synonyms.found(spelled, places) if places else ()):
            stems[start:end] = [atom if "_" in atom else self._known[atom]]
        return [stem for stem in stems if stem]


class Bm25:
    """BM25 over texts given as stems (Robertson and Zaragoza 2009; bm25s's "lucene" variant).

    ``k1`` 1.2 and ``b`` 0.75 are the values of the literature, measured best here (stemmed).
    """

    def __init__(self, stems: Sequence[Sequence[str]]) -> None:
        # Imported where documents are searched: with what it imports it takes a tenth of a start.
        import bm25s

        self.size = len(stems)
        self.counts: Counter[str] = Counter(stem for text in stems for stem in set(text))
        self._index = bm25s.BM25(k1=K1, b=B, method="lucene")
        if self.counts:
            self._index.index([list(text) for text in stems], show_progress=False)

    def scores(self, stems: Iterable[str]) -> NDArray[np.float32]:
        """The score of every text, shape (size,), all zero where no stem is known."""
        known = [stem for stem in stems if stem in self.counts]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        found: NDArray[np.float32] = self._index.get_scores(known)
        return found
