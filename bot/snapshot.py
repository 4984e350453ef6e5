"""The record at one moment as some readers see it: everything that answers and lists is made of one of these."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path

import structlog

from bot.actors.names import slug
from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.answering.candidate import Candidate
from bot.answering.look_ups import LookUps
from bot.answering.other_side import Pair, Span, opposed
from bot.answering.service import Answering
from bot.answering.speakers import Speakers
from bot.answering.standings import Standings
from bot.answering.subject import issue_asked, issues_named
from bot.answering.synonyms import registered_names, search_synonyms
from bot.positions.issues import OTHER, Issues
from bot.positions.ledger import Ledger
from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.database import Database
from bot.record.passages import PassageStore
from bot.record.positions import PositionStore, StatementStore
from bot.record.readings import ReadingStore
from bot.record.statement import Position
from bot.record.visibility import SHARED, additions_of, seen_by
from bot.settings import Settings
from embeddings.encoder import Encoder
from embeddings.errors import VectorIndexError
from embeddings.index import NO_INDEX, VectorIndex
from embeddings.joined import JoinedIndex, Searchable
from embeddings.retriever import Document, Retriever

log = structlog.get_logger(__name__)

MOST_COMPARED = 3_000
"""Positions up to which every pair is compared beforehand; the work grows with the square of their number."""
TRIES = 5
"""How often the record is read again because it has changed meanwhile."""


class Indexes:
    """The vector indexes of the record: that of the shared one is saved, those of servers' additions are small."""

    def __init__(self, database: Database, folder: Path, encoder: Callable[[], Encoder]) -> None:
        """Derive them from the passages of ``database``; that of the shared record is kept in ``folder``."""
        self._database = database
        self._folder = folder
        self._encoder = encoder
        self._lock = threading.Lock()
        self._shared: VectorIndex | None = None

    def of(self, guild: int | None) -> Searchable:
        """The index of what a server sees, as the store is now. Those given out before stay as whole as they were."""
        encoder = self._encoder()
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
class Wiring:
    """What every snapshot is made with. ``encoder`` gives the model when the record is embedded by it."""

    settings: Settings
    database: Database
    registry: Registry
    outlets: Outlets
    issues: Issues
    encoder: Callable[[], Encoder]
    indexes: Indexes


class _Articles(ArticleStore):
    """Articles read once; to the ledger it gives those that bear on an issue."""

    @cached_property
    def held(self) -> list[Article]:
        return super().all()

    @cached_property
    def _aside(self) -> set[str]:
        return ReadingStore(self._database).aside()

    def all(self) -> list[Article]:
        return [article for article in self.held if article.id not in self._aside]


class _Positions(PositionStore):
    """Positions read once, where all are asked for."""

    @cached_property
    def held(self) -> list[Position]:
        return super().list()

    def list(
        self,
        actor: str | None = None,
        issue: str | None = None,
        since: str | None = None,
        article: str | None = None,
    ) -> list[Position]:
        if any(value is not None for value in (actor, issue, since, article)):
            return super().list(actor, issue, since, article)
        return self.held


class Snapshot:
    """The shared record with the additions of one server (``guild``; None: of none), at one moment.

    Parts are made when first used: half of the commands need no model. ``load`` makes all of them.
    """

    def __init__(self, wiring: Wiring, guild: int | None = None) -> None:
        """Read the articles and positions of the record; nothing else yet."""
        self.guild = guild
        self._wiring = wiring
        database, self._sees = wiring.database, seen_by(guild)
        self._readings = ReadingStore(database)
        self._statements = StatementStore(database, self._sees)
        for _ in range(TRIES):
            self.version = self._readings.version()
            self._articles, self._positions = _Articles(database, self._sees), _Positions(database, self._sees)
            self.articles = {article.id: article for article in self._articles.held}
            _ = self._articles.all(), self._positions.list()
            self.servers = frozenset(self._articles.guilds())
            if self._readings.version() == self.version:
                break

    def load(self) -> "Snapshot":
        """Make every part now, so that no question waits for it."""
        _ = self.answering, self.ledger.rows, self._pairs([])
        return self

    @cached_property
    def retriever(self) -> Retriever:
        """The articles made searchable."""
        encoder = self._wiring.encoder()
        passages = PassageStore(self._wiring.database, encoder.model_id, self._sees).all()
        if self._readings.version() != self.version:
            # An article that was replaced meanwhile has other passages: it is left out till the next snapshot.
            same = {a.id for a in ArticleStore(self._wiring.database).all() if a.raw == self._raw(a.id)}
            passages = [passage for passage in passages if passage.article in same]
        documents = [
            Document(a.id, a.raw, group=a.outlet or a.id, original=a.same_as) for a in self.articles.values()
        ]
        synonyms = search_synonyms(self._wiring.registry, self._wiring.settings.synonyms)
        return Retriever(encoder, self._wiring.indexes.of(self.guild), documents, passages, synonyms)

    @cached_property
    def answering(self) -> Answering:
        """Question in, answer out."""
        look_ups = LookUps(
            speaker=self.speakers.of,
            actors=self.speakers.actors,
            actor_id=self._actor_id,
            pairs=self._pairs,
            alignment=self._wiring.outlets.alignment,
            names=registered_names(self._wiring.registry),
            covers=self._covered_issues(),
            issues=partial(issues_named, self._wiring.issues),
            stances=self.speakers.stances,
            issue=partial(issue_asked, self._wiring.issues),
            standings=Standings(self.ledger.rows, self._people()).on,
            mentioned=self._mentioned,
            actor_name=self._wiring.registry.name,
            issue_name=self._wiring.issues.name,
        )
        return Answering(self.retriever, self.articles, look_ups, self._wiring.settings.answering)

    @cached_property
    def speakers(self) -> Speakers:
        """Who says which words."""
        return Speakers(self._positions.list(), self._statements.all())

    @cached_property
    def ledger(self) -> Ledger:
        """Who stands where."""
        wiring = self._wiring
        return Ledger(wiring.registry, wiring.issues, wiring.outlets, self._articles, self._positions)

    @cached_property
    def statements(self) -> int:
        """How many statements stand in the articles."""
        return self._statements.count()

    def _raw(self, article: str) -> str | None:
        held = self.articles.get(article)
        return held.raw if held else None

    def _mentioned(self, question: str) -> frozenset[str]:
        """Ids of the configured actors that a question names."""
        return frozenset(mention.actor.id for mention in self._wiring.registry.mentions(question))

    def _people(self) -> dict[str, str]:
        """The names of the persons that speak for somebody, by id."""
        return {a.id: a.name for a in self._wiring.registry.actors.values() if a.kind == "person" and a.speaks_for}

    def _covered_issues(self) -> list[str]:
        """Names of the issues on which there is a stance."""
        held = {p.issue for p in self._positions.list() if p.stance != "unclear"}
        return [issue.name for issue in self._wiring.issues.all if issue.id in held and issue.id != OTHER]

    @cached_property
    def _pairs(self) -> Callable[[Sequence[Candidate]], Sequence[Pair]]:
        """What disagrees: all pairs known beforehand, or in a large record those among what was retrieved."""
        speakers = self.speakers
        if len(self._positions.list()) > MOST_COMPARED:
            return lambda candidates: opposed(candidates, lambda c: speakers.stances(c.article, c.start, c.end))
        ledger = self.ledger

        @cache
        def known() -> list[Pair]:
            return [
                Pair(
                    Span(d.a.article.id, d.a.start, d.a.end),
                    Span(d.b.article.id, d.b.start, d.b.end),
                    figure=d.kind == "figures",
                    issue=d.issue,
                )
                for d in ledger.disagreements()
            ]

        return lambda _candidates: known()

    def _actor_id(self, name: str) -> str | None:
        registry = self._wiring.registry
        found = registry.lookup(name) or registry.lookup(name.title())
        if found is not None:
            return found.id
        held = {position.actor for position in self._positions.list()}
        return next((given for given in (name, slug(name)) if given in held), None)
