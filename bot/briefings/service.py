"""Composing briefings from the record as it stands, each once for as long as it does not change."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.briefings.compose import MAX_WORDS, compose
from bot.briefings.edition import Briefing, Window
from bot.briefings.view import RecordView, words_key
from bot.briefings.zones import Zones
from bot.positions.issues import OTHER
from bot.record.articles import ArticleStore
from bot.record.bulk import bulk
from bot.record.damage import RecordUnwritable
from bot.record.database import DELIVERIES, Database
from bot.record.deliveries import DeliveryStore, Picture
from bot.record.editions import EditionStore
from bot.record.engine import Lock
from bot.record.first_read import FirstReadStore
from bot.record.readings import ReadingStore
from bot.record.schedules import ScheduleStore, Scope
from bot.record.scopes import ScopeStore
from bot.record.shards import ALL, Shards
from bot.settings import BriefingSettings

REMEMBERED = 256
SERVERS = 8
"""Servers with additions of their own of which as much is held in memory as of the shared record."""
Result = TypeVar("Result")

Draw = Callable[[Briefing], Picture | None]
"""A picture of a briefing's standing positions, or None where there is nothing to draw."""


class Briefer:
    """Composes. Holds what it composed until the record changes."""

    def __init__(
        self,
        database: Database,
        read: Callable[[int | None], RecordView],
        *,
        guild: int | None = None,
        draw: Draw | None = None,
        max_words: int = MAX_WORDS,
    ) -> None:
        """Compose from what ``read`` returns for a server.

        Args:
            database: the store, asked whether the record has changed.
            read: reads the record anew as a server sees it (its ``mark`` is filled in here).
            guild: the server whose readers it composes for, None for the shared record alone.
            draw: the picture of the standing positions.
            max_words: of an edition.

        """
        self._database = database
        self._readings = ReadingStore(database)
        self._articles = ArticleStore(database)
        self._first_read = FirstReadStore(database)
        self._read = read
        self._guild = guild
        self._servers: OrderedDict[int, Briefer] = OrderedDict()
        self._draw = draw
        self._max_words = max_words
        self._lock = threading.Lock()
        self._version: Hashable = None
        self._view: RecordView | None = None
        self._composed: OrderedDict[Hashable, Briefing] = OrderedDict()
        self._pictures: OrderedDict[Hashable, Picture | None] = OrderedDict()

    def for_guild(self, guild: int | None) -> "Briefer":
        """What composes for a server's readers: this one where the server has added nothing of its own."""
        if guild is None or guild == self._guild or guild not in self._articles.guilds():
            return self
        with self._lock:
            found = self._servers.pop(guild, None) or Briefer(
                self._database, self._read, guild=guild, draw=self._draw, max_words=self._max_words
            )
            self._servers[guild] = found
            while len(self._servers) > SERVERS:
                self._servers.popitem(last=False)
            return found

    @property
    def view(self) -> RecordView:
        """The record as it was last read."""
        return self._view or self.refresh()

    def refresh(self) -> RecordView:
        """Read the record again if it has changed. To be called before composing; not for every single edition."""
        with self._lock, bulk():
            version = self._readings.version()
            if self._view is None or version != self._version:
                view = self._read(self._guild)
                with suppress(RecordUnwritable):  # what is new since is then noted by the first that can write
                    self._first_read.note(words_key, view.sees, besides=OTHER)
                self._view = replace(view, mark=self._first_read.mark(self._guild))
                self._version = version
                self._composed.clear()
                self._pictures.clear()
            return self._view

    def compose(self, window: Window, scope: Scope | None = None) -> Briefing:
        """The briefing of a window; the same one again as long as the record stays as it is."""
        view = self.view
        scope = scope or Scope()
        first_day = window.since.astimezone(ZoneInfo(window.zone)).date() if window.since else None
        since = window.mark if window.mark is not None else window.since
        key = (scope, since, first_day, window.until if view.newest > window.until else None)
        found = self._composed.get(key)
        if found is None:
            with bulk():
                found = compose(view, window, scope, issues=tuple(view.issue_names), budget=self._max_words)
            self._keep(self._composed, key, found, view)
        return replace(found, window=window)

    def picture(self, briefing: Briefing) -> Picture | None:
        """The picture of a briefing's standing positions; drawn once for the same positions."""
        if self._draw is None or not len(briefing.standing):
            return None
        view = self.view
        key = tuple((s.actor, s.issue, s.stance) for s in briefing.standing)
        if key in self._pictures:
            return self._pictures[key]
        drawn = self._draw(briefing)
        self._keep(self._pictures, key, drawn, view)
        return drawn

    def _keep(self, kept: OrderedDict[Hashable, Result], key: Hashable, result: Result, view: RecordView) -> None:
        """Keep what was made from a view, unless the record has been read again meanwhile by another thread."""
        with self._lock:
            if self._view is view:
                kept[key] = result
                while len(kept) > REMEMBERED:
                    kept.popitem(last=False)


@dataclass(frozen=True)
class Briefings:
    """Everything that scheduled briefings need, for the room that posts them.

    Whoever holds ``lock`` is the one process that plans from this store; each posts to the servers of its shards.
    """

    briefer: Briefer
    schedules: ScheduleStore
    editions: EditionStore
    deliveries: DeliveryStore
    scopes: ScopeStore
    zones: Zones
    settings: BriefingSettings
    lock: Lock

    @classmethod
    def open(
        cls,
        database: Database,
        read: Callable[[int | None], RecordView],
        settings: BriefingSettings,
        *,
        zones: Zones,
        draw: Draw | None = None,
        shards: Shards = ALL,
    ) -> "Briefings":
        """Wire them over one database, for the servers of ``shards``; ``read`` and ``draw`` as for ``Briefer``."""
        return cls(
            briefer=Briefer(database, read, draw=draw, max_words=settings.max_words),
            schedules=ScheduleStore(database),
            editions=EditionStore(database),
            deliveries=DeliveryStore(database, shards),
            scopes=ScopeStore(database),
            zones=zones,
            settings=settings,
            lock=database.lock(DELIVERIES),
        )
