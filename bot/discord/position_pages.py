"""From a listing asked for to its page; made on the pool's threads. Its buttons and menus turn it."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.discord.bot import Interaction
from bot.discord.ledger_pages import page_of
from bot.discord.query import PATTERN, Query
from bot.discord.replies import guarded, say, show, wait_words
from bot.discord.services import Services
from bot.discord.views.page import Accent, Page, simple
from bot.errors import UsageError


async def show_positions(interaction: Interaction, query: Query) -> None:
    """Answer a command with a listing: cooldown, queue, "thinking ...", page."""
    bot = interaction.client
    wait = bot.cooldown.take(interaction.user.id, interaction.created_at.timestamp())
    if wait:
        await say(interaction, simple(wait_words(wait), Accent.PROBLEM))
        return
    bot.workshop.check_room()
    await interaction.response.defer(thinking=True)
    await show(interaction, await bot.workshop.run(page_for, bot.services, bot.guild_of(interaction), query))


class PositionsItem(ui.DynamicItem[ui.Item[Any]], template=PATTERN):
    """A button or menu of a listing: turns it in place for whoever asked for it, answers everybody else apart."""

    def __init__(self, item: ui.Item[Any], query: Query) -> None:
        """Stand for ``item`` of the listing ``query``."""
        super().__init__(item)
        self.query = query

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the listing out of the custom id."""
        return cls(item, Query.of(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a click or a choice."""
        await guarded(interaction, self._turn(interaction), "positions")

    async def _turn(self, interaction: Interaction) -> None:
        query = self.query
        if isinstance(self.item, ui.Select):
            (chosen,) = self.item.values
            query = query.narrowed(None if chosen == "all" else chosen)
        bot = interaction.client
        in_place = not query.kind.startswith(("matrix", "timeline")) and asked_by(interaction)
        if in_place:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=True, thinking=True)
        await show(interaction, await bot.workshop.run(page_for, bot.services, bot.guild_of(interaction), query))


def page_for(services: Services, guild: int | None, query: Query) -> Page:
    """The page of a listing for the readers of a server. Blocks: to be run on the pool's threads.

    Raises:
        UsageError: this bot runs without a ledger.

    """
    ledger = services.for_guild(guild).ledger
    if ledger is None:
        raise UsageError("I keep no positions of actors here.")
    return page_of(ledger, query)


def asked_by(interaction: Interaction) -> bool:
    """Whether the message under the button belongs to the one who clicked."""
    message = interaction.message
    if message is None:
        return False
    metadata = message.interaction_metadata
    return message.flags.ephemeral or (metadata is not None and metadata.user.id == interaction.user.id)
