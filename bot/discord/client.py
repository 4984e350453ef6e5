"""The bot as Discord knows it: least intents, everything set up once, nothing left behind when it goes."""

import asyncio
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.discord import briefing, sources
from bot.discord.bot import Bot, Interaction
from bot.discord.buttons import DYNAMIC_ITEMS
from bot.discord.commands import REGISTER
from bot.discord.messages import answer_message
from bot.discord.position_pages import PositionsItem
from bot.discord.replies import problem_page, report
from bot.discord.services import Services
from bot.discord.sync import sync_commands
from bot.settings import DiscordSettings

log = structlog.get_logger(__name__)

LAST_WORDS_SECONDS = 15.0
"""How long the readers who are waiting may take to get an answer, or a word, once the bot is told to end."""
CONVERSATIONS = ("discord.py: on_", "CommandTree-", "discord-ui-")
"""How discord.py names the tasks of events, commands and buttons."""


class CommuniqueTree(app_commands.CommandTree[Bot]):
    """The command tree with the one error handler."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Tell the reader in one sentence; what is not expected is logged under an incident id."""
        command = interaction.command
        await report(interaction, error, command.qualified_name if command else "command")


class CommuniqueBot(Bot):
    """Communiqué on Discord, in one connection."""

    def __init__(self, services: Services, settings: DiscordSettings) -> None:
        """Wire the bot; it connects with ``start``."""
        super().__init__(services, settings)
        self.tree = CommuniqueTree(self)
        for register in (*REGISTER, briefing.register, sources.register):
            register(self)

    async def setup_hook(self) -> None:
        """Everything that happens once, before the first event."""
        await self.desk.open()
        self.add_dynamic_items(*DYNAMIC_ITEMS, PositionsItem)
        for prepare in self.on_setup:
            await prepare()
        if not self.settings.shard_ids or 0 in self.settings.shard_ids:
            await sync_commands(self)

    async def close(self) -> None:
        """Let whoever waits have an answer or a word; stop what runs beside the events, then the connection."""
        self.workshop.close()
        await self._last_words()
        finishing, self.on_close = self.on_close, []
        for finish in finishing:
            await finish()
        await super().close()

    async def _last_words(self) -> None:
        """Wait for what readers are waiting for; whatever takes too long is given up while it still can be."""
        end = asyncio.get_running_loop().time() + LAST_WORDS_SECONDS
        while waiting := conversations():
            left = end - asyncio.get_running_loop().time()
            if self.is_closed() or left <= 0:
                break
            await asyncio.wait(waiting, timeout=left)
        for task in waiting:
            task.cancel()
        if waiting:
            log.warning("readers left without a word", number=len(waiting))
            await asyncio.wait(waiting, timeout=1)

    async def on_ready(self) -> None:
        """Remove what is kept of servers that were left while the bot was away."""
        log.info("ready", servers=len(self.guilds))
        if not (self.settings.sharded or self.settings.shard_ids):
            known = await self.workshop.run(self.services.stores.guilds.known)
            for guild in known - {guild.id for guild in self.guilds}:
                await self._forget_guild(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Remove everything kept of a server that was left."""
        await self._forget_guild(guild.id)

    async def _forget_guild(self, guild: int) -> None:
        for forget in self.on_guild_gone:
            await forget(guild)
        log.info("server left, its rows removed", guild=guild)

    async def on_message(self, message: discord.Message) -> None:
        """Answer where the message is a question to the bot."""
        await answer_message(self, message)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Log a failed event under an incident id; the connection goes on."""
        import sys

        error = sys.exc_info()[1]
        if error is not None:
            problem_page(error, event_method)


def conversations() -> list[asyncio.Task[Any]]:
    """The events, commands and clicks that are being answered now, but the one in hand."""
    own = asyncio.current_task()
    return [task for task in asyncio.all_tasks() if task is not own and task.get_name().startswith(CONVERSATIONS)]


class ShardedCommuniqueBot(CommuniqueBot, discord.AutoShardedClient):
    """The same in several connections, which Discord demands from 2,500 servers on; all of them or some.

    Not the default: discord.py's sharded client starts a new session where the first attempt to resume one fails.
    """


def make_bot(services: Services, settings: DiscordSettings) -> CommuniqueBot:
    """The bot in one connection or, where configured, in several."""
    several = settings.sharded or settings.shard_ids
    return (ShardedCommuniqueBot if several else CommuniqueBot)(services, settings)
