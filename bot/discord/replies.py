"""Saying something back to an interaction, whatever state it is in, and telling of failures with an incident id."""

import secrets
from collections.abc import Awaitable
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.discord.bot import Interaction
from bot.discord.escape import safe
from bot.discord.limits import Busy, Closing, TooSlow
from bot.discord.views.layout import deliver
from bot.discord.views.page import Accent, Page, simple
from bot.errors import CommuniqueError
from bot.record.damage import RecordAway

log = structlog.get_logger(__name__)

BUSY = "Too many questions are waiting just now. Please ask again in a minute."
CLOSING = "I am restarting. Please ask again in a moment."
AWAY = "I cannot reach my record just now. Please ask again in a minute."
TOO_SLOW = "I am sorry: that took too long, so I stopped. Please ask again, perhaps with fewer words."


def explain(error: BaseException) -> str | None:
    """What a reader is told of a failure that is expected, or None where it is not."""
    error = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    match error:
        case Busy():
            return BUSY
        case TooSlow():
            return TOO_SLOW
        case Closing():
            return CLOSING
        case RecordAway():
            return AWAY
        case CommuniqueError():
            return safe(str(error), 600)
        case app_commands.MissingPermissions():
            return "You need the permission Manage Server for that."
        case app_commands.BotMissingPermissions():
            return "I lack a permission for that here."
        case app_commands.NoPrivateMessage():
            return "That works in a server only."
        case app_commands.TransformerError():
            return "I cannot use one of those values."
        case app_commands.CommandSignatureMismatch() | app_commands.CommandNotFound():
            return "This command has changed. Please reload Discord and try again."
    return None


def problem_page(error: BaseException, where: str) -> Page:
    """What is shown for a failure; one that is not expected gets an incident id here and in the log."""
    words = explain(error)
    if words is None:
        incident = secrets.token_hex(4)
        log.error("failed", incident=incident, where=where, exc_info=error)
        words = f"Something broke on my side. It is logged as incident `{incident}`."
    return simple(words, Accent.PROBLEM)


async def say(interaction: Interaction, page: Page, *, ephemeral: bool = True) -> None:
    """Show a page as the response, or as the answer to a deferred one."""
    if not interaction.response.is_done():
        await deliver(interaction.response.send_message, page, ephemeral=ephemeral)
    elif interaction.response.type in {
        discord.InteractionResponseType.deferred_channel_message,
    }:
        await show(interaction, page)
    else:
        await deliver(interaction.followup.send, page, ephemeral=ephemeral)


async def show(interaction: Interaction, page: Page) -> discord.InteractionMessage:
    """Put a page where "thinking ..." stands, or in place of the page that was turned."""

    async def edit(**arguments: Any) -> discord.InteractionMessage:  # noqa: ANN401
        if "files" in arguments:
            arguments["attachments"] = arguments.pop("files")
        return await interaction.edit_original_response(**arguments)

    message = await deliver(edit, page)
    bot = interaction.client
    turned = interaction.type is discord.InteractionType.component
    await bot.desk.posted(page, bot.reach_of(interaction), message, turned=turned)
    return message


async def guarded(interaction: Interaction, work: Awaitable[None], where: str) -> None:
    """Run the work of an interaction; whatever fails is told to the reader and nothing is left "thinking"."""
    try:
        await work
    except Exception as error:
        await report(interaction, error, where)


async def report(interaction: Interaction, error: BaseException, where: str) -> None:
    """Tell the reader of a failure, if the interaction can still be answered."""
    page = problem_page(error, where)
    try:
        await say(interaction, page)
    except discord.HTTPException as unheard:
        # The interaction's token is gone or Discord is down: nobody left to tell.
        log.warning("not told", where=where, status=unheard.status, code=unheard.code)


def wait_words(seconds: float) -> str:
    """The polite refusal of a cooldown."""
    return f"One moment please: you can ask again in {max(1, round(seconds))} s."
