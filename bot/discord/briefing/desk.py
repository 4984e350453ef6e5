"""The clockwork of briefings: every tick plans what is due, posts what waits, and tells of what was paused."""

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import discord
import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from filelock import Timeout

from bot.briefings.edition import Edition
from bot.briefings.outbox import Outbox
from bot.briefings.planner import Part, Planner
from bot.briefings.service import Briefer, Briefings
from bot.briefings.steps import step_hook
from bot.briefings.view import RecordView
from bot.discord.bot import Bot
from bot.discord.briefing.custom_ids import edition_id
from bot.discord.briefing.frozen import freeze
from bot.discord.briefing.pages import edition_page
from bot.discord.briefing.transport import ChannelTransport
from bot.discord.escape import safe
from bot.discord.views.layout import deliver
from bot.discord.views.page import Accent, simple
from bot.errors import UsageError
from bot.record.damage import RecordAway
from bot.record.editions import EditionEntry
from bot.record.engine import Lock
from bot.record.schedules import Schedule

log = structlog.get_logger(__name__)

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

KEEP_BODIES = timedelta(days=30)
POSTS_A_SECOND = 20.0
"""Discord takes 50 requests a second from a bot, all its processes together; questions keep the larger part."""


class BriefingDesk:
    """Plans, posts and tells. APScheduler only supplies the tick; it decides nothing."""

    def __init__(self, bot: Bot, briefings: Briefings) -> None:
        """Post as ``bot``; ``clock`` may be replaced by tests."""
        self.bot = bot
        self.briefings = briefings
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="briefings")
        step = step_hook(os.environ)
        self.planner = Planner(
            briefings.schedules,
            briefings.editions,
            briefings.briefer,
            render,
            grace=timedelta(hours=briefings.settings.grace_hours),
            step=step,
        )
        self.outbox = Outbox(
            briefings.deliveries,
            ChannelTransport(bot),
            clock=lambda: self.clock(),
            step=step,
            blocking=self.run,
            retry=timedelta(seconds=briefings.settings.retry_seconds),
            grace=timedelta(hours=briefings.settings.grace_hours),
            per_second=POSTS_A_SECOND * bot.settings.share,
        )
        self.scheduler = AsyncIOScheduler(timezone=UTC)

    async def run(
        self, job: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Run a blocking job on the desk's own thread, one at a time."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: job(*args, **kwargs))

    def briefer(self, guild: int | None) -> Briefer:
        """What composes for a server. Blocks."""
        return self.briefings.briefer.for_guild(guild)

    def view(self, guild: int | None) -> RecordView:
        """The record as it is now and a server sees it. Blocks."""
        return self.briefer(guild).refresh()

    async def open(self) -> None:
        """Start the clockwork."""
        seconds = self.briefings.settings.tick_seconds
        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self.scheduler.add_job(self.tick, "interval", seconds=seconds, id="briefings", **options)
        self.scheduler.add_job(self.tidy, "interval", hours=6, id="tidy", **options)
        self.scheduler.start()

    async def close(self) -> None:
        """Stop it; what is under way is in doubt, and the store knows."""
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
        await self.outbox.stop()
        self._pool.shutdown(wait=True)
        self.briefings.lock.release(force=True)

    async def tick(self) -> None:
        """One round. A failure is logged and the next round comes."""
        if not self.bot.is_ready():
            return
        try:
            plans = await self.run(self._has, self.briefings.lock)
            if plans:
                planned = await self.run(self.planner.tick, self.clock())
                if planned.posted or planned.skipped or planned.left:
                    log.info("editions planned", posted=planned.posted, skipped=planned.skipped, left=planned.left)
            await self.outbox.start()
            if plans:
                await self._tell()
        except RecordAway as error:
            log.warning("nothing is planned or posted until the next round", reason=str(error))
        except Exception:
            log.exception("the briefing tick failed")

    async def tidy(self) -> None:
        """Forget the bodies of editions long posted, and drafts that nobody saved."""
        await self.run(self.briefings.deliveries.prune, self.clock() - KEEP_BODIES)
        await self.run(self.briefings.schedules.discard_drafts, self.clock() - timedelta(days=1))

    async def forget_reader(self, reader: int) -> int:
        """Keep no more who set a schedule; how many rows there were. The schedules go on for their server."""
        return await self.run(self.briefings.schedules.forget_creator, reader)

    async def forget_guild(self, guild: int) -> None:
        """Remove everything kept of a server."""
        await self.run(self.briefings.schedules.forget_guild, guild)
        await self.run(self.briefings.scopes.forget_guild, guild)

    @staticmethod
    def _has(lock: Lock) -> bool:
        """Whether this process has a lock; another one that has it keeps it till it ends. Blocks."""
        if not lock.is_locked:
            try:
                lock.acquire(timeout=0)
            except Timeout:
                log.info("another process plans these briefings")
                return False
            except OSError as error:
                log.warning("nothing is planned: the data folder cannot be written", reason=error.strerror)
                return False
        return True

    async def _tell(self) -> None:
        """Tell whoever set a schedule which editions failed, and that it was paused, once."""
        paused, failed = await self.run(self._untold)
        lost: dict[int, list[EditionEntry]] = {}
        for entry in failed:
            lost.setdefault(entry.schedule, []).append(entry)
        for schedule in paused:
            if await self.run(self.briefings.schedules.mark_told, schedule.id):
                await self._write_to_maker(schedule, paused_words(schedule, lost.pop(schedule.id, [])))
        for number, entries in lost.items():
            with suppress(UsageError):  # the schedule was removed meanwhile
                schedule = await self.run(self.briefings.schedules.get, number)
                await self._write_to_maker(schedule, lost_words(schedule, entries))

    def _untold(self) -> tuple[list[Schedule], list[EditionEntry]]:
        """Both at once: the outbox fails an edition and pauses its schedule on this thread too."""
        return self.briefings.schedules.untold(), self.briefings.editions.take_untold()

    async def _write_to_maker(self, schedule: Schedule, words: str) -> None:
        if not schedule.creator:
            return
        try:
            channel = await self.bot.create_dm(discord.Object(schedule.creator))
            await deliver(channel.send, simple(words, Accent.PROBLEM))
        except discord.HTTPException as error:
            log.warning("could not tell of a schedule", schedule=schedule.id, status=error.status)


DESKS: "WeakKeyDictionary[discord.Client, BriefingDesk]" = WeakKeyDictionary()
"""The desk of each bot that was given briefings."""


def desk_of(bot: discord.Client) -> BriefingDesk:
    """The bot's desk."""
    return DESKS[bot]


def paused_words(schedule: Schedule, lost: Sequence[EditionEntry] = ()) -> str:
    """What is said of a schedule that had to be paused."""
    reason = safe(schedule.reason or "unknown", 400)
    skipped = f"The edition of {dates(lost)} was not posted. " if lost else ""
    return (
        f"Your briefing number {schedule.id} in <#{schedule.channel}> is paused: {reason}. {skipped}"
        f"When that is mended, `/briefing resume schedule:{schedule.id}` starts it again."
    )


def lost_words(schedule: Schedule, lost: Sequence[EditionEntry]) -> str:
    """What is said of editions that could not be posted."""
    reason = safe(lost[-1].reason or "unknown", 400)
    return (
        f"The edition of {dates(lost)} of your briefing number {schedule.id} in <#{schedule.channel}> "
        f"was not posted: {reason}."
    )


def dates(entries: Sequence[EditionEntry]) -> str:
    """The editions' local dates, the last ten of them."""
    return ", ".join(entry.local_date.isoformat() for entry in entries[-10:])


def render(edition: Edition, briefer: Briefer, reference: Callable[[int], str]) -> list[Part]:
    """An edition's one message, frozen. The picture is shown where the standing positions were asked for."""
    schedule, day = edition.schedule, edition.local_date
    page = edition_page(
        edition,
        briefer.view,
        ids=lambda what: edition_id(what, schedule, day),
        picture=briefer.picture(edition.briefing) if edition.pictured else None,
        reference=reference(1),
    )
    return [freeze(page)]
