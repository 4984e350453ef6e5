"""Builds the record from files and reads it: what has not been read as things stand now is read again."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.building.inputs import fingerprint_of
from bot.encoding import building_lock, encoder_of, ensure_prepared, prepare_questions
from bot.errors import UsageError
from bot.ingest import Ingestor, Outcome
from bot.positions.issues import Issues
from bot.progress import Progress
from bot.record.articles import ArticleStore
from bot.record.database import Database
from bot.record.positions import PositionStore
from bot.record.readings import ReadingStore
from bot.settings import Settings
from embeddings.clean import clean
from embeddings.encoder import Encoder

if TYPE_CHECKING:
    from bot.positions.stance import StanceClassifier

log = structlog.get_logger(__name__)

UNFINISHED = "unfinished"
"""The file in the data folder that stands while the record is first built: where it is found, the rest is built."""


class RecordBuilder:
    """Takes articles into the record and reads them; models are loaded only where there is something to do."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        progress: Progress,
        *,
        registry: Registry,
        outlets: Outlets,
        issues: Issues,
    ) -> None:
        """Build the record in ``database``, telling of long work by ``progress``."""
        self._settings = settings
        self._progress = progress
        self._registry = registry
        self._outlets = outlets
        self._issues = issues
        self._articles = ArticleStore(database)
        self._positions = PositionStore(database)
        self._readings = ReadingStore(database)

    @cached_property
    def encoder(self) -> Encoder:
        """The model that embeds passages and questions."""
        return encoder_of(self._settings)

    @cached_property
    def ingestor(self) -> Ingestor:
        """What takes files into the record."""
        return Ingestor(self._articles, self.encoder, self._settings.record.max_article_bytes)

    @cached_property
    def stance(self) -> "StanceClassifier":
        """What reads stances: made only where something is read, since the parser takes a second to load."""
        from bot.positions.stance import StanceClassifier

        return StanceClassifier.load(self._settings.config_dir, self._issues)

    @cached_property
    def fingerprint(self) -> str:
        """Names everything that articles are read by; another one has every article read again."""
        return fingerprint_of(self._settings)

    def stale(self) -> list[str]:
        """Ids of the articles that are not read as things stand now."""
        return self._readings.stale(self.fingerprint)

    def prepare(self) -> None:
        """Build the record from ``seeds/`` where none exists yet, and read what is not read as things stand now.

        Raises:
            UsageError: the seeds folder is missing or holds no articles.
            ConfigurationError: its manifest, or a file that is first looked at for reading, is wrong.

        """
        begun = self._settings.data_dir / UNFINISHED
        if self._articles.count() and not begun.exists() and not self.stale():
            return
        _ = self.stance  # a wrong file is told before anything is stored
        with building_lock(self._settings):
            if begun.exists() or not self._articles.count():
                self._build(begun)
            self._read()

    def ingest(self, paths: Iterable[Path]) -> list[Outcome]:
        """Take files or folders into the record, and read them."""
        with building_lock(self._settings):
            with self._progress("Ingesting") as report:
                outcomes = self.ingestor.ingest(paths, report)
            self._read()
        return outcomes

    def ensure_embedded(self) -> None:
        """See to it that questions can be encoded, and that every article's vectors are of the encoder in use."""
        ensure_prepared(self.encoder, self._settings, self._progress)
        if self._articles.embedded_otherwise(self.encoder.model_id):
            title = "The model changed: embedding the record again"
            with building_lock(self._settings), self._progress(title) as report:
                self.ingestor.embed_again(report)

    def _build(self, begun: Path) -> None:
        """Take the seeds into the record; the file ``begun`` stands until all are in, whatever ends it before."""
        seeds = self._settings.seeds_dir
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

    def _read(self) -> None:
        """Read the statements and positions of every article that is not read as things stand now."""
        stale = self.stale()
        if not stale:
            return
        # Imported here for the same reason: questions need no parser.
        from bot.attribution.reader import StatementReader
        from bot.positions.figures import FigureReader
        from bot.positions.positions import PositionReader

        folder = self._settings.config_dir
        statements = StatementReader(
            folder / "cues.toml", folder / "actors.toml", self._settings.positions.seconds_per_article
        )
        positions = PositionReader(self._registry, self._issues, self.stance, self._outlets)
        figures = FigureReader(self._issues)
        with self._progress("Reading who said what") as report:
            for number, article_id in enumerate(stale):
                report(number, len(stale), article_id)
                article = self._articles.get(article_id)
                if article is None:
                    continue
                text = clean(article.raw)
                result = statements.read(text, article_id, on=article.published)
                found = positions.read(article, text, result.statements, result.parses)
                rows = found if result.problem is None else []
                self._positions.save(article_id, result.statements, rows, figures.read(article_id, text))
                # Noted last: a crash before it has the article read again.
                self._readings.record(article, self.fingerprint, result.problem)
