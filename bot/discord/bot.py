"""What every command, button and message finds at its bot: the parts it works with, below all that uses them."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import discord
from discord import app_commands

from bot.discord.desk import Desk
from bot.discord.limits import Cooldown, Workshop
from bot.discord.services import Services
from bot.record.citations import DIRECT
from bot.settings import DiscordSettings


class Bot(discord.Client):
    """A client with the bot's parts, without its commands and events.

    ``desk`` answers questions, ``workshop`` is the one pool of threads, ``cooldown`` counts questions a reader.
    Other rooms' commands hook in by ``on_setup``, ``on_close``, ``on_guild_gone`` and ``on_reader_gone``.
    """

    tree: app_commands.CommandTree["Bot"]

    def __init__(self, services: Services, settings: DiscordSettings) -> None:
        """Make the parts; nothing is connected yet."""
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        intents.message_content = settings.message_content_intent
        shards: dict[str, Any] = (
            {"shard_ids": settings.shard_ids, "shard_count": settings.shard_count} if settings.shard_ids else {}
        )
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=1000,
            **shards,
        )
        self.services = services
        self.settings = settings
        self.workshop = Workshop(max_waiting=settings.max_waiting, timeout=settings.answer_timeout_seconds)
        self.desk = Desk(services, self.workshop)
        self.cooldown = Cooldown(settings.questions_per_minute)
        self.on_setup: list[Callable[[], Awaitable[None]]] = []
        self.on_close: list[Callable[[], Awaitable[None]]] = []
        self.on_guild_gone: list[Callable[[int], Awaitable[None]]] = [self.desk.forget_guild]
        self.on_reader_gone: list[Callable[[int], Awaitable[int]]] = [
            self.desk.forget_reader,
            self._forget_direct,
        ]

    def guild_of(self, interaction: "Interaction") -> int | None:
        """The server an interaction belongs to, None where the bot is not installed in it."""
        return interaction.guild_id if self.get_guild(interaction.guild_id or 0) else None

    async def _forget_direct(self, reader: int) -> int:
        """Keep no more which answers in direct messages with a reader cite what; how many there were."""
        channel = await self.create_dm(discord.Object(reader))
        return await self.workshop.run(self.services.stores.citations.forget_channel, channel.id)

    def reach_of(self, interaction: "Interaction") -> int | None:
        """Where an interaction's message can be edited later: its server, ``DIRECT``, or None where it cannot be."""
        alone = interaction.guild_id is None and interaction.context.dm_channel
        return DIRECT if alone else self.guild_of(interaction)


Interaction: TypeAlias = discord.Interaction[Bot]
