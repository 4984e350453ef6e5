"""The words of a whole record: those of its articles put together, in flat arrays over all passages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from embeddings.article_words import ArticleWords, StoredPassage
from embeddings.between import Between, Numbers, among
from embeddings.duplicates import share_words
from embeddings.neighbours import before_of, windows_of
from embeddings.numbering import numbered
from embeddings.postings import Postings
from embeddings.synonyms import fold

Whole = TypeVar("Whole", np.int32, np.int64)


@dataclass(eq=False)
class RecordWords:
    """Passages of all articles, by article, kind and place, and what their words come to.

    A passage is named by its row. Arrays are of one number a row: ``seqs``, ``articles`` (places in ``names``),
    ``is_sentence``, ``starts``, ``ends``, ``paragraphs``; ``before`` is the row of the sentence before in the same
    paragraph, ``window`` that of the last window that begins no later and holds the sentence, each -1 for none.
    ``spelled`` counts the words of whole texts in plain letters, ``initials`` those of them with a capital;
    ``capitals`` and ``lowers`` are of the words of sentences, in lower case (see ``ArticleWords``).
    """

    names: Sequence[str]
    seqs: Numbers
    articles: NDArray[np.int32]
    is_sentence: NDArray[np.bool_]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    paragraphs: NDArray[np.int32]
    before: NDArray[np.int32]
    window: NDArray[np.int32]
    postings: Postings
    spelled: Mapping[str, int]
    initials: Mapping[str, int]
    capitals: Mapping[str, int]
    lowers: Mapping[str, int]

    @classmethod
    def of(cls, articles: Mapping[str, ArticleWords], held: Numbers) -> "RecordWords":
        """Put articles together by id, leaving out passages whose number is not among ``held`` (ascending)."""
        names = sorted(articles)
        own = [articles[name] for name in names]
        seqs = _joined([words.seqs for words in own])
        kept = among(seqs, held)
        owners = np.repeat(np.arange(len(own), dtype=np.int32), [len(words.seqs) for words in own])[kept]
        sentence = _joined([words.sentence for words in own])[kept].astype(bool)
        starts = _joined([words.starts for words in own])[kept]
        ends = _joined([words.ends for words in own])[kept]
        paragraphs = _joined([words.paragraphs for words in own])[kept]
        before = before_of(sentence, owners, paragraphs)
        window = windows_of(sentence, owners, starts, ends)
        postings = _postings(own, kept, before)
        spelled, initials = _folded(*_counted(own, "spelled", "spelled_counts"))
        capitals, lowers = _counted(own, "cased", "capitals", "lowers")
        return cls(
            names, seqs[kept], owners, sentence, starts, ends, paragraphs, before, window, postings, spelled,
            initials, capitals, lowers,
        )  # fmt: skip

    def grown(self, more: "RecordWords") -> "RecordWords":
        """The same with the articles of ``more``, none of which is here, as if all were put together at once."""
        names = sorted((*self.names, *more.names))
        place = {name: number for number, name in enumerate(names)}
        owners = [np.array([place[name] for name in own.names], dtype=np.int32)[own.articles] for own in (self, more)]
        between = Between.by(*owners)
        return RecordWords(
            names,
            between.put(self.seqs, more.seqs),
            between.put(*owners),
            between.put(self.is_sentence, more.is_sentence),
            between.put(self.starts, more.starts),
            between.put(self.ends, more.ends),
            between.put(self.paragraphs, more.paragraphs),
            between.put_rows(self.before, more.before),
            between.put_rows(self.window, more.window),
            self.postings.grown(more.postings, between),
            _summed(self.spelled, more.spelled),
            _summed(self.initials, more.initials),
            _summed(self.capitals, more.capitals),
            _summed(self.lowers, more.lowers),
        )

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

    @cached_property
    def _row_of_seq(self) -> NDArray[np.int32]:
        """The row of each number, -1 where no row has it."""
        rows = np.full(int(self.seqs.max(initial=0)) + 1, -1, dtype=np.int32)
        rows[self.seqs] = np.arange(len(self.seqs))
        return rows

    @cached_property
    def _sentences(self) -> Mapping[str, tuple[int, int]]:
        """For each article the rows of its sentences: from which to before which."""
        rows = np.flatnonzero(self.is_sentence)
        owners, firsts, counts = np.unique(self.articles[rows], return_index=True, return_counts=True)
        begun = rows[firsts]
        return {
            self.names[owner]: (first, first + number)
            for owner, first, number in zip(owners.tolist(), begun.tolist(), counts.tolist(), strict=True)
        }


def _postings(own: Sequence[ArticleWords], kept: NDArray[np.bool_], before: NDArray[np.int32]) -> Postings:
    names, places = numbered([words.stems for words in own])
    counts = [words.stems.count(" ") + 1 if words.stems else 0 for words in own]
    # From the words of its own article on.
    begun = np.repeat(np.cumsum([0, *counts])[: len(counts)], [len(words.held) for words in own])
    held = places[begun + _joined([words.held for words in own])]
    lengths = _joined([words.lengths for words in own])
    stems = held[np.repeat(kept, lengths)]
    return Postings.counted({name: number for number, name in enumerate(names)}, stems, lengths[kept], before)


def _counted(own: Sequence[ArticleWords], name: str, *columns: str) -> list[dict[str, int]]:
    """The words that articles count under ``name``, each with the sum of each of the columns."""
    names, places = numbered([getattr(words, name) for words in own])
    sums = (np.bincount(places, _joined([getattr(words, column) for words in own]), len(names)) for column in columns)
    return [dict(zip(names, one.astype(np.int64).tolist(), strict=True)) for one in sums]


def _folded(spelled: Mapping[str, int]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The words in plain letters: how often they are written, and how often with a capital."""
    counts: dict[str, int] = {}
    capitals: dict[str, int] = {}
    for word, count in spelled.items():
        folded = fold(word)
        counts[folded] = counts.get(folded, 0) + count
        if word[0].isupper():
            capitals[folded] = capitals.get(folded, 0) + count
    return counts, capitals


def _summed(counts: Mapping[str, int], more: Mapping[str, int]) -> Mapping[str, int]:
    """Both counts together."""
    return {**counts, **{word: counts.get(word, 0) + number for word, number in more.items()}}


def _joined(arrays: Sequence[NDArray[Whole]]) -> NDArray[Whole]:
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int32)
