"""The outbox's way to Discord's channels, and what a briefing needs to be allowed there."""

import asyncio

import discord

from bot.briefings.outbox import Gone, Rejected, TurnedAway
from bot.discord.bot import Bot
from bot.discord.briefing.frozen import thaw
from bot.discord.views.layout import INVALID_FORM_BODY, NO_MENTIONS, Sendable, files
from bot.discord.views.page import words_of
from bot.record.deliveries import Picture

NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
}
"""What a briefing needs: the history, since after a doubt the bot looks whether it has posted already."""

SEND_TIMEOUT = 60.0
LOOK_TIMEOUT = 120.0

INVALID = (400, 413)
"""What Discord answers to a message that is wrong in itself, however often it is sent."""

Channel = discord.TextChannel | discord.Thread


class NotReady(Exception):
    """The server is not available just now: nothing is known, so nothing is done."""


def missing_permissions(channel: Channel) -> list[str]:
    """The names of the permissions that the bot lacks in a channel."""
    mine = channel.permissions_for(channel.guild.me)
    needed = dict(NEEDED)
    if isinstance(channel, discord.Thread):
        needed["send_messages_in_threads"] = "Send Messages in Threads"
        del needed["send_messages"]
    return [name for flag, name in needed.items() if not getattr(mine, flag)]


class ChannelTransport:
    """Posts to channels by discord.py, and finds its own messages again."""

    def __init__(self, bot: Bot) -> None:
        """Post as ``bot``."""
        self._bot = bot

    async def newest_message_id(self, channel: int) -> int:
        """The id of the channel's newest message, 0 if it has none."""
        place = await self._channel(channel)
        try:
            async with asyncio.timeout(SEND_TIMEOUT):
                return await newest_in(place)
        except (discord.Forbidden, discord.NotFound) as error:
            raise Gone(reason_of(error)) from error

    async def find_reference(self, channel: int, anchor: int, reference: str) -> int | None:
        """The id of the bot's own message after ``anchor`` that shows ``reference``."""
        place = await self._channel(channel)
        try:
            async with asyncio.timeout(LOOK_TIMEOUT):
                return await found_in(place, self._bot.user, anchor, reference)
        except (discord.Forbidden, discord.NotFound) as error:
            raise Gone(reason_of(error)) from error

    async def send(self, channel: int, body: str, nonce: str, picture: Picture | None) -> int:
        """Post a frozen page; where Discord refuses its components, the same words as plain text."""
        place = await self._channel(channel)
        page = thaw(body, picture)
        try:
            async with asyncio.timeout(SEND_TIMEOUT):
                try:
                    return (await place.send(**Sendable(page).arguments(), nonce=nonce)).id
                except discord.HTTPException as error:
                    if error.code != INVALID_FORM_BODY:
                        raise
                # The reference stands in the last block: it must not be what is cut off.
                last = page.blocks[-1:]
                words = words_of(page, 1800) + "\n" + words_of(type(page)(page.accent, last))
                return (await place.send(words, files=files(page), allowed_mentions=NO_MENTIONS, nonce=nonce)).id
        except (discord.Forbidden, discord.NotFound) as error:
            raise Gone(reason_of(error)) from error
        except discord.HTTPException as error:
            # A 400 without a code says nothing of the message: a proxy's, or a fault of Discord's.
            if error.status in INVALID and (error.code or error.status != 400):
                raise Rejected(f"{error.status} {error.text[:200]}") from error
            # A 429 is in doubt: discord.py repeats requests itself, so an earlier one may have been accepted.
            if 400 <= error.status < 500 and error.status != 429:
                raise TurnedAway(f"Discord turned the message away ({error.status})") from error
            raise

    async def _channel(self, channel: int) -> Channel:
        """The channel, checked for everything that a briefing needs.

        Raises:
            Gone: it vanished, is of another kind, or the bot may not post there.
            NotReady: its server is not available now.

        """
        found = self._bot.get_channel(channel)
        if found is None:
            try:
                found = await self._bot.fetch_channel(channel)
            except (discord.Forbidden, discord.NotFound) as error:
                raise Gone(reason_of(error)) from error
        if not isinstance(found, discord.TextChannel | discord.Thread):
            raise Gone("the channel is none that I can post in")
        if found.guild.unavailable or found.guild.me is None:
            raise NotReady(f"server {found.guild.id} is not available")
        missing = missing_permissions(found)
        if missing:
            raise Gone(f"I lack permissions in the channel: {', '.join(missing)}")
        return found


async def newest_in(place: discord.abc.Messageable) -> int:
    """The id of the newest message of a place, 0 if it has none."""
    return max([message.id async for message in place.history(limit=1)], default=0)


async def found_in(
    place: discord.abc.Messageable, me: discord.ClientUser | None, anchor: int, reference: str
) -> int | None:
    """The id of the first message of ``me`` in a place after ``anchor`` that shows ``reference``."""
    async for message in place.history(limit=None, after=discord.Object(anchor), oldest_first=True):
        if me is not None and message.author.id == me.id and reference in shown_text(message):
            return message.id
    return None


def shown_text(message: discord.Message) -> str:
    """All the words of a message, those in its components included."""
    parts = [message.content]
    waiting: list[object] = list(message.components)
    while waiting:
        component = waiting.pop()
        if isinstance(component, discord.TextDisplay):
            parts.append(component.content)
        waiting.extend(getattr(component, "children", ()))
    return "\n".join(parts)


def reason_of(error: discord.HTTPException) -> str:
    """Why a channel is closed to the bot, for whoever set the schedule."""
    if isinstance(error, discord.NotFound):
        return "the channel does not exist any more"
    return "Discord does not let me post there (check that I may view it, send, attach files and read its history)"


__all__ = ["Channel", "ChannelTransport", "missing_permissions"]
