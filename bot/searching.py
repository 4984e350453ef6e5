"""What a snapshot is searched by: the vector indexes of the record, and its words put together.

Both are kept from one snapshot to the next, so that an article more costs what it brings and not what there is.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import structlog

from bot.actors.registry import Registry
from bot.answering.synonyms import search_synonyms
from bot.building.inputs import counting_of
from bot.record.article import Article
from bot.record.database import Database
from bot.record.passages import PassageStore
from bot.record.selection import EVERY, Selection
from bot.record.visibility import SHARED, Visibility, additions_of, seen_by
from bot.record.words import NONE, Extent, Extents, WordStore, extent_of
from bot.settings import Settings
from embeddings.article_words import ArticleWords, StoredPassage, words_of
from embeddings.between import Numbers, among
from embeddings.encoder import Encoder
from embeddings.errors import VectorIndexError
from embeddings.index import VectorIndex
from embeddings.joined import JoinedIndex, Searchable
from embeddings.lexical import Analyzer
from embeddings.record_words import RecordWords
from embeddings.saved_index import NO_INDEX
from embeddings.synonyms import Synonyms

log = structlog.get_logger(__name__)


class Indexes:
    """The vector indexes of the record: the store's own where it has one, else made from the passages.

    Of these that of the shared record is saved, those of servers' additions are small.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        """Derive them from the passages of ``database``; that of the shared record is kept in ``folder``."""
        self._database = database
        self._folder = folder
        self._lock = threading.Lock()
        self._shared: VectorIndex | None = None

    def of(self, encoder: Encoder, guild: int | None, selection: Selection = EVERY) -> Searchable:
        """The index of what a server sees, embedded by ``encoder``, as the store is now.

        Those given out before stay as whole as they were.
        What is selected has one of its own, in which every vector is compared where they are few.
        """
        sees = selection.within(seen_by(guild))
        inside = self._database.index(encoder.model_id, encoder.dimension, sees)
        if inside is not None:
            return inside
        if selection != EVERY:
            source = PassageStore(self._database, encoder.model_id, sees)
            return VectorIndex.in_memory(source, dimension=encoder.dimension)
        with self._lock:
            self._shared = self._open(encoder) if self._shared is None else self._renewed(self._shared)
            shared = self._shared
        if guild is None:
            return shared
        own = PassageStore(self._database, encoder.model_id, additions_of(guild))
        return JoinedIndex(shared, VectorIndex.in_memory(own, dimension=encoder.dimension))

    def forget(self) -> None:
        """Open the saved one again when it is next asked for."""
        with self._lock:
            self._shared = None

    def _open(self, encoder: Encoder) -> VectorIndex:
        passages = PassageStore(self._database, encoder.model_id, SHARED)
        index = VectorIndex.open(self._folder, passages, dimension=encoder.dimension)
        if index.report.how == "rebuilt" and index.report.reason != NO_INDEX:
            log.warning("index rebuilt", reason=index.report.reason)
        return index

    @staticmethod
    def _renewed(index: VectorIndex) -> VectorIndex:
        index = index.renewed()
        try:
            index.save_if_grown()
        except VectorIndexError as error:
            log.warning("index not saved", reason=str(error))
        return index


@dataclass(frozen=True, slots=True)
class _Kept:
    """Words put together, with what each article had when they were: its text's hash and its passages.

    ``extents`` are the passages of all articles, of those left out too.
    """

    articles: Mapping[str, tuple[str, Extent]]
    words: RecordWords
    extents: Extents = NONE

    def among(self, articles: Mapping[str, tuple[str, Extent]], held: Numbers) -> bool:
        """Whether these articles are all there unchanged, and all of their passages among those that are ``held``."""
        whole = len(self.words) == sum(extent.number for _, extent in self.articles.values())
        return whole and self.articles.items() <= articles.items() and bool(among(self.words.seqs, held).all())


class KeptWords:
    """The words of the shared record, to which those of further articles are put; made anew where one is gone.

    Safe from many threads.
    """

    def __init__(self, registry: Registry, settings: Settings) -> None:
        """Count words by the names in ``registry`` and what is a synonym by the ``settings``."""
        self._registry = registry
        self._settings = settings
        self._kept = _Kept({}, RecordWords.of({}, np.zeros(0, dtype=np.int64)))

    @cached_property
    def _synonyms(self) -> Mapping[str, str]:
        return search_synonyms(self._registry, self._settings.synonyms)

    @cached_property
    def _counting(self) -> str:
        return counting_of(self._synonyms)

    @cached_property
    def analyzer(self) -> Analyzer:
        """What gives the stems of words."""
        return Analyzer(Synonyms(self._synonyms))

    def store(self, database: Database, model: str, sees: Visibility) -> WordStore:
        """The words of single articles, kept in the record."""
        return WordStore(database, model, self._counting, sees)

    def of(
        self, store: WordStore, index: Searchable, there: Callable[[], Mapping[str, Article]], *, keep: bool
    ) -> RecordWords:
        """The words of all articles of a ``store``, as far as ``there`` says afterwards that they are still the same.

        Of passages those that ``index`` holds. ``keep`` them for the next time: they are those of the shared record.
        """
        kept = self._kept
        known = store.passages(kept.extents if keep else NONE)
        extents = known.of
        if len(index) != sum(extent.number for extent in extents.values()):
            index.catch_up()
        held = index.seqs()
        found = store.of({name: own for name, own in extents.items() if name not in kept.articles}, self._count)
        articles = there()
        now = {name: (articles[name].content_hash, own) for name, own in extents.items() if name in articles}
        grows = kept.among(now, held)
        if not grows:
            known = store.passages()
            found = store.of(known.of, self._count)
        own = {name: words for name, words in found.items() if name in articles}
        more = RecordWords.of(own, held)
        words = kept.words.grown(more) if grows else more
        if keep:
            new = {name: (articles[name].content_hash, extent_of(one)) for name, one in own.items()}
            self._kept = _Kept({**kept.articles, **new} if grows else new, words, known)
        return words

    def _count(self, raw: str, passages: list[StoredPassage]) -> ArticleWords:
        return words_of(raw, passages, self.analyzer)
