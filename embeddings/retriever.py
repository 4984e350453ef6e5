"""Question to ranked sentences: dense and lexical evidence fused, duplicates folded, outlets spread."""

import heapq
from array import array
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from embeddings.duplicates import twins
from embeddings.encoder import Encoder
from embeddings.joined import Searchable
from embeddings.lexical import Analyzer, Bm25
from embeddings.lookahead import Lookahead
from embeddings.passages import PassageKind
from embeddings.postings import Postings
from embeddings.spelling import Speller, english_words, rare_words
from embeddings.synonyms import Synonyms, fold, words
from embeddings.text import Sentence

DENSE_WEIGHT = 0.7
"""Sentences: this much cosine, the rest coverage of the question's words (measured: docs/decisions.md)."""

DOCUMENT_DENSE_WEIGHT = 0.7
"""Documents: this much of the best passage's cosine, the rest BM25 of the whole document over its maximum."""

EVERY_PASSAGE = 5_000
"""Up to this many passages all are scored; above, the nearest and those that share the question's words."""

CANDIDATES = 400
SAME_GROUP = 0.01
"""What each further hit of an outlet already shown must be better by."""

LOOKED_AT = 3
"""So many times the hits wanted are looked at first; more only where too many of them say the same."""

REMEMBERED_TEXTS = 512


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as stored: its number, article and span (code points into the article's raw text)."""

    seq: int
    article: str
    kind: PassageKind
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the retriever needs it: raw text, the words it is searched by, and its outlet or other group.

    ``original`` is the article whose text it repeats: where both say the same, that one is shown.
    """

    article: str
    raw: str
    searched: str | None = None
    group: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched: ``repaired`` spelling, the ``repairs`` made, and its content ``stems``."""

    text: str
    repaired: str
    repairs: tuple[tuple[str, str], ...]
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that may answer, and why it stands where it stands.

    ``score`` is 0.7 ``dense`` + 0.3 ``lexical``; ``dense`` the cosine of the sentence (a share of it in context),
    ``window`` that of the window around it, ``lexical`` the share of the question's idf mass that the sentence
    holds (words of the sentence before it count half). ``folded`` numbers the near-duplicates it stands for.
    """

    seq: int
    article: str
    start: int
    end: int
    paragraph: int
    kind: PassageKind
    score: float
    dense: float
    lexical: float
    window: float
    group: str | None = None
    folded: tuple[int, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document with its best passage; ``score`` is 0.7 ``dense`` + 0.3 ``lexical``."""

    article: str
    start: int
    end: int
    score: float
    dense: float
    lexical: float


class Retriever:
    """A snapshot of the record made searchable; safe from many threads. Build a new one when the record changes."""

    def __init__(
        self,
        encoder: Encoder,
        index: Searchable,
        documents: Sequence[Document],
        passages: Sequence[StoredPassage],
        synonyms: Mapping[str, str] | None = None,
        english: frozenset[str] | None = None,
    ) -> None:
        """Read the words of ``documents`` and ``passages`` (whose vectors ``index`` holds under their numbers)."""
        self.encoder = encoder
        self.index = index
        self.analyzer = Analyzer(Synonyms(synonyms))
        self._documents = {document.article: document for document in documents}
        self._names = list(self._documents)
        if len(index) != len(passages):
            index.catch_up()
        held = set(index.seqs().tolist())
        self._passages = sorted(
            (p for p in passages if p.seq in held and p.article in self._documents),
            key=lambda p: (p.article, p.kind, p.start),
        )
        numbers = {article: number for number, article in enumerate(self._names)}
        self._of_document = np.array([numbers[p.article] for p in self._passages], dtype=np.int64)
        self._is_sentence = np.array([p.kind == "sentence" for p in self._passages], dtype=bool)
        self._seqs = np.array([p.seq for p in self._passages], dtype=np.int64)
        self._row_of_seq = _inverse(self._seqs)
        self._window_of = self._windows()
        self._lookahead = Lookahead(
            encoder.encode_questions, lambda question: self.query(question).repaired, encoder.questions_at_once
        )
        self.stems = lru_cache(REMEMBERED_TEXTS)(self._stems_of)
        sentences = (
            frozenset(self.analyzer.stems(self._words(p)) if p.kind == "sentence" else ()) for p in self._passages
        )
        self.postings = Postings(sentences, self._before())
        self._sentences = self._sentence_rows()
        self._starts = array("q", (p.start for p in self._passages))
        self.speller = self._speller(english)

    @cached_property
    def documents_bm25(self) -> Bm25:
        """BM25 over whole documents, counted at the first search for documents."""
        return Bm25([self.analyzer.stems(d.searched or d.raw) for d in self._documents.values()])

    def query(self, question: str) -> Query:
        """The question with its spelling repaired, and its stems."""
        repaired, repairs = self.speller.repair(question)
        return Query(question, repaired, repairs, tuple(dict.fromkeys(self.analyzer.stems(repaired, remember=False))))

    def _stems_of(self, text: str) -> frozenset[str]:
        """The content stems of any text, synonyms applied."""
        return frozenset(self.analyzer.stems(text, remember=False))

    def sentences(self) -> Iterator[str]:
        """The words of every sentence searched."""
        return (self._words(passage) for passage in self._passages if passage.kind == "sentence")

    def sentences_of(self, article: str) -> list[Sentence]:
        """The sentences of one article in reading order."""
        first, past = self._sentences.get(article, (0, 0))
        return [Sentence(p.start, p.end, p.paragraph) for p in self._passages[first:past]]

    def stems_within(self, article: str, start: int, end: int) -> frozenset[str]:
        """The content stems of an article's sentences that begin within a span, known without reading them again."""
        rows = self._sentences.get(article, (0, 0))
        return self.postings.stems(bisect_left(self._starts, start, *rows), bisect_left(self._starts, end, *rows))

    def known(self, stem: str) -> bool:
        """Whether the record holds the stem."""
        return self.postings.known(stem)

    def idf(self, stem: str) -> float:
        """The stem's weight among the record's sentences; an unknown stem weighs as much as the rarest."""
        return self.postings.idf(stem)

    def search(self, question: str | Query, k: int) -> list[Hit]:
        """The ``k`` best sentences, best first, without near-duplicates, spread over groups."""
        query = question if isinstance(question, Query) else self.query(question)
        return self._search(query, self._lookahead(query.repaired), k) if self._passages else []

    def expect(self, question: str) -> None:
        """Note that ``search`` is going to be called for a question; returns at once."""
        self._lookahead.expect(question)

    def rank_documents(self, query: Query, vector: NDArray[np.float32], k: int) -> list[DocumentHit]:
        """The ``k`` best documents for a question and its vector, each with its best passage."""
        if not self._passages:
            return []
        lexical = self.documents_bm25.scores(query.stems)
        rows, dense = self._dense(vector, self._rows_of_best_documents(lexical, max(k, CANDIDATES // 4)))
        best = np.full(len(self._names), -1.0, dtype=np.float32)
        owners = self._of_document[rows]
        np.maximum.at(best, owners, dense)
        if lexical.max(initial=0.0) > 0:
            lexical = lexical / lexical.max()
        scores = DOCUMENT_DENSE_WEIGHT * best + (1 - DOCUMENT_DENSE_WEIGHT) * lexical
        found = []
        for number in np.argsort(-scores, kind="stable")[:k]:
            mine = np.flatnonzero(owners == number)
            if not len(mine):
                continue
            passage = self._passages[rows[mine[np.argmax(dense[mine])]]]
            found.append(
                DocumentHit(
                    passage.article, passage.start, passage.end, float(scores[number]), float(best[number]),
                    float(lexical[number]),
                )
            )  # fmt: skip
        return found

    def _search(self, query: Query, vector: NDArray[np.float32], k: int) -> list[Hit]:
        lexical = self.postings.coverage(query.stems)
        rows, dense = self._dense(vector, self._rows_of_best_words(lexical))
        cosines = np.full(len(self._passages), -1.0, dtype=np.float32)
        cosines[rows] = dense
        rows = rows[self._is_sentence[rows]]
        scores = DENSE_WEIGHT * cosines[rows] + (1 - DENSE_WEIGHT) * lexical[rows]
        order = np.argsort(-scores, kind="stable")
        looked_at = max(LOOKED_AT * k, 40)
        kept = self._twins(rows[order[:looked_at]])
        while len(kept) < k and looked_at < len(order):
            looked_at *= 4
            kept = self._twins(rows[order[:looked_at]])
        places = order[list(kept)]
        ranked = list(zip(rows[places].tolist(), scores[places].tolist(), strict=True))
        repeating = {row: folded for (row, _), folded in zip(ranked, kept.values(), strict=True) if folded}
        groups = [self._group_of(row) for row, _ in ranked]
        chosen = (ranked[place] for place in _spread([score for _, score in ranked], groups, k))
        hits = []
        for row, score in chosen:
            same = [row, *rows[order[repeating[row]]].tolist()] if row in repeating else [row]
            shown = self._original_of(same)
            folded = tuple(int(self._seqs[other]) for other in same if other != shown)
            hits.append(self._hit(shown, score, cosines, float(lexical[shown]), folded))
        return hits

    def _original_of(self, rows: Sequence[int]) -> int:
        """Of the rows of sentences that say the same the first, or the original's where that is a copy's."""
        original = self._documents[self._passages[rows[0]].article].original
        return next((row for row in rows if self._passages[row].article == original), rows[0])

    def _dense(
        self, vector: NDArray[np.float32], also: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows worth scoring and their cosines: all where there are few, else the nearest and ``also``."""
        everything = len(self._passages) <= EVERY_PASSAGE
        scores, seqs = self.index.search(vector[None, :], len(self.index) if everything else CANDIDATES)
        rows = self._to_rows(seqs[0])
        known = rows >= 0
        rows, cosines = rows[known], scores[0][known]
        if not everything:
            also = np.setdiff1d(also, rows)
            if len(also):
                rows = np.concatenate([rows, also])
                cosines = np.concatenate([cosines, self.index.vectors(self._seqs[also]) @ vector])
        return rows, cosines

    def _to_rows(self, seqs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Rows of the given numbers, -1 for those this snapshot does not know."""
        inside = (seqs >= 0) & (seqs < len(self._row_of_seq))
        return np.where(inside, self._row_of_seq[np.where(inside, seqs, 0)], -1)

    def _rows_of_best_words(self, lexical: NDArray[np.float32]) -> NDArray[np.int64]:
        if len(lexical) <= EVERY_PASSAGE:
            return np.zeros(0, dtype=np.int64)
        best = np.argpartition(-lexical, CANDIDATES)[:CANDIDATES]
        windows = self._window_of[best]
        return np.unique(np.concatenate([best[lexical[best] > 0], windows[windows >= 0]]))

    def _rows_of_best_documents(self, lexical: NDArray[np.float32], most: int) -> NDArray[np.int64]:
        if len(self._passages) <= EVERY_PASSAGE:
            return np.zeros(0, dtype=np.int64)
        best = np.argsort(-lexical)[:most]
        return np.flatnonzero(np.isin(self._of_document, best[lexical[best] > 0]))

    def _hit(
        self, row: int, score: float, cosines: NDArray[np.float32], lexical: float, folded: tuple[int, ...]
    ) -> Hit:
        passage = self._passages[row]
        window = int(self._window_of[row])
        return Hit(
            passage.seq, passage.article, passage.start, passage.end, passage.paragraph, passage.kind, score,
            float(cosines[row]), lexical, float(cosines[window]) if window >= 0 else 0.0,
            self._documents[passage.article].group, folded,
        )  # fmt: skip

    def _twins(self, rows: NDArray[np.int64]) -> dict[int, list[int]]:
        """Places in ``rows``, best first, that repeat no better one, each with those that repeat it."""
        if not len(rows):
            return {}
        return twins(self.postings.shared(rows), self.postings.lengths[rows], self.index.vectors(self._seqs[rows]))

    def _group_of(self, row: int) -> str:
        article = self._passages[row].article
        return self._documents[article].group or article

    def _words(self, passage: StoredPassage) -> str:
        return self._documents[passage.article].raw[passage.start : passage.end]

    def _before(self) -> NDArray[np.int64]:
        """For each row the row of the sentence before it in the same paragraph, or -1."""
        before = np.full(len(self._passages), -1, dtype=np.int64)
        paragraphs = np.array([p.paragraph for p in self._passages], dtype=np.int64)
        follows = (
            self._is_sentence[:-1]
            & self._is_sentence[1:]
            & (self._of_document[:-1] == self._of_document[1:])
            & (paragraphs[:-1] == paragraphs[1:])
        )
        rows = np.flatnonzero(follows)
        before[rows + 1] = rows
        return before

    def _sentence_rows(self) -> dict[str, tuple[int, int]]:
        """For each article the rows of its sentences: from which to before which."""
        rows: dict[str, tuple[int, int]] = {}
        for row in np.flatnonzero(self._is_sentence).tolist():
            article = self._passages[row].article
            rows[article] = (rows.get(article, (row, 0))[0], row + 1)
        return rows

    def _windows(self) -> NDArray[np.int64]:
        """For each sentence the row of the last window that begins no later and holds it, or -1."""
        found = np.full(len(self._passages), -1, dtype=np.int64)
        sentences, windows = np.flatnonzero(self._is_sentence), np.flatnonzero(~self._is_sentence)
        if not len(windows):
            return found
        ends = np.array([p.end for p in self._passages], dtype=np.int64)
        starts = np.array([p.start for p in self._passages], dtype=np.int64)
        starts += self._of_document * (int(ends.max()) + 1)
        windows = windows[np.argsort(starts[windows], kind="stable")]
        at = np.searchsorted(starts[windows], starts[sentences], side="right") - 1
        window = windows[at]
        inside = (
            (at >= 0)
            & (self._of_document[window] == self._of_document[sentences])
            & (ends[sentences] <= ends[window])
        )
        found[sentences[inside]] = window[inside]
        return found

    def _speller(self, english: frozenset[str] | None) -> Speller:
        spelled: Counter[str] = Counter()
        for document in self._documents.values():
            spelled.update(words(document.searched or document.raw))
        counts: Counter[str] = Counter()
        capitals: Counter[str] = Counter()
        for word, count in spelled.items():
            folded = fold(word)
            counts[folded] += count
            if word[0].isupper():
                capitals[folded] += count
        names = frozenset(word for word, count in counts.items() if capitals[word] * 2 > count)
        if english is None:
            return Speller(counts, names, english_words(), rare_words)
        return Speller(counts, names, english)


def _spread(scores: Sequence[float], groups: Sequence[str], k: int) -> list[int]:
    """Places of the best ``k``, where each further hit of a group must be a little better than one of another."""
    places: dict[str, deque[int]] = {}
    for place, group in enumerate(groups):
        places.setdefault(group, deque()).append(place)
    heads = [(-scores[own[0]], own[0]) for own in places.values()]
    heapq.heapify(heads)
    shown: Counter[str] = Counter()
    chosen: list[int] = []
    while heads and len(chosen) < k:
        place = heads[0][1]
        chosen.append(place)
        group = groups[place]
        shown[group] += 1
        places[group].popleft()
        if places[group]:
            following = places[group][0]
            heapq.heapreplace(heads, (SAME_GROUP * shown[group] - scores[following], following))
        else:
            heapq.heappop(heads)
    return chosen


def _inverse(seqs: NDArray[np.int64]) -> NDArray[np.int64]:
    """An array that gives the row of a number, -1 where no row has it."""
    rows = np.full(int(seqs.max(initial=0)) + 1, -1, dtype=np.int64)
    rows[seqs] = np.arange(len(seqs))
    return rows
