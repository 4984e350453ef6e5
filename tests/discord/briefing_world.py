"""What the briefing tests share: a bot over a small record, on SimCord's virtual clock."""

import contextlib
import datetime as dt

from apscheduler.executors import base as executors
from apscheduler.schedulers import base as schedulers
from apscheduler.triggers import date as dates
from apscheduler.triggers import interval as intervals
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

import discord
from bot.briefings.service import Briefings
from bot.briefings.zones import Zones
from bot.discord.briefing.desk import desk_of
from bot.discord.client import CommuniqueBot
from bot.discord.services import Services, Stores
from bot.record.deliveries import Picture
from bot.settings import BriefingSettings, DiscordSettings
from tests.discord.world import Shown, as_dicts, shown

TINY_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000"
    "000049454e44ae426082"
)


@contextlib.contextmanager
def virtual_apscheduler(env):
    """Let APScheduler 3 read SimCord's clock."""

    class Virtual(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            moment = env.now()
            return moment.astimezone(tz) if tz else moment.astimezone().replace(tzinfo=None)

    modules = (schedulers, executors, intervals, dates)
    real = [module.datetime for module in modules]
    try:
        for module in modules:
            module.datetime = Virtual
        yield
    finally:
        for module, datetime in zip(modules, real, strict=True):
            module.datetime = datetime


def briefings_of(database, records, **settings):
    return Briefings.open(
        database,
        records.read,
        BriefingSettings(**{"tick_seconds": 1800.0} | settings),
        zones=Zones({"Washington": "America/New_York"}),
        draw=lambda briefing: Picture("positions.png", TINY_PNG, "who stands where"),
    )


class Clockwork:
    """A world whose bots know the time: SimCord's."""

    def __init__(self, env, database, records, **settings):
        self.env = env
        self.database = database
        self.records = records
        self.settings = settings
        self.briefings = briefings_of(database, records, **settings)
        self.guild = env.create_guild("Desk")
        self.channel = self.guild.create_text_channel("intel")
        managers = self.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        self.user = env.create_user("mia")
        self.mia = self.guild.add_member(self.user, roles=[managers])
        self.alice = self.guild.add_member(env.create_user("alice"))

    async def restart(self):
        await desk_of(self.env.bot).close()  # the end of a process gives its file lock back
        bot = make_bot(self.database, briefings_of(self.database, self.records, **self.settings))
        desk_of(bot).clock = self.env.now
        await self.env.restart_bot(bot)

    async def command(self, name, who=None, **options):
        return await (who or self.mia).slash(self.channel, f"briefing {name}", **options)

    async def schedule(self, who=None, save=True, **options):
        """Draft a schedule; press Save; the number it got."""
        options = {"channel": self.channel, "days": "daily", "time": "08:00", "zone": "Europe/Kyiv"} | options
        result = await self.command("schedule", who, **options)
        draft = shown(result)
        if save:
            found = next(c for c in draft.custom_ids if c.startswith("briefing:save"))
            saved = shown(await (who or self.mia).click(draft.message, custom_id=found))
            assert "Saved as briefing number" in saved.text
        return draft

    async def forbid(self, *names):
        """Take permissions in the channel from everybody, the bot included."""
        denied = discord.Permissions(**dict.fromkeys(names, True)).value
        self.env.backend.set_overwrite(self.channel.id, Overwrite(self.guild.id, OverwriteType.ROLE, 0, denied))
        await self.env.settle()

    async def vanish(self):
        """Delete the channel."""
        self.env.backend.delete_channel(self.channel.id)
        await self.env.settle()

    def told(self):
        """What the manager was told in direct messages."""
        return self.user.dm_channel.history()

    def posts(self, channel=None):
        """The bot's messages in a channel, oldest first."""
        found = [m for m in (channel or self.channel).history() if m.author.id == self.env.bot.user.id]
        return sorted((message for message in found if not message.interaction_metadata), key=lambda m: m.id)


def texts(message) -> str:
    return Shown.of_message(message).plain


def make_bot(database, briefings):
    services = Services(answering=None, stores=Stores.open(database), version="test", briefings=briefings)
    return CommuniqueBot(services, DiscordSettings())


__all__ = ["Clockwork", "as_dicts", "briefings_of", "make_bot", "texts", "virtual_apscheduler"]
