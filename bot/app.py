"""The one composition root: settings in, wired application out."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from bot.actors.names import slug
from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.answering.candidate import Candidate
from bot.answering.look_ups import LookUps
from bot.answering.other_side import Pair, Span, opposed
from bot.answering.service import Answering
from bot.answering.speakers import Speakers
from bot.answering.subject import issues_named
from bot.answering.synonyms import registered_names, search_synonyms
from bot.building.builder import RecordBuilder
from bot.building.inputs import counting_of
from bot.follow import Following
from bot.ingest import Outcome
from bot.logs import configure_logging
from bot.positions.issues import OTHER, Issues
from bot.positions.ledger import Ledger
from bot.progress import Progress, bar, silent
from bot.record.articles import ArticleStore
from bot.record.database import Database
from bot.record.figures import FigureStore
from bot.record.passages import PassageStore
from bot.record.positions import PositionStore, StatementStore
from bot.record.readings import ReadingStore
from bot.record.spoken import SpokenStore
from bot.record.texts import StoredArticle, stored_articles
from bot.record.words import WordStore
from bot.settings import Settings, load_settings
from embeddings.article_words import words_of
from embeddings.encoder import Encoder
from embeddings.index import NO_INDEX, VectorIndex
from embeddings.lexical import Analyzer
from embeddings.retriever import Retriever
from embeddings.synonyms import Synonyms

if TYPE_CHECKING:
    from bot.briefings.service import Briefings

log = structlog.get_logger(__name__)

MOST_COMPARED = 3_000
"""Positions up to which every pair is compared beforehand; the work grows with the square of their number."""


class App:
    """Everything wired. Parts are made when first used, since half of the commands need no model."""

    def __init__(self, settings: Settings, progress: Progress = silent) -> None:
        """Load and check the configuration; open the store.

        Raises:
            ConfigurationError: any of the configuration's files is wrong.
            CommuniqueError: the store cannot be opened.
        """
        self.settings = settings
        self.registry = Registry.load(settings.config_dir / "actors.toml")
        self.outlets = Outlets.load(settings.config_dir / "outlets.toml", self.registry)
        self.issues = Issues.load(settings.config_dir / "issues.toml")
        self.database = Database(settings.data_dir / "record.sqlite3")
        self.articles = ArticleStore(self.database)
        self.readings = ReadingStore(self.database)
        self.statements = StatementStore(self.database)
        self.positions = PositionStore(self.database)
        self.figures = FigureStore(self.database)
        self.builder = RecordBuilder(
            settings, self.database, progress, registry=self.registry, outlets=self.outlets, issues=self.issues
        )

    @property
    def encoder(self) -> Encoder:
        """The model that embeds passages and questions."""
        return self.builder.encoder

    @cached_property
    def retriever(self) -> Retriever:
        """The record made searchable."""
        return self._retriever()

    @cached_property
    def answering(self) -> Answering:
        """Question in, answer out."""
        return self._answering()

    @cached_property
    def library(self) -> dict[str, StoredArticle]:
        """Every article by id; the texts stay in the store."""
        return stored_articles(self.database)

    @cached_property
    def speakers(self) -> Speakers:
        """Who says which words."""
        spoken = SpokenStore(self.database)
        return Speakers(spoken.positions(), spoken.statements())

    @cached_property
    def ledger(self) -> Ledger:
        """Who stands where."""
        return Ledger(self.registry, self.issues, self.outlets, self.library, self.positions, self.figures)

    @cached_property
    def briefings(self) -> "Briefings":
        """Schedules, editions and what they are composed from."""
        from bot.briefings.reading import draw, view_of
        from bot.briefings.service import Briefings
        from bot.briefings.zones import Zones

        return Briefings.open(
            self.database,
            lambda: view_of(self._fresh_ledger()),
            self.settings.briefing,
            zones=Zones.load(self.settings.config_dir / "zones.toml"),
            draw=lambda briefing: draw(self.ledger, briefing),
        )

    def _fresh_ledger(self) -> Ledger:
        for name in ("library", "ledger"):
            self.__dict__.pop(name, None)
        return self.ledger

    def ingest(self, paths: Iterable[Path]) -> list[Outcome]:
        """Take files or folders into the record, read them, and make them searchable."""
        outcomes = self.builder.ingest(paths)
        self.refresh()
        return outcomes

    def following(self, part: str) -> Any:  # noqa: ANN401 - the part itself, as it is whenever it is used
        """Return a part (``answering``, ``ledger``) that follows the record while other processes ingest."""
        return Following(lambda: getattr(self, part), self.readings.version, self.refresh)

    def refresh(self) -> None:
        """Answer from the record as it is now."""
        for name in ("library", "retriever", "answering", "ledger", "speakers"):
            self.__dict__.pop(name, None)

    def prepare(self) -> None:
        """See to it that the record exists and is read (``RecordBuilder.prepare``)."""
        self.builder.prepare()

    def _retriever(self) -> Retriever:
        self.builder.ensure_embedded()
        encoder = self.encoder
        passages = PassageStore(self.database, encoder.model_id)
        index = VectorIndex.open(self.settings.data_dir / "index", passages, dimension=encoder.dimension)
        if index.report.how == "rebuilt" and index.report.reason != NO_INDEX:
            log.warning("index rebuilt", reason=index.report.reason)
        synonyms = search_synonyms(self.registry, self.settings.synonyms)
        words = WordStore(self.database, encoder.model_id, counting_of(synonyms))
        articles, analyzer = self.library, Analyzer(Synonyms(synonyms))
        known = words.all(lambda article, own: words_of(articles[article].raw, own, analyzer))
        return Retriever(encoder, index, list(articles.values()), synonyms=synonyms, known=known)

    def _answering(self) -> Answering:
        look_ups = LookUps(
            speaker=self.speakers.of,
            actors=self.speakers.actors,
            actor_id=self._actor_id,
            pairs=self._pairs(),
            alignment=self.outlets.alignment,
            names=registered_names(self.registry),
            covers=self._covered_issues(),
            issues=partial(issues_named, self.issues),
            stances=self.speakers.stances,
        )
        return Answering(self.retriever, self.library, look_ups, self.settings.answering)

    def _covered_issues(self) -> list[str]:
        """Names of the issues on which the record holds a stance."""
        held = self.positions.issues()
        return [issue.name for issue in self.issues.all if issue.id in held and issue.id != OTHER]

    def _pairs(self) -> Callable[[Sequence[Candidate]], Sequence[Pair]]:
        """What disagrees: all pairs known beforehand, or in a large record those among what was retrieved."""
        speakers = self.speakers
        if sum(self.positions.actors().values()) > MOST_COMPARED:
            return lambda candidates: opposed(candidates, lambda c: speakers.stances(c.article, c.start, c.end))
        ledger = self.ledger

        @cache
        def known() -> list[Pair]:
            return [
                Pair(
                    Span(d.a.article.id, d.a.start, d.a.end),
                    Span(d.b.article.id, d.b.start, d.b.end),
                    figure=d.kind == "figures",
                )
                for d in ledger.disagreements()
            ]

        return lambda _candidates: known()

    def _actor_id(self, name: str) -> str | None:
        found = self.registry.lookup(name) or self.registry.lookup(name.title())
        if found is not None:
            return found.id
        held = self.positions.actors()
        return next((given for given in (name, slug(name)) if given in held), None)


def build_app(settings: Settings | None = None, progress: Progress = bar) -> App:
    """Wire the application and see to it that its record exists; progress goes to standard error."""
    settings = settings or load_settings()
    configure_logging(settings.logging)
    app = App(settings, progress)
    app.prepare()
    return app
