"""The one composition root: settings in, wired application out."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import structlog

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.answering.service import Answering
from bot.answering.speakers import Speakers
from bot.building.builder import RecordBuilder
from bot.building.rereading import Rereading
from bot.calibration import FEWEST_ARTICLES, Calibration, KeptCalibration
from bot.follow import Current, Following
from bot.ingest import Outcome
from bot.ledger.ledger import Ledger
from bot.logs import configure_logging
from bot.positions.issues import Issues
from bot.progress import Progress, bar, silent
from bot.record.articles import ArticleStore
from bot.record.database import open_database
from bot.record.figures import FigureStore
from bot.record.positions import PositionStore, StatementStore
from bot.record.readings import ReadingStore
from bot.record.selection import EVERY, Selection
from bot.record.shards import ALL, Shards
from bot.record.texts import KeptArticles
from bot.searching import Indexes, KeptWords
from bot.settings import Settings, load_settings
from bot.snapshot import Snapshot, Wiring
from bot.sources.intake import Place
from embeddings.encoder import Encoder
from embeddings.retriever import Retriever

if TYPE_CHECKING:
    from bot.briefings.service import Briefings
    from bot.building.check import Found
    from bot.curation.curation import Curation

log = structlog.get_logger(__name__)


class App:
    """Everything wired. Parts are made when first used, since half of the commands need no model.

    ``answering``, ``ledger`` and their like are of the shared record, which is what the terminal shows; what the
    readers of a server see is ``snapshot(guild)``.
    """

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
        self.database = open_database(settings)
        self.articles = ArticleStore(self.database)
        self.readings = ReadingStore(self.database)
        self.statements = StatementStore(self.database)
        self.positions = PositionStore(self.database)
        self.figures = FigureStore(self.database)
        self.builder = RecordBuilder(
            settings, self.database, progress, registry=self.registry, outlets=self.outlets, issues=self.issues
        )
        self._indexes = Indexes(self.database, settings.data_dir / "index")
        self.calibration = KeptCalibration(settings.data_dir)
        self._wiring = Wiring(
            settings,
            self.database,
            KeptArticles(self.database),
            self.registry,
            self.outlets,
            self.issues,
            self._embedded,
            self._indexes,
            KeptWords(self.registry, settings),
            self.builder.claim,
            self.calibration,
        )
        self._follows = False
        self._rereading: Rereading | None = None
        self.snapshots = Following(self._snapshot, self.readings.version)

    @property
    def encoder(self) -> Encoder:
        """The model that embeds passages and questions."""
        return self.builder.encoder

    def snapshot(self, guild: int | None = None) -> Snapshot:
        """The record as the readers of a server see it; None: those outside of servers, and the terminal."""
        shared = self.snapshots.get(None)
        return self.snapshots.get(guild) if guild in shared.servers else shared

    def selected(self, selection: Selection) -> Snapshot:
        """The shared record as if it held nothing but the articles selected."""
        return self.snapshot() if selection == EVERY else Snapshot(self._wiring, None, selection)

    def ready(self, guild: int | None = None) -> Snapshot | None:
        """The same if it is there, at once; else None."""
        shared = self.snapshots.held(None)
        return self.snapshots.held(guild) if shared and guild in shared.servers else shared

    @property
    def retriever(self) -> Retriever:
        """The shared record made searchable."""
        return self.snapshot().retriever

    @property
    def answering(self) -> Answering:
        """Question in, answer out."""
        return self.snapshot().answering

    @property
    def speakers(self) -> Speakers:
        """Who says which words."""
        return self.snapshot().speakers

    @property
    def ledger(self) -> Ledger:
        """Who stands where."""
        return self.snapshot().ledger

    @cached_property
    def briefings(self) -> "Briefings":
        """Schedules, editions and what they are composed from."""
        from bot.briefings.reading import draw, view_of
        from bot.briefings.service import Briefings
        from bot.briefings.zones import Zones

        discord = self.settings.discord
        return Briefings.open(
            self.database,
            lambda guild: view_of(self._fresh_ledger(guild), guild),
            self.settings.briefing,
            zones=Zones.load(self.settings.config_dir / "zones.toml"),
            draw=lambda briefing: draw(self.ledger, briefing),
            shards=Shards(discord.shard_count, discord.shard_ids) if discord.shard_ids else ALL,
        )

    @cached_property
    def curation(self) -> "Curation":
        """By what keepers change the record: removals, edits, feeds, servers' additions, corrections."""
        from bot.curation.curation import Curation
        from bot.feeds.web import FetchedWeb
        from bot.sources.intake import Intake

        intake = Intake(self.settings)
        return Curation(self.settings, self.database, self.builder, self.issues, intake, FetchedWeb(intake))

    def _fresh_ledger(self, guild: int | None) -> Ledger:
        """The ledger of the record as it is at this moment: a briefing does not wait for the next snapshot."""
        held = self.snapshot(guild)
        fresh = held.version == self.readings.version()
        return held.ledger if fresh else Snapshot(self._wiring, guild).ledger

    def ingest(self, places: Iterable[Place]) -> list[Outcome]:
        """Take files, folders or pages into the record, read them, and make them searchable."""
        outcomes = self.builder.ingest(places)
        self.snapshots.clear()
        return outcomes

    def follow(self) -> None:
        """Answer from what was made of the record, and make it anew aside when it changes, until ``close``."""
        self._follows = True
        self.snapshots.start()

    def following(self, part: str) -> Any:  # noqa: ANN401 - the part itself, as it is whenever it is used
        """Return a part (``answering``, ``ledger``) of the shared record as it is whenever it is used."""
        return Current(lambda: getattr(self.snapshot(), part))

    def close(self) -> None:
        """Stop following the record, and what is read beside it."""
        self.snapshots.close()
        if self._rereading is not None:
            self._rereading.close()

    def refresh(self) -> None:
        """Answer from the record as it is now, whatever else was changed than by taking articles in."""
        self.snapshots.clear()
        self._indexes.forget()
        self._wiring.articles.forget()

    def prepare(self, wait: bool = True, seeds_wanted: bool = True) -> None:
        """See to it that the record exists and, with ``wait``, is read as things stand now."""
        self.builder.prepare(wait, seeds_wanted)

    def check(self) -> "Found":
        """Verify everything, and make again what is derived (``bot.building.check``)."""
        from bot.building.check import Check

        found = Check(self.settings, self.database, self.builder, self._progress).run()
        self.refresh()
        return found

    def calibrate(self) -> Calibration:
        """Derive where the thresholds of ``[answering]`` lie for the configured encoder, and keep it."""
        with self._progress("Calibrating") as report:
            return self.calibration.renew(self.database, self.encoder, report)

    def reread_aside(self, lasting: bool = False) -> int:
        """Have what waits to be read again read by a process of its own; how many articles wait.

        It calibrates first where the encoder has no calibration, and has the judge asked at the end. It ends with
        ``close``; a ``lasting`` one goes on until it is done.
        """
        waiting = self.builder.waiting()
        uncalibrated = (
            self.calibration.wanted(self.encoder.model_id)
            and self.articles.count() >= FEWEST_ARTICLES
            and not self.database.read_only
        )
        if (waiting or uncalibrated) and self._rereading is None:
            self._rereading = Rereading(self.settings, lasting)
            log.info("reading again beside the answers", articles=waiting, calibrating=uncalibrated)
        else:
            self.ask_aside(lasting)
        return waiting

    def ask_aside(self, lasting: bool = False) -> None:
        """Have the judge asked about the articles that wait for it, where it may be and none of ours does so yet."""
        if self._rereading is not None and self._rereading.ended:
            self._rereading = None
        if self._rereading is None and self.builder.docket.due():
            self._rereading = Rereading(self.settings, lasting)

    def _embedded(self) -> Encoder:
        self.builder.ensure_embedded()
        return self.encoder

    def _snapshot(self, guild: int | None) -> Snapshot:
        snapshot = Snapshot(self._wiring, guild)
        return snapshot.load() if self._follows else snapshot


def build_app(
    settings: Settings | None = None, progress: Progress = bar, *, wait: bool = True, seeds_wanted: bool = True
) -> App:
    """Wire the application and see to it that its record exists; progress goes to standard error.

    ``wait`` until all of it is read as things stand now, else answer from the former reading. Without
    ``seeds_wanted`` a record may also begin empty, for what is going to be taken in.
    """
    settings = settings or load_settings()
    configure_logging(settings.logging)
    app = App(settings, progress)
    app.prepare(wait, seeds_wanted)
    return app
