"""The record at one moment as some readers see it: everything that answers and lists is made of one of these."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial

import structlog

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.answering.candidate import Candidate
from bot.answering.claims import Claim
from bot.answering.look_ups import LookUps
from bot.answering.other_side import Stand, StandsIn, StandsOnFigures
from bot.answering.service import Answering
from bot.answering.speakers import Speakers
from bot.answering.standings import Standings, Stood
from bot.answering.subject import issue_asked, issues_named
from bot.answering.synonyms import registered_names
from bot.calibration import KeptCalibration
from bot.ledger.ledger import Ledger
from bot.ledger.quantities import counts_of
from bot.positions.bearing import Bearing
from bot.positions.issues import OTHER, Issues
from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.database import Database
from bot.record.figure import Figure
from bot.record.figures import FigureStore
from bot.record.moment import Moment
from bot.record.positions import PositionStore, StatementStore
from bot.record.readings import ReadingStore
from bot.record.selection import EVERY, Selection
from bot.record.spoken import Said, Spoken, SpokenStore
from bot.record.statement import UNATTRIBUTED, Position
from bot.record.texts import KeptArticles
from bot.record.tokens import TokenStore
from bot.record.visibility import bearing_of, seen_by
from bot.searching import Indexes, KeptWords
from bot.settings import Settings
from embeddings.encoder import Encoder
from embeddings.retriever import Retriever

log = structlog.get_logger(__name__)

REMEMBERED = 256
REMEMBERED_SENTENCES = 4_096
"""Questions and sentences with the actors that they name: each is asked about several times in an answer."""
TRIES = 5
"""How often the record is read again because it has changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """What every snapshot is made with. ``encoder`` gives the model when the record is embedded by it.

    ``claim`` reads the positions and figures of a claim's words.
    """

    settings: Settings
    database: Database
    articles: KeptArticles
    registry: Registry
    outlets: Outlets
    issues: Issues
    encoder: Callable[[], Encoder]
    indexes: Indexes
    words: KeptWords
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
            self.articles = wiring.articles.of(self._sees)
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
        words = self._wiring.words
        index = self._wiring.indexes.of(encoder, self.guild, self._selection)
        store = words.store(self._wiring.database, encoder.model_id, self._sees)
        shared = self.guild is None and self._selection == EVERY
        return Retriever(
            encoder,
            index,
            list(self.articles.values()),
            known=words.of(store, index, self._unchanged, keep=shared),
            scale=partial(self._wiring.calibration.scale, encoder.model_id),
            tokens=TokenStore(self._wiring.database).of,
            analyzer=words.analyzer,
            names=registered_names(self._wiring.registry),
        )

    def _unchanged(self) -> Mapping[str, Article]:
        """The articles that still have the text which they had: one that was replaced has other passages."""
        if not self._moment.passed():
            return self.articles
        same = self._moment.same()
        return {name: article for name, article in self.articles.items() if name in same}

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
            covers=lambda: self._covered_issues,
            issues=partial(issues_named, self._wiring.issues),
            stances=self.speakers.stances,
            issue=partial(issue_asked, self._wiring.issues),
            standings=self._stood,
            mentioned=lru_cache(REMEMBERED_SENTENCES)(self._mentioned),
            holder=lru_cache(REMEMBERED)(self._holder),
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
        """Ids of the configured actors that words name, and of those whom the persons among them speak for."""
        mentions = self._wiring.registry.mentions(question)
        return frozenset(i for mention in mentions for i in (mention.actor.id, mention.actor.counts_for))

    def _holder(self, office: str, on: str | None) -> str | None:
        """The name of whoever held an office on a date ("the Danish prime minister")."""
        person = self._wiring.registry.resolve(office, on=on).person
        return self._wiring.registry.actors[person].name if person else None

    def _people(self) -> dict[str, str]:
        """The names of the persons that speak for somebody, by id."""
        return {a.id: a.name for a in self._wiring.registry.actors.values() if a.kind == "person" and a.speaks_for}

    @cached_property
    def _covered_issues(self) -> list[str]:
        """Names of the issues on which there is a stance: looked up for the first refusal."""
        held = self._positions.issues()
        return [issue.name for issue in self._wiring.issues.all if issue.id in held and issue.id != OTHER]

    @cached_property
    def _stands(self) -> Callable[[Candidate, str | None], Collection[Stand]]:
        """On which sides of disagreements words stand; those on an issue are made when it is first asked of."""
        ledger = self.ledger

        figures = StandsOnFigures(ledger.counting, ledger.differing_on)
        members = cache(lambda issue: StandsIn.of(ledger.opposed(issue)))
        return lambda candidate, issue: (figures if issue is None else members(issue)).at(candidate)

    def _actor_id(self, name: str) -> str | None:
        return UNATTRIBUTED if name == UNATTRIBUTED else self.ledger.recorded.lookup(name)
