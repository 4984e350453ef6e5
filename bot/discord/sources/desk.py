"""The clockwork of sources: every tick polls feeds, takes their pages, corrects what cites withdrawn articles."""

import asyncio
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import discord
import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.briefings.steps import step_hook
from bot.curation.corrector import CORRECTIONS_A_SECOND, Corrector
from bot.curation.curation import Curation
from bot.curation.follow import configure_feeds, poller_of
from bot.discord.bot import Bot
from bot.discord.limits import Cooldown
from bot.discord.sources.drafts import Drafts
from bot.discord.sources.pages import paused_words
from bot.discord.sources.transport import MessageTransport
from bot.discord.views.layout import deliver
from bot.discord.views.page import Accent, simple
from bot.errors import UsageError
from bot.record.damage import RecordAway
from bot.record.feeds import Feed

log = structlog.get_logger(__name__)

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

HOUR, DAY = 3600.0, 86_400.0


class SourcesDesk:
    """Tries and takes what managers add, on a thread of its own; polls and corrects by the clock."""

    def __init__(self, bot: Bot, curation: Curation) -> None:
        """Work for ``bot``; ``clock`` may be replaced by tests."""
        self.bot = bot
        self.curation = curation
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.drafts = Drafts()
        limits = curation.settings.additions
        self._users = Cooldown(limits.per_user_an_hour, HOUR)
        self._guilds = Cooldown(limits.per_server_a_day, DAY)
        # Reading an article holds a processor for seconds: one at a time, and beside it what the store is asked.
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._asking = ThreadPoolExecutor(1, thread_name_prefix="sources")
        self.poller = poller_of(curation, clock=lambda: self.clock(), blocking=self.read)
        self.corrector = Corrector(
            curation.corrections,
            MessageTransport(bot),
            clock=lambda: self.clock(),
            step=step_hook(os.environ),
            blocking=self.run,
            per_second=CORRECTIONS_A_SECOND * bot.settings.share,
        )
        self.scheduler = AsyncIOScheduler(timezone=UTC)

    async def run(
        self, job: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Ask the store something, beside the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._asking, lambda: job(*args, **kwargs))

    async def read(
        self, job: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Try or take an article, one at a time, beside the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._reading, lambda: job(*args, **kwargs))

    async def open(self) -> None:
        """Read the configured feeds and start the clockwork."""
        await self.run(configure_feeds, self.curation)
        seconds = self.curation.settings.feeds.tick_seconds
        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self.scheduler.add_job(self.poll, "interval", seconds=seconds, id="feeds", **options)
        self.scheduler.add_job(self.correct, "interval", seconds=seconds, id="corrections", **options)
        self.scheduler.add_job(self.tidy, "interval", hours=6, id="tidy", **options)
        self.scheduler.start()

    async def close(self) -> None:
        """Stop it; what is under way is in doubt, and the store knows."""
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
        for pool in (self._reading, self._asking):
            await asyncio.to_thread(pool.shutdown, wait=True, cancel_futures=True)

    async def poll(self) -> None:
        """One round of feeds. A failure is logged and the next round comes."""
        try:
            if not self.bot.is_ready():
                return
            done = await self.poller.round()
            if done.taken or done.given_up:
                log.info("pages of feeds taken", taken=done.taken, given_up=done.given_up)
            await self._tell()
        except RecordAway as error:
            log.warning("no feed is polled until the next round", reason=str(error))
        except Exception:
            log.exception("the feeds' tick failed")

    async def correct(self) -> None:
        """One round of corrections. A failure is logged and the next round comes."""
        try:
            if not self.bot.is_ready():
                return
            planned = await self.run(self.curation.plan_corrections, self.clock())
            if planned:
                log.info("corrections planned", messages=planned)
            await self.corrector.round()
        except RecordAway as error:
            log.warning("nothing is corrected until the next round", reason=str(error))
        except Exception:
            log.exception("the corrections' tick failed")

    async def tidy(self) -> None:
        """Forget which answers cited what, past their time."""
        await self.run(self.curation.citations.tidy)

    def count(self, user: int, guild: int) -> None:
        """Count something that a manager adds.

        Raises:
            UsageError: the manager, or the server, has added as much as may be.

        """
        now = time.monotonic()
        if self._users.take(user, now):
            raise UsageError("You have added as much as one person may in an hour: go on later.")
        if self._guilds.take(guild, now):
            raise UsageError("This server has added as much as it may in a day: go on tomorrow.")

    async def forget_reader(self, reader: int) -> int:
        """Keep no more who added a feed, and drop what the reader drafted; how many rows there were."""
        self._users.forget(reader)
        return self.drafts.forget_user(reader) + await self.run(self.curation.feeds.forget_user, reader)

    async def forget_guild(self, guild: int) -> None:
        """Remove everything kept of a server: its additions, its feeds, and which of its messages cite what."""
        self.drafts.forget_guild(guild)
        await self.run(self.curation.forget_guild, guild)

    async def _tell(self) -> None:
        """Tell whoever added a feed that it was paused, once: by direct message, else where it was added."""
        for feed in await self.run(self.curation.feeds.untold):
            if not await self.run(self.curation.feeds.mark_told, feed.id):
                continue
            if feed.guild is None:
                log.warning("a feed is paused", feed=feed.id, url=feed.url, reason=feed.reason)
            elif not await self._told(feed):
                log.warning("could not tell of a paused feed", feed=feed.id)

    async def _told(self, feed: Feed) -> bool:
        page = simple(paused_words(feed), Accent.PROBLEM)
        if feed.added_by:
            try:
                channel = await self.bot.create_dm(discord.Object(feed.added_by))
                await deliver(channel.send, page)
                return True
            except discord.HTTPException:
                pass
        place = self.bot.get_channel(feed.channel or 0)
        if isinstance(place, discord.TextChannel | discord.Thread):
            try:
                await deliver(place.send, page)
                return True
            except discord.HTTPException:
                pass
        return False


DESKS: "WeakKeyDictionary[discord.Client, SourcesDesk]" = WeakKeyDictionary()
"""The desk of each bot that was given the means to change the record."""


def desk_of(bot: discord.Client) -> SourcesDesk:
    """The bot's desk."""
    return DESKS[bot]
