"""Question to ranked sentences: dense and lexical evidence fused, duplicates folded, outlets spread."""

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.article_words import StoredPassage, words_of
from embeddings.casing import Casing
from embeddings.duplicates import DUPLICATE_COSINE, share_words, twins
from embeddings.encoder import Encoded, Encoder
from embeddings.joined import Searchable
from embeddings.lexical import Analyzer, Bm25
from embeddings.lookahead import Lookahead
from embeddings.passages import PassageKind
from embeddings.record_words import RecordWords
from embeddings.scale import Scale
from embeddings.spelling import Speller, english_words, rare_words
from embeddings.synonyms import Synonyms, words
from embeddings.text import Sentence
from embeddings.tokens import NOT_KNOWN, Met, each, least

COMPARED = 40
"""Of so many sentences found it is told how well they meet the question; the others are taken for the average."""
DENSE_WEIGHT = 0.7
"""Sentences: this much cosine, the rest coverage of the question's words (measured: docs/decisions.md)."""

DOCUMENT_DENSE_WEIGHT = 0.7
"""Documents: this much of the best passage's cosine, the rest BM25 of the whole document over its maximum."""

EVERY_PASSAGE = 5_000
"""Up to this many passages all are scored; above, the nearest and those that share the question's words."""

CANDIDATES = 400
UNKNOWN = -2.0
"""The cosine of a row that was not looked at."""
SAME_GROUP = 0.01
"""What each further hit of an outlet already shown must be better by."""

LOOKED_AT = 3
"""So many times the hits wanted are looked at first; more only where too many of them say the same."""

REMEMBERED_TEXTS = 512


class Searched(Protocol):
    """An article as the retriever needs it: raw text, the words it is searched by, and its outlet or other group."""

    @property
    def article(self) -> str:
        """Its id."""

    @property
    def raw(self) -> str:
        """Its raw text."""

    @property
    def searched(self) -> str | None:
        """The words it is searched and spelled by, None for the raw text."""

    @property
    def group(self) -> str | None:
        """Its outlet, or what else it is spread by."""

    @property
    def original(self) -> str | None:
        """The article whose text it repeats: where both say the same, that one is shown."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article to be searched, in memory (see ``Searched``)."""

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
    holds (words of the sentence before it count half). ``met`` says how well the sentence meets each word of the
    question (``embeddings.tokens``), ``words`` how well each, ``folded`` numbers the near-duplicates it stands for.
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
    met: float = 0.0
    words: Met = NOT_KNOWN


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
        documents: Sequence[Searched],
        passages: Sequence[StoredPassage] = (),
        synonyms: Mapping[str, str] | None = None,
        english: frozenset[str] | None = None,
        known: RecordWords | None = None,
        scale: Callable[[], Scale | None] = lambda: None,
        tokens: Callable[[Sequence[int]], Sequence[bytes]] = lambda seqs: [b""] * len(seqs),
        analyzer: Analyzer | None = None,
        names: Iterable[str] = (),
    ) -> None:
        """Search ``documents`` by their ``passages``, whose vectors ``index`` holds under their numbers.

        ``known`` are the words of all documents with their passages, where these were put together before; ``scale``
        gives the cosines in which scores are told, None for the encoder's own; ``tokens`` those of numbered
        passages, packed, empty where there are none. ``analyzer`` has the synonyms itself, ``names`` are written as
        such in questions whatever the record does.
        """
        self.encoder = encoder
        self.index = index
        self._scale = scale
        self._tokens = tokens
        self.analyzer = analyzer or Analyzer(Synonyms(synonyms))
        self._documents = {document.article: document for document in documents}
        self.words = self._counted(passages) if known is None else known
        self.postings = self.words.postings
        self._lookahead = Lookahead(
            encoder.encode_questions_with_tokens,
            lambda question: self.query(question).repaired,
            encoder.questions_at_once,
        )
        self.stems = lru_cache(REMEMBERED_TEXTS)(self._stems_of)
        self.speller = self._speller(english)
        self.casing = Casing(self.words.capitals, self.words.lowers, names)

    def _counted(self, passages: Sequence[StoredPassage]) -> RecordWords:
        own: defaultdict[str, list[StoredPassage]] = defaultdict(list)
        for passage in passages:
            own[passage.article].append(passage)
        counted = {
            name: words_of(document.raw, own[name], self.analyzer, document.searched)
            for name, document in self._documents.items()
        }
        if len(self.index) != len(passages):
            self.index.catch_up()
        return RecordWords.of(counted, self.index.seqs())

    @cached_property
    def documents_bm25(self) -> Bm25:
        """BM25 over whole documents, counted at the first search for documents."""
        documents = (self._documents[name] for name in self.words.names)
        return Bm25([self.analyzer.stems(d.searched or d.raw) for d in documents])

    def query(self, question: str) -> Query:
        """The question with its spelling repaired and the capitals of its names, and its stems."""
        repaired, repairs = self.speller.repair(question)
        repaired = self.casing.cased(repaired)
        return Query(question, repaired, repairs, tuple(dict.fromkeys(self.analyzer.stems(repaired, remember=False))))

    def _stems_of(self, text: str) -> frozenset[str]:
        """The content stems of any text, synonyms applied."""
        return frozenset(self.analyzer.stems(text, remember=False))

    def sentences_of(self, article: str) -> list[Sentence]:
        """The sentences of one article in reading order."""
        found = (self.words.passage(row) for row in range(*self.words.sentences_of(article)))
        return [Sentence(p.start, p.end, p.paragraph) for p in found]

    def seq_at(self, article: str, start: int) -> int:
        """The number of the sentence of an article that begins at a place."""
        return int(self.words.seqs[self.words.sentences_within(article, start, start + 1)[0]])

    def stems_within(self, article: str, start: int, end: int) -> frozenset[str]:
        """The content stems of an article's sentences that begin within a span, known without reading them again."""
        return self.postings.stems(*self.words.sentences_within(article, start, end))

    def writes(self, text: str) -> bool:
        """Whether every word of a text stands somewhere in the articles, in their furniture too."""
        return all(map(self.speller.writes, words(text)))

    def known(self, stem: str) -> bool:
        """Whether the record holds the stem."""
        return self.postings.known(stem)

    def idf(self, stem: str) -> float:
        """The stem's weight among the record's sentences; an unknown stem weighs as much as the rarest."""
        return self.postings.idf(stem)

    def alike(self, phrase: str, others: Sequence[str]) -> list[float]:
        """The cosines of a phrase to others, on the scale of scores."""
        vectors = self.encoder.encode_questions([phrase, *others])
        cosines = vectors[1:] @ vectors[0]
        scale = self._scale()
        found: list[float] = (cosines if scale is None else scale(cosines)).tolist()
        return found

    def search(self, question: str | Query, k: int) -> list[Hit]:
        """The ``k`` best sentences, best first, without near-duplicates, spread over groups."""
        query = question if isinstance(question, Query) else self.query(question)
        return self._search(query, self._lookahead(query.repaired), k) if len(self.words) else []

    def expect(self, question: str) -> None:
        """Note that ``search`` is going to be called for a question; returns at once."""
        self._lookahead.expect(question)

    def rank_documents(self, query: Query, vector: NDArray[np.float32], k: int) -> list[DocumentHit]:
        """The ``k`` best documents for a question and its vector, each with its best passage."""
        if not len(self.words):
            return []
        lexical = self.documents_bm25.scores(query.stems)
        rows, dense = self._dense(vector, self._rows_of_best_documents(lexical, max(k, CANDIDATES // 4)))
        best = np.full(len(self.words.names), -1.0, dtype=np.float32)
        owners = self.words.owners[rows]
        np.maximum.at(best, owners, dense)
        if lexical.max(initial=0.0) > 0:
            lexical = lexical / lexical.max()
        scores = DOCUMENT_DENSE_WEIGHT * best + (1 - DOCUMENT_DENSE_WEIGHT) * lexical
        found = []
        for number in np.argsort(-scores, kind="stable")[:k]:
            mine = np.flatnonzero(owners == number)
            if not len(mine):
                continue
            passage = self.words.passage(rows[mine[np.argmax(dense[mine])]])
            found.append(
                DocumentHit(
                    passage.article, passage.start, passage.end, float(scores[number]), float(best[number]),
                    float(lexical[number]),
                )
            )  # fmt: skip
        return found

    def _search(self, query: Query, asked: Encoded, k: int) -> list[Hit]:
        lexical = self.postings.coverage(query.stems)
        rows, dense = self._dense(asked.vector, self._rows_of_best_words(lexical))
        cosines = np.full(len(self.words), UNKNOWN, dtype=np.float32)
        cosines[rows] = dense
        rows = rows[self.words.is_sentence[rows]]
        scores = DENSE_WEIGHT * cosines[rows] + (1 - DENSE_WEIGHT) * lexical[rows]
        order = np.argsort(-scores, kind="stable")
        kept = twins(self._same(rows[order]), len(order), k, max(LOOKED_AT * k, 40))
        places = order[list(kept)]
        ranked = list(zip(rows[places].tolist(), scores[places].tolist(), strict=True))
        repeating = {row: folded for (row, _), folded in zip(ranked, kept.values(), strict=True) if folded}
        groups = [self._group_of(row) for row, _ in ranked]
        chosen = (ranked[place] for place in _spread([score for _, score in ranked], groups, k))
        found = []
        for row, score in chosen:
            same = [row, *rows[order[repeating[row]]].tolist()] if row in repeating else [row]
            shown = self._original_of(same)
            others = self.words.seqs[[other for other in same if other != shown]].tolist() if len(same) > 1 else ()
            found.append((shown, score, tuple(others)))
        tokens = self._tokens(self.words.seqs[[row for row, *_ in found[:COMPARED]]].tolist())
        met = each(asked.tokens, tokens)
        wholes = least(met, len(found)).tolist()
        words = {place: Met(cosines, asked.spans) for place, cosines in met.items()}
        shown_rows = [row for row, *_ in found]
        windows = self.words.window[shown_rows]
        missing = np.unique(windows[windows >= 0]).astype(np.int64)
        missing = missing[cosines[missing] <= UNKNOWN]
        if len(missing):
            cosines[missing] = self._cosines(missing, asked.vector)
        of_windows = np.where(windows >= 0, cosines[windows], np.float32(0.0)).tolist()
        own, held = cosines[shown_rows].tolist(), lexical[shown_rows].tolist()
        return [
            self._hit(row, score, own[at], of_windows[at], held[at], folded, wholes[at], words.get(at, NOT_KNOWN))
            for at, (row, score, folded) in enumerate(found)
        ]

    def _original_of(self, rows: Sequence[int]) -> int:
        """Of the rows of sentences that say the same the first, or the original's where that is a copy's."""
        names, articles = self.words.names, self.words.articles
        original = self._documents[names[articles[rows[0]]]].original
        if original is None:
            return rows[0]
        return next((row for row in rows if names[articles[row]] == original), rows[0])

    def _dense(
        self, vector: NDArray[np.float32], also: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows worth scoring and their cosines: all where there are few, else the nearest and ``also``."""
        everything = len(self.words) <= EVERY_PASSAGE
        scores, seqs = self.index.search(vector[None, :], len(self.index) if everything else CANDIDATES)
        rows = self.words.rows(seqs[0])
        known = rows >= 0
        rows, cosines = rows[known], scores[0][known]
        if not everything:
            also = np.setdiff1d(also, rows)
        if len(also):
            rows, cosines = np.concatenate([rows, also]), np.concatenate([cosines, self._near(also, vector)])
        scale = self._scale()
        return rows, cosines if scale is None else scale(cosines)

    def _cosines(self, rows: NDArray[np.int64], vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The cosines of rows to a vector, on the scale of scores."""
        scale, found = self._scale(), self._near(rows, vector)
        return found if scale is None else scale(found)

    def _near(self, rows: NDArray[np.int64], vector: NDArray[np.float32]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = self.index.vectors(self.words.seqs[rows]) @ vector
        return found

    def _rows_of_best_words(self, lexical: NDArray[np.float32]) -> NDArray[np.int64]:
        if len(lexical) <= EVERY_PASSAGE:
            return np.zeros(0, dtype=np.int64)
        # Exact, and in a record where most sentences share some word faster than to look at all that do.
        for share in (0.5, 0.25, 0.0):
            best = np.flatnonzero(lexical > share)
            if len(best) >= CANDIDATES:
                break
        if len(best) > CANDIDATES:
            best = best[np.argpartition(-lexical[best], CANDIDATES)[:CANDIDATES]]
        return np.asarray(best)

    def _rows_of_best_documents(self, lexical: NDArray[np.float32], most: int) -> NDArray[np.int64]:
        if len(self.words) <= EVERY_PASSAGE:
            return np.zeros(0, dtype=np.int64)
        best = np.argsort(-lexical)[:most]
        return np.flatnonzero(np.isin(self.words.owners, best[lexical[best] > 0]))

    def _hit(
        self,
        row: int,
        score: float,
        dense: float,
        window: float,
        lexical: float,
        folded: tuple[int, ...],
        met: float,
        words: Met,
    ) -> Hit:
        passage = self.words.passage(row)
        return Hit(
            passage.seq, passage.article, passage.start, passage.end, passage.paragraph, passage.kind, score,
            dense, lexical, window,
            self._documents[passage.article].group, folded, met, words,
        )  # fmt: skip

    def _same(self, rows: NDArray[np.int64]) -> Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.bool_]]:
        """Which of some places in ``rows`` say the same as which others: nearly the same words, or such a cosine.

        Vectors are read once, as far as places are asked for.
        """
        read = np.zeros((0, self.encoder.dimension), dtype=np.float32)
        scale, lengths = self._scale(), self.postings.lengths
        near = DUPLICATE_COSINE if scale is None else scale.inverse(DUPLICATE_COSINE)

        def same(some: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
            nonlocal read
            more = rows[len(read) : int(others.max(initial=-1)) + 1]
            if len(more):
                read = np.concatenate([read, self.index.vectors(self.words.seqs[more])])
            one, other = rows[some], rows[others]
            found = share_words(self.postings.shared(one, other), lengths[one], lengths[other])
            return np.asarray(found | (read[some] @ read[others].T >= near))

        return same

    def _group_of(self, row: int) -> str:
        article = self.words.names[self.words.articles[row]]
        return self._documents[article].group or article

    def _speller(self, english: frozenset[str] | None) -> Speller:
        counts, capitals = self.words.spelled, self.words.initials
        names = frozenset(word for word, count in capitals.items() if count * 2 > counts[word])
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
