"""Builds the record from files and reads it: what has not been read as things stand now is read again."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import structlog
from filelock import Timeout

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.building.docket import Docket
from bot.building.reading import ArticleReader
from bot.building.touch import Inputs, Touches, everything, touched_by
from bot.encoding import encoder_of, ensure_prepared, prepare_questions
from bot.errors import NO_ARTICLES_OWN, UsageError, unforeseen
from bot.ingest import Ingestor, Outcome, Report
from bot.judging.seat import unasked
from bot.positions.issues import Issues
from bot.progress import Progress
from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.copies import CopyStore
from bot.record.damage import RecordUnwritable
from bot.record.database import BUILDING, JUDGING, REREADING, Database
from bot.record.figure import Figure
from bot.record.keeping import Keeper
from bot.record.manifest import load_manifest
from bot.record.readings import Findings, ReadingStore
from bot.record.statement import Position
from bot.settings import Settings
from bot.sources.files import holds_articles
from bot.sources.incoming import Incoming
from bot.sources.intake import Intake, Place
from embeddings.clean import clean
from embeddings.encoder import Encoder
from embeddings.owned import new_file
from embeddings.sketch import Sketch
from embeddings.text import CleanText

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
        self._database = database
        self._articles = ArticleStore(database)
        self._copies = CopyStore(database)
        self._keeper = Keeper(database)
        self._readings = ReadingStore(database)
        self._reader = ArticleReader(settings, registry, outlets, issues)
        self.docket = Docket(database, self._reader)

    @cached_property
    def encoder(self) -> Encoder:
        """The model that embeds passages and questions."""
        return encoder_of(self._settings)

    @cached_property
    def ingestor(self) -> Ingestor:
        """What takes articles into the record."""
        self.note()
        return Ingestor(self._articles, self._keeper, self.encoder, self._reader.read, Intake(self._settings))

    def stale(self) -> list[str]:
        """Ids of the articles that are not read as things stand now; damaged ones cannot be.

        What only waits for the judge is not among them: the linked reading stands (``docket``).
        """
        waiting = set(self.docket.waiting())
        stale = [one for one in self._readings.stale(self._reader.fingerprint) if one not in waiting]
        damaged = set(self._articles.damaged()) if stale else set()
        return [article for article in stale if article not in damaged]

    def waiting(self) -> int:
        """How many articles wait to be read again."""
        return len(self.stale())

    def prepare(self, wait: bool = True, seeds_wanted: bool = True) -> None:
        """Build the record from ``seeds/`` where none exists yet, and read what is not read as things stand now.

        With ``wait`` false what is there already is left as it was read: answers use the former reading.

        Raises:
            UsageError: the seeds folder is missing or holds no articles, and is wanted.
            ConfigurationError: its manifest, or a file that is first looked at for reading, is wrong.

        """
        begun = self._settings.data_dir / UNFINISHED
        held = self._articles.ever() and not begun.exists()
        if not held:
            self._database.must_be_writable()
            _ = self._reader.stance  # a wrong file is told before anything is stored
            with self._database.lock(BUILDING):
                missing = begun.exists() or not self._articles.ever()
                if missing and (seeds_wanted or holds_articles(self._settings.seeds_dir)):
                    self._build(begun)
        try:
            self._renew(wait)
        except (RecordUnwritable, OSError) as error:
            log.warning("the former reading stays: the record cannot be written", reason=str(error))

    def _renew(self, wait: bool) -> None:
        """Look for copies where it was never done, and read again what is not read as things stand now."""
        if self._copies.unsketched():
            self._database.must_be_writable()
            with self._database.lock(BUILDING):
                self._sketch()
        if self.stale():
            self._reader.check()
            self._database.must_be_writable()
            self._carry()
            if wait:
                self.read()

    def ingest(self, places: Iterable[Place]) -> list[Outcome]:
        """Take files, folders or pages into the record, and read them; several processes may at once."""
        lots = self.ingestor.lots(places)
        _ = self._reader.stance
        with self._progress("Ingesting") as report:
            return self.ingestor.ingest(lots, report)

    def ask(
        self,
        articles: Iterable[str] | None = None,
        goes_on: Callable[[], bool] = lambda: True,
        resting: bool = True,
        anew: bool = False,
    ) -> int:
        """Ask the judge about those of some articles (None: of all) that wait for it; how many it was heard on.

        Where another process asks, it is left to that one. A judge that is away is left alone while it is
        ``resting``. ``anew``: what it said is forgotten, and it is asked about every article again.
        """
        if self.docket.judge is None or (resting and not self.docket.due()):
            return 0
        try:
            with self._database.lock(JUDGING).acquire(timeout=0), self._progress("Asking the judge") as report:
                self.note()
                wait = self.docket.forget() if anew else self.docket.waiting()
                among = None if articles is None else set(articles)
                listed = [article for article in wait if among is None or article in among]
                return self.docket.hear(listed, report, goes_on)
        except Timeout:
            log.info("another process asks the judge")
            return 0

    def claim(self, words: str) -> tuple[list[Position], list[Figure]]:
        """The positions and figures that the words of a claim hold; nothing is stored."""
        return self._reader.claim(words)

    def trial(self, incoming: Incoming, guild: int | None) -> tuple[Article, CleanText, Findings]:
        """A text as it would be stored, cleaned, and what would be read out of it; nothing is stored.

        Raises:
            ArticleError: there is no prose in it.

        """
        article, text = self.ingestor.prepare(incoming, guild)
        return article, text, self._reader.read(article, text)

    def take(self, incoming: Incoming, guild: int | None) -> Outcome:
        """Take one text into the shared record, or into a server's additions, and read it."""
        _ = self._reader.stance
        return self.ingestor.take(incoming, guild)

    def ensure_embedded(self) -> None:
        """See to it that questions can be encoded, and that every article's vectors are of the encoder in use."""
        ensure_prepared(self.encoder, self._settings, self._progress)
        if self._articles.embedded_otherwise(self.encoder.model_id) and not self._database.read_only:
            title = "The model changed: embedding the record again"
            with self._database.lock(BUILDING), self._progress(title) as report:
                self.ingestor.embed_again(report)

    def _build(self, begun: Path) -> None:
        """Take the seeds into the record; the file ``begun`` stands until all are in, whatever ends it before."""
        seeds = self._settings.seeds_dir
        if not seeds.is_dir():
            raise UsageError(f"The seeds folder {seeds} does not exist: restore it, or set seeds in [record] to one.")
        load_manifest(seeds)  # a wrong one is told before anything is stored
        new_file(begun)
        with self._progress("Building the record from seeds/") as report:
            outcomes = self.ingestor.ingest(self.ingestor.lots([seeds]), report)
        for outcome in outcomes:
            if outcome.status == "failed":
                log.warning("article left out", file=outcome.name, reason=outcome.detail)
        begun.unlink()
        prepare_questions(self.encoder, self._progress)

    def read(self) -> None:
        """Read the statements and positions of every article that is not read as things stand now.

        Each is swapped in when it is read; one that cannot be read stops no others. Where another process reads
        them, its end is waited for.
        """
        total = self.waiting()
        if not total:
            return
        with self._progress("Reading who said what") as report, self._turn(total, report):
            self.note()
            stale = self.stale()
            for number, article_id in enumerate(stale):
                report(number, len(stale), article_id)
                try:
                    self.read_one(article_id)
                except NO_ARTICLES_OWN:
                    raise
                except Exception as error:
                    log.debug("an article could not be read", article=article_id, exc_info=True)
                    log.warning("the former reading of an article stays", reason=unforeseen(article_id, error))

    def read_one(self, article_id: str) -> None:
        """Read one article anew."""
        article = self._articles.get(article_id)
        if article is not None:
            self._keeper.reread(article, self._reader.read(article, clean(article.raw)))

    def _sketch(self) -> None:
        """Look for copies among articles from before they were looked for."""
        unsketched = self._copies.unsketched()
        with self._progress("Looking for copies") as report:
            for number, article_id in enumerate(unsketched):
                report(number, len(unsketched), article_id)
                article = self._articles.get(article_id)
                if article is not None:
                    self._copies.put(article_id, Sketch.of(clean(article.raw)))

    @contextmanager
    def _turn(self, total: int, report: Report) -> Iterator[None]:
        """The lock of whoever reads again; while it is another's, tell how far that one is."""
        lock = self._database.lock(REREADING)
        while True:
            try:
                with lock.acquire(timeout=0.5):
                    yield
                return
            except Timeout:
                report(max(0, total - self.waiting()), total, "")

    def note(self) -> None:
        """Note what the fingerprint of what is going to be read stands for."""
        named = {self._reader.unheard: unasked(self._settings), self._reader.fingerprint: self._settings}
        for fingerprint, settings in named.items():
            # A note by which nothing is read goes with the next one.
            self._readings.note_inputs(fingerprint, Inputs.of(settings).dumps())

    def _carry(self) -> None:
        """Let those readings stand that what has changed does not touch: heard ones as heard, others as unheard."""
        self._carry_to(self._reader.fingerprint, Inputs.of(self._settings))
        if self._reader.unheard != self._reader.fingerprint:
            self._carry_to(self._reader.unheard, Inputs.of(unasked(self._settings)))

    def _carry_to(self, fingerprint: str, now: Inputs) -> None:
        known: dict[str, Touches] = {}
        untouched = []
        for stale in self._readings.former(self.stale()):
            if stale.fingerprint is None:
                continue
            if stale.fingerprint not in known:
                noted = self._readings.inputs(stale.fingerprint)
                known[stale.fingerprint] = touched_by(Inputs.loads(noted), now) if noted else everything
            article = None if known[stale.fingerprint] is everything else self._articles.get(stale.article)
            if article is not None and not known[stale.fingerprint](article):
                untouched.append(stale)
        if untouched:
            self._readings.note_inputs(fingerprint, now.dumps())
            self._readings.carry(untouched, fingerprint)
