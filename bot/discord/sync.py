"""Sending the commands to Discord only when they changed: their hash is kept beside the record."""

import hashlib
import json
from contextlib import suppress

import discord
import structlog

from bot.discord.bot import Bot
from bot.record.damage import RecordUnwritable

log = structlog.get_logger(__name__)


def payload_hash(bot: Bot) -> str:
    """A hash of everything Discord is told of the commands."""
    payload = [command.to_dict(bot.tree) for command in bot.tree._get_all_commands()]
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


async def sync_commands(bot: Bot) -> bool:
    """Send the commands if they are not the ones last sent; whether they were sent.

    With a development server set they go there alone, where they show at once. A refusal by Discord is logged and
    the bot runs with the commands it has.
    """
    guild = discord.Object(bot.settings.development_guild) if bot.settings.development_guild else None
    current = payload_hash(bot)
    scope = f"{bot.application_id}:{guild.id if guild else 'global'}"
    store = bot.services.stores.guilds
    if await bot.workshop.run(store.synced, scope) == current:
        return False
    if guild is not None:
        bot.tree.copy_global_to(guild=guild)
    try:
        await bot.tree.sync(guild=guild)
    except discord.HTTPException as error:
        log.error("commands not sent", status=error.status, code=error.code)
        return False
    with suppress(RecordUnwritable):  # then they are sent again at the next start
        await bot.workshop.run(store.mark_synced, scope, current)
    return True
