"""The words of a whole record: those of its articles put together, in flat arrays over all passages."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from embeddings.article_words import ArticleWords, StoredPassage
from embeddings.duplicates import share_words
from embeddings.numbering import numbered
from embeddings.postings import Postings

Numbers = NDArray[np.int64]
Whole = TypeVar("Whole", np.int32, np.int64)


class RecordWords:
    """Passages of all articles, by article, kind and place, and what their words come to.

    A passage is named by its row. Arrays are of one number a row: ``seqs``, ``articles`` (places in ``names``),
    ``is_sentence``, ``starts``, ``ends``, ``paragraphs``; ``before`` is the row of the sentence before in the same
    paragraph, ``window`` that of the last window that begins no later and holds the sentence, each -1 for none.
    """

    def __init__(self, articles: Mapping[str, ArticleWords], held: Numbers) -> None:
        """Put articles together by id, leaving out passages whose number is not among ``held`` (ascending)."""
        self.names = sorted(articles)
        self._own = own = [articles[name] for name in self.names]
        seqs = _joined([words.seqs for words in own])
        places = np.searchsorted(held, seqs)
        kept = np.zeros(len(seqs), dtype=bool)
        inside = places < len(held)
        kept[inside] = held[places[inside]] == seqs[inside]
        self.seqs = seqs[kept]
        self.articles = np.repeat(np.arange(len(own), dtype=np.int32), [len(words.seqs) for words in own])[kept]
        self.is_sentence = _joined([words.sentence for words in own])[kept].astype(bool)
        self.starts = _joined([words.starts for words in own])[kept]
        self.ends = _joined([words.ends for words in own])[kept]
        self.paragraphs = _joined([words.paragraphs for words in own])[kept]
        self.before = self._before()
        self.window = self._windows()
        self._row_of_seq = _inverse(self.seqs)
        self._sentences = self._sentence_rows()
        self.postings = self._postings(kept)
        self.spelled = self._counted("spelled", "spelled_counts")[0]
        self.capitals, self.lowers = self._counted("cased", "capitals", "lowers")
        self._own = []

    def __len__(self) -> int:
        return len(self.seqs)

    def passage(self, row: int) -> StoredPassage:
        """The passage of a row."""
        return StoredPassage(
            int(self.seqs[row]), self.names[self.articles[row]], "sentence" if self.is_sentence[row] else "window",
            int(self.starts[row]), int(self.ends[row]), int(self.paragraphs[row]),
        )  # fmt: skip

    def rows(self, seqs: Numbers) -> Numbers:
        """Rows of the given numbers, -1 for those that are not here."""
        inside = (seqs >= 0) & (seqs < len(self._row_of_seq))
        return np.where(inside, self._row_of_seq[np.where(inside, seqs, 0)], -1)

    def sentences_of(self, article: str) -> tuple[int, int]:
        """The rows of an article's sentences in reading order: from which to before which."""
        return self._sentences.get(article, (0, 0))

    def sentences_within(self, article: str, start: int, end: int) -> tuple[int, int]:
        """Those of the sentences that begin within a span."""
        first, past = self.sentences_of(article)
        low, high = np.searchsorted(self.starts[first:past], (start, end))
        return first + int(low), first + int(high)

    def saying(self, article: str, start: int, end: int, others: Iterable[str]) -> set[str]:
        """Which of other articles have a sentence with nearly the same words as an article's within a span."""
        spans = [range(*self.sentences_of(other)) for other in others]
        rows = np.fromiter(chain.from_iterable(spans), dtype=np.int64)
        number, shared = self.postings.meeting(*self.sentences_within(article, start, end), rows)
        same = share_words(shared[None], np.array([number], dtype=np.int32), self.postings.lengths[rows])[0]
        return {self.names[owner] for owner in self.articles[rows[same]]}

    @cached_property
    def owners(self) -> Numbers:
        """``articles`` as whole numbers to reckon with."""
        return self.articles.astype(np.int64)

    def _postings(self, kept: NDArray[np.bool_]) -> Postings:
        names, places = numbered([words.stems for words in self._own])
        counts = [words.stems.count(" ") + 1 if words.stems else 0 for words in self._own]
        # From the words of its own article on.
        begun = np.repeat(np.cumsum([0, *counts])[: len(counts)], [len(words.held) for words in self._own])
        held = places[begun + _joined([words.held for words in self._own])]
        lengths = _joined([words.lengths for words in self._own])
        stems = held[np.repeat(kept, lengths)]
        return Postings({name: number for number, name in enumerate(names)}, stems, lengths[kept], self.before)

    def _counted(self, name: str, *columns: str) -> list[dict[str, int]]:
        """The words that articles count under ``name``, each with the sum of each of the columns."""
        names, places = numbered([getattr(words, name) for words in self._own])
        sums = (
            np.bincount(places, _joined([getattr(words, column) for words in self._own]), len(names))
            for column in columns
        )
        return [dict(zip(names, own.astype(np.int64).tolist(), strict=True)) for own in sums]

    def _before(self) -> NDArray[np.int32]:
        """For each row the row of the sentence before it in the same paragraph, or -1."""
        before = np.full(len(self), -1, dtype=np.int32)
        follows = (
            self.is_sentence[:-1]
            & self.is_sentence[1:]
            & (self.articles[:-1] == self.articles[1:])
            & (self.paragraphs[:-1] == self.paragraphs[1:])
        )
        rows = np.flatnonzero(follows)
        before[rows + 1] = rows
        return before

    def _sentence_rows(self) -> dict[str, tuple[int, int]]:
        """For each article the rows of its sentences: from which to before which."""
        rows = np.flatnonzero(self.is_sentence)
        owners, firsts, counts = np.unique(self.articles[rows], return_index=True, return_counts=True)
        begun = rows[firsts]
        return {
            self.names[owner]: (first, first + number)
            for owner, first, number in zip(owners.tolist(), begun.tolist(), counts.tolist(), strict=True)
        }

    def _windows(self) -> NDArray[np.int32]:
        """For each sentence the row of the last window that begins no later and holds it, or -1."""
        found = np.full(len(self), -1, dtype=np.int32)
        sentences, windows = np.flatnonzero(self.is_sentence), np.flatnonzero(~self.is_sentence)
        if not len(windows):
            return found
        starts = self.starts + self.articles.astype(np.int64) * (int(self.ends.max()) + 1)
        windows = windows[np.argsort(starts[windows], kind="stable")]
        at = np.searchsorted(starts[windows], starts[sentences], side="right") - 1
        window = windows[at]
        inside = (
            (at >= 0)
            & (self.articles[window] == self.articles[sentences])
            & (self.ends[sentences] <= self.ends[window])
        )
        found[sentences[inside]] = window[inside]
        return found


def _joined(arrays: Sequence[NDArray[Whole]]) -> NDArray[Whole]:
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int32)


def _inverse(seqs: Numbers) -> NDArray[np.int32]:
    """An array that gives the row of a number, -1 where no row has it."""
    rows = np.full(int(seqs.max(initial=0)) + 1, -1, dtype=np.int32)
    rows[seqs] = np.arange(len(seqs))
    return rows
