"""The one composition root: settings in, wired application out."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from filelock import FileLock

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
from bot.encoding import building_lock, encoder_of, ensure_prepared, prepare_questions
from bot.errors import UsageError
from bot.follow import Following
from bot.ingest import Ingestor, Outcome, Report
from bot.logs import configure_logging
from bot.positions.issues import OTHER, IssueClassifier, Issues
from bot.positions.ledger import Ledger
from bot.positions.stance import StanceClassifier
from bot.progress import bar
from bot.record.articles import ArticleStore
from bot.record.database import Database
from bot.record.passages import PassageStore
from bot.record.positions import PositionStore, StatementStore
from bot.record.readings import ReadingStore
from bot.settings import Settings, load_settings
from embeddings.clean import clean
from embeddings.encoder import Encoder
from embeddings.index import NO_INDEX, VectorIndex
from embeddings.reranker import CrossEncoderReranker
from embeddings.retriever import Document, Retriever

if TYPE_CHECKING:
    from bot.briefings.service import Briefings

log = structlog.get_logger(__name__)

READING_FILES = ("actors.toml", "issues.toml", "stance.toml", "cues.toml")
"""What statements and positions are read by: a change in one of these has every article read again."""
READER_VERSION = 2
"""To be raised when the code that reads statements changes what it reads."""

MOST_COMPARED = 3_000
"""Positions up to which every pair is compared beforehand; the work grows with the square of their number."""

UNFINISHED = "unfinished"
"""The file in the data folder that stands while the record is first built: where it is found, the rest is built."""

Progress = Callable[[str], AbstractContextManager[Report]]
"""Opens a progress display with a title; the display is what long work reports to."""


@contextmanager
def silent(_title: str) -> Iterator[Report]:
    """Show no progress."""
    yield lambda _done, _total, _name: None


class App:
    """Everything wired. Parts are made when first used, since half of the commands need no model."""

    def __init__(self, settings: Settings, progress: Progress = silent) -> None:
        """Load and check the configuration; open the store.

        Raises:
            ConfigurationError: any of the configuration's files is wrong.
            CommuniqueError: the store cannot be opened.
        """
        self.settings = settings
        self._progress = progress
        self.registry = Registry.load(settings.config_dir / "actors.toml")
        self.outlets = Outlets.load(settings.config_dir / "outlets.toml", self.registry)
        self.issues = Issues.load(settings.config_dir / "issues.toml")
        self.database = Database(settings.data_dir / "record.sqlite3")
        self.articles = ArticleStore(self.database)
        self.readings = ReadingStore(self.database)
        self.statements = StatementStore(self.database)
        self.positions = PositionStore(self.database)

    @cached_property
    def stance(self) -> StanceClassifier:
        """The lexicon of stances: thousands of patterns, so made only where something is read."""
        return StanceClassifier.load(self.settings.config_dir / "stance.toml", self.issues)

    @cached_property
    def encoder(self) -> Encoder:
        """The model that embeds passages and questions."""
        return encoder_of(self.settings)

    @cached_property
    def ingestor(self) -> Ingestor:
        """What takes files into the record."""
        return Ingestor(self.articles, self.encoder, self.settings.record.max_article_bytes)

    @cached_property
    def retriever(self) -> Retriever:
        """The record made searchable."""
        return self._retriever()

    @cached_property
    def answering(self) -> Answering:
        """Question in, answer out."""
        return self._answering()

    @cached_property
    def speakers(self) -> Speakers:
        """Who says which words."""
        return Speakers(self.positions.list(), self.statements.all())

    @cached_property
    def ledger(self) -> Ledger:
        """Who stands where."""
        return Ledger(self.registry, self.issues, self.outlets, self.articles, self.positions)

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
        self.__dict__.pop("ledger", None)
        return self.ledger

    def ingest(self, paths: Iterable[Path]) -> list[Outcome]:
        """Take files or folders into the record, read them, and make them searchable."""
        with self._lock():
            with self._progress("Ingesting") as report:
                outcomes = self.ingestor.ingest(paths, report)
            self._read()
        self.refresh()
        return outcomes

    def following(self, part: str) -> Any:  # noqa: ANN401 - the part itself, as it is whenever it is used
        """Return a part (``answering``, ``ledger``) that follows the record while other processes ingest."""
        return Following(lambda: getattr(self, part), self.readings.version, self.refresh)

    def refresh(self) -> None:
        """Answer from the record as it is now."""
        for name in ("retriever", "answering", "ledger", "speakers"):
            self.__dict__.pop(name, None)

    def prepare(self) -> None:
        """Build the record from ``seeds/`` where none exists yet, and read what has not been read.

        Raises:
            UsageError: the seeds folder is missing or holds no articles.
            ConfigurationError: its manifest is wrong.
        """
        begun = self.settings.data_dir / UNFINISHED
        if self.articles.count() and not begun.exists() and not self.readings.stale(self.fingerprint):
            return
        _ = self.stance  # a wrong file is told before anything is stored
        with self._lock():
            if begun.exists() or not self.articles.count():
                self._build(begun)
            self._read()

    def _build(self, begun: Path) -> None:
        """Take the seeds into the record; the file ``begun`` stands until all are in, whatever ends it before."""
        seeds = self.settings.seeds_dir
        if not seeds.is_dir():
            raise UsageError(f"The seeds folder {seeds} does not exist: restore it, or set seeds in [record] to one.")
        begun.touch()
        with self._progress("Building the record from seeds/") as report:
            outcomes = self.ingestor.ingest([seeds], report)
        for outcome in outcomes:
            if outcome.status == "failed":
                log.warning("article left out", file=outcome.name, reason=outcome.detail)
        begun.unlink()
        prepare_questions(self.encoder, self._progress)

    @cached_property
    def fingerprint(self) -> str:
        """Names what statements and positions are read by; another one has every article read again."""
        digest = hashlib.sha256(f"{READER_VERSION} {self.settings.positions.nli_model}".encode())
        for name in READING_FILES:
            file = self.settings.config_dir / name
            digest.update(file.read_bytes() if file.exists() else b"")
        return digest.hexdigest()

    def _read(self) -> None:
        """Read the statements and positions of every article that has not been read by this configuration."""
        stale = self.readings.stale(self.fingerprint)
        if not stale:
            return
        # Imported here: the parser takes a second to load, and questions do not need it.
        from bot.attribution.reader import StatementReader
        from bot.positions.nli import stance_reader
        from bot.positions.positions import PositionReader

        reader = StatementReader(
            self.settings.config_dir / "cues.toml",
            self.settings.config_dir / "actors.toml",
            self.settings.positions.seconds_per_article,
        )
        stance = stance_reader(self.stance, self.issues, self.settings.positions.nli_model)
        positions = PositionReader(self.registry, IssueClassifier(self.issues, self.encoder), stance, self.outlets)
        with self._progress("Reading who said what") as report:
            for number, article_id in enumerate(stale):
                report(number, len(stale), article_id)
                article = self.articles.get(article_id)
                if article is None:
                    continue
                text = clean(article.raw)
                result = reader.read(text, article_id)
                rows = positions.read(article, text, result.statements) if result.problem is None else []
                self.positions.save(article_id, result.statements, rows)
                # Noted last: a crash before it has the article read again.
                self.readings.record(article_id, self.fingerprint, result.problem)

    def _retriever(self) -> Retriever:
        encoder = self.encoder
        ensure_prepared(encoder, self.settings, self._progress)
        if self.articles.embedded_otherwise(encoder.model_id):
            with self._lock(), self._progress("The model changed: embedding the record again") as report:
                self.ingestor.embed_again(report)
        passages = PassageStore(self.database, encoder.model_id)
        index = VectorIndex.open(self.settings.data_dir / "index", passages, dimension=encoder.dimension)
        if index.report.how == "rebuilt" and index.report.reason != NO_INDEX:
            log.warning("index rebuilt", reason=index.report.reason)
        documents = [
            Document(article.id, article.raw, group=article.outlet or article.id) for article in self.articles.all()
        ]
        chosen = self.settings.encoder.reranker
        return Retriever(
            encoder,
            index,
            documents,
            passages.all(),
            search_synonyms(self.registry, self.settings.synonyms),
            reranker=CrossEncoderReranker(chosen) if chosen else None,
        )

    def _answering(self) -> Answering:
        articles = {article.id: article for article in self.articles.all()}
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
        return Answering(self.retriever, articles, look_ups, self.settings.answering)

    def _covered_issues(self) -> list[str]:
        """Names of the issues on which the record holds a stance."""
        held = {p.issue for p in self.positions.list() if p.stance != "unclear"}
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

    def _lock(self) -> FileLock:
        return building_lock(self.settings)


def build_app(settings: Settings | None = None, progress: Progress = bar) -> App:
    """Wire the application and see to it that its record exists; progress goes to standard error."""
    settings = settings or load_settings()
    configure_logging(settings.logging)
    app = App(settings, progress)
    app.prepare()
    return app
