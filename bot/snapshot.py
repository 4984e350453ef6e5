"""The record at one moment as some readers see it: everything that answers and lists is made of one of these."""

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path

import structlog

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.answering.candidate import Candidate
from bot.answering.claims import Claim
from bot.answering.look_ups import LookUps
from bot.answering.other_side import Stand, StandsIn
from bot.answering.service import Answering
from bot.answering.speakers import Speakers
from bot.answering.standings import Standings, Stood
from bot.answering.subject import issue_asked, issues_named
from bot.answering.synonyms import registered_names, search_synonyms
from bot.building.inputs import counting_of
from bot.calibration import KeptCalibration
from bot.ledger.ledger import Ledger
from bot.ledger.quantities import counts_of
from bot.positions.bearing import Bearing
from bot.positions.issues import OTHER, Issues
from bot.record.articles import ArticleStore
from bot.record.database import Database
from bot.record.figure import Figure
from bot.record.figures import FigureStore
from bot.record.moment import Moment
from bot.record.passages import PassageStore
from bot.record.positions import PositionStore, StatementStore
from bot.record.readings import ReadingStore
from bot.record.selection import EVERY, Selection
from bot.record.spoken import Said, Spoken, SpokenStore
from bot.record.statement import UNATTRIBUTED, Position
from bot.record.texts import stored_articles
from bot.record.tokens import TokenStore
from bot.record.visibility import SHARED, additions_of, bearing_of, seen_by
from bot.record.words import WordStore
from bot.settings import Settings
from embeddings.article_words import words_of
from embeddings.encoder import Encoder
from embeddings.errors import VectorIndexError
from embeddings.index import VectorIndex
from embeddings.joined import JoinedIndex, Searchable
from embeddings.lexical import Analyzer
from embeddings.retriever import Retriever
from embeddings.saved_index import NO_INDEX
from embeddings.synonyms import Synonyms

log = structlog.get_logger(__name__)

REMEMBERED = 16
"""Questions with the actors that they name: each is asked about several times while it is answered."""
TRIES = 5
"""How often the record is read again because it has changed meanwhile."""


class Indexes:
    """The vector indexes of the record: the store's own where it has one, else made from the passages.

    Of these that of the shared record is saved, those of servers' additions are small.
    """

    def __init__(self, database: Database, folder: Path, encoder: Callable[[], Encoder]) -> None:
        """Derive them from the passages of ``database``; that of the shared record is kept in ``folder``."""
        self._database = database
        self._folder = folder
        self._encoder = encoder
        self._lock = threading.Lock()
        self._shared: VectorIndex | None = None

    def of(self, guild: int | None, selection: Selection = EVERY) -> Searchable:
        """The index of what a server sees, as the store is now. Those given out before stay as whole as they were.

        What is selected has one of its own, in which every vector is compared where they are few.
        """
        encoder = self._encoder()
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
class Wiring:
    """What every snapshot is made with. ``encoder`` gives the model when the record is embedded by it.

    ``claim`` reads the positions and figures of a claim's words.
    """

    settings: Settings
    database: Database
    registry: Registry
    outlets: Outlets
    issues: Issues
    encoder: Callable[[], Encoder]
    indexes: Indexes
    claim: Callable[[str], tuple[list[Position], list[Figure]]]
    calibration: KeptCalibration


class Snapshot:
    """The shared record with the additions of one server (``guild``; None: of none), at one moment.

    With a ``selection`` it is as if the record held nothing but the articles selected.

    Parts are made when first used: half of the commands need no model. ``load`` makes all of them. Texts, positions
    and figures stay in the store until they are asked for; of a text that was replaced meanwhile nothing is given.
    """

    def __init__(self, wiring: Wiring, guild: int | None = None, selection: Selection = EVERY) -> None:
        """Read which articles there are; nothing else yet."""
        self.guild = guild
        self._selection = selection
        self._wiring = wiring
        database, self._sees = wiring.database, selection.within(seen_by(guild))
        readings, articles = ReadingStore(database), ArticleStore(database)
        for _ in range(TRIES):
            self.version = readings.version()
            self.articles = stored_articles(database, self._sees)
            self._aside = readings.aside()
            self.servers = frozenset(articles.guilds())
            if readings.version() == self.version:
                break
        self._moment = Moment(database, self.version, self.articles, self._sees)
        self._statements = StatementStore(database, self._sees)
        self._positions = PositionStore(database, self._moment)

    def load(self) -> "Snapshot":
        """Make every part now, so that no question waits for it."""
        _ = self.answering, self.ledger.recorded, self.ledger.differing
        self.ledger.note_named()
        return self

    @cached_property
    def retriever(self) -> Retriever:
        """The articles made searchable."""
        encoder = self._wiring.encoder()
        synonyms = search_synonyms(self._wiring.registry, self._wiring.settings.synonyms)
        words = WordStore(self._wiring.database, encoder.model_id, counting_of(synonyms), self._sees)
        analyzer = Analyzer(Synonyms(synonyms))
        known = words.all(lambda raw, passages: words_of(raw, passages, analyzer))
        # An article that was replaced meanwhile has other passages: it is left out till the next snapshot.
        same = self._moment.same() if self._moment.passed() else self.articles.keys()
        known = {article: own for article, own in known.items() if article in same}
        index = self._wiring.indexes.of(self.guild, self._selection)
        return Retriever(
            encoder,
            index,
            list(self.articles.values()),
            synonyms=synonyms,
            known=known,
            scale=partial(self._wiring.calibration.scale, encoder.model_id),
            tokens=TokenStore(self._wiring.database).of,
        )

    @cached_property
    def answering(self) -> Answering:
        """Question in, answer out."""
        look_ups = LookUps(
            speaker=self.speakers.of,
            speakers=self.speakers.names,
            actors=self.speakers.actors,
            actor_id=self._actor_id,
            stands=self._stands,
            alignment=self._wiring.outlets.alignment,
            names=registered_names(self._wiring.registry),
            covers=self._covered_issues(),
            issues=partial(issues_named, self._wiring.issues),
            stances=self.speakers.stances,
            issue=partial(issue_asked, self._wiring.issues),
            standings=self._stood,
            mentioned=lru_cache(REMEMBERED)(self._mentioned),
            chief=Bearing(self._wiring.registry, self._wiring.issues).chief,
            actor_name=self.ledger.name,
            issue_name=self._wiring.issues.name,
            claim=self._claim,
            counted=lambda quantity: self.ledger.counted(quantity),
        )
        return Answering(self.retriever, self.articles, look_ups, self._wiring.settings.answering)

    @cached_property
    def speakers(self) -> Speakers:
        """Who says which words."""
        spoken = SpokenStore(self._wiring.database)

        def read(article: str) -> tuple[list[Spoken], list[Said]]:
            held = self.articles.get(article)
            return spoken.of(article, held.content_hash) if held else ([], [])

        return Speakers(read)

    @cached_property
    def ledger(self) -> Ledger:
        """Who stands where."""
        wiring = self._wiring
        bearing = {name: article for name, article in self.articles.items() if name not in self._aside}
        moment = Moment(wiring.database, self.version, bearing, bearing_of(self._sees))
        stores = PositionStore(wiring.database, moment), FigureStore(wiring.database, moment)
        return Ledger(wiring.registry, wiring.issues, wiring.outlets, bearing, *stores)

    @cached_property
    def statements(self) -> int:
        """How many statements stand in the articles."""
        return self._statements.count()

    def _claim(self, words: str) -> Claim:
        positions, figures = self._wiring.claim(words)
        issues = self._wiring.issues
        given = ((figure.quantity, count) for figure in figures for count in counts_of(figure, issues))
        return Claim(tuple(positions), tuple(given))

    def _stood(self, issue: str, actors: frozenset[str]) -> Sequence[Stood]:
        return self._standings(issue).on(issue, actors)

    @cached_property
    def _standings(self) -> Callable[[str], Standings]:
        """Who stands where on an issue, read when it is first asked for."""
        ledger = self.ledger
        people = self._people()
        blocs = frozenset(a.id for a in self._wiring.registry.actors.values() if a.kind == "bloc")
        return cache(lambda issue: Standings(ledger.on(issue), people, blocs))

    def _mentioned(self, question: str) -> frozenset[str]:
        """Ids of the configured actors that a question names."""
        return frozenset(mention.actor.id for mention in self._wiring.registry.mentions(question))

    def _people(self) -> dict[str, str]:
        """The names of the persons that speak for somebody, by id."""
        return {a.id: a.name for a in self._wiring.registry.actors.values() if a.kind == "person" and a.speaks_for}

    def _covered_issues(self) -> list[str]:
        """Names of the issues on which there is a stance."""
        held = self._positions.issues()
        return [issue.name for issue in self._wiring.issues.all if issue.id in held and issue.id != OTHER]

    @cached_property
    def _stands(self) -> Callable[[Candidate, str | None], Collection[Stand]]:
        """On which sides of disagreements words stand; those on an issue are made when it is first asked of."""
        ledger = self.ledger

        @cache
        def members(issue: str | None) -> StandsIn:
            return StandsIn.of(ledger.differing if issue is None else ledger.opposed(issue))

        return lambda candidate, issue: members(issue).at(candidate)

    def _actor_id(self, name: str) -> str | None:
        return UNATTRIBUTED if name == UNATTRIBUTED else self.ledger.recorded.lookup(name)
