"""The way of corrections to messages on Discord: the message edited as it stands, or replied to."""

import asyncio

import discord
from discord import ui

from bot.curation.corrector import MessageGone, Uneditable
from bot.discord.bot import Bot
from bot.discord.briefing.transport import found_in, newest_in, shown_text
from bot.discord.escape import Markdown
from bot.discord.sources.corrections import correction_words
from bot.discord.views.layout import NO_MENTIONS, deliver
from bot.discord.views.page import MAX_COMPONENTS, MAX_PLAIN, MAX_TEXT, Accent, simple
from bot.record.corrections import Correction

SECONDS = 60.0
UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008

Place = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel | discord.DMChannel


class MessageTransport:
    """Edits the bot's own messages by discord.py."""

    def __init__(self, bot: Bot) -> None:
        """Edit and reply as ``bot``."""
        self._bot = bot

    async def shows(self, channel: int, message: int, reference: str) -> bool:
        """Whether the message shows ``reference``."""
        return reference in shown_text(await self._message(channel, message))

    async def edit(self, correction: Correction) -> None:
        """Edit the message so that it shows the correction below its own words; buttons and pictures stay."""
        message = await self._message(correction.channel, correction.message)
        words = correction_words(correction)
        try:
            async with asyncio.timeout(SECONDS):
                if message.flags.components_v2:
                    await message.edit(view=with_words(message, words), allowed_mentions=NO_MENTIONS)
                else:
                    await message.edit(content=longer(message.content, words), allowed_mentions=NO_MENTIONS)
        except discord.NotFound as error:
            raise MessageGone from error
        except discord.HTTPException as error:
            if error.status in (400, 403):
                raise Uneditable(f"{error.status} {error.text[:200]}") from error
            raise

    async def newest_message_id(self, channel: int) -> int:
        """The id of the channel's newest message, 0 if it has none."""
        place = await self._place(channel)
        async with asyncio.timeout(SECONDS):
            return await newest_in(place)

    async def find_reference(self, channel: int, anchor: int, reference: str) -> int | None:
        """The id of the bot's own message after ``anchor`` that shows ``reference``; None only if there is none."""
        place = await self._place(channel)
        async with asyncio.timeout(SECONDS):
            return await found_in(place, self._bot.user, anchor, reference)

    async def reply(self, correction: Correction) -> None:
        """Post the correction as a reply, with its nonce, without a ping."""
        place = await self._place(correction.channel)
        reference = discord.MessageReference(
            message_id=correction.message, channel_id=correction.channel, fail_if_not_exists=False
        )
        page = simple(correction_words(correction), Accent.NEUTRAL)
        async with asyncio.timeout(SECONDS):
            await deliver(place.send, page, reference=reference, mention_author=False, nonce=correction.nonce)

    async def _message(self, channel: int, message: int) -> discord.Message:
        place = await self._place(channel)
        try:
            async with asyncio.timeout(SECONDS):
                return await place.fetch_message(message)
        except discord.NotFound as error:
            if error.code in (UNKNOWN_CHANNEL, UNKNOWN_MESSAGE):
                raise MessageGone from error
            raise

    async def _place(self, channel: int) -> Place:
        found = self._bot.get_channel(channel)
        if found is None:
            try:
                found = await self._bot.fetch_channel(channel)
            except discord.NotFound as error:
                if error.code == UNKNOWN_CHANNEL:
                    raise MessageGone from error
                raise
        if not isinstance(found, Place):
            raise MessageGone
        return found


def with_words(message: discord.Message, words: Markdown) -> ui.LayoutView:
    """The message's own components with ``words`` below those of its box; its pictures are those it has.

    Raises:
        Uneditable: it would be more than one message holds.

    """
    view = ui.LayoutView.from_message(message, timeout=None)
    if view.content_length() + len(words) > MAX_TEXT or view.total_children_count >= MAX_COMPONENTS:
        raise Uneditable("the message has no room for it")
    names = {attachment.filename for attachment in message.attachments}
    for gallery in (item for item in view.walk_children() if isinstance(item, ui.MediaGallery)):
        for picture in gallery.items:
            name = picture.media.url.partition("?")[0].rpartition("/")[2]
            if name in names:
                picture.media = discord.UnfurledMediaItem(f"attachment://{name}")
    box = next((item for item in view.children if isinstance(item, ui.Container)), None)
    text: ui.TextDisplay[ui.LayoutView] = ui.TextDisplay(words)
    (box or view).add_item(text)
    return view


def longer(content: str, words: Markdown) -> str:
    """A plain message with ``words`` below.

    Raises:
        Uneditable: it would be more than one message holds.

    """
    whole = f"{content}\n{words}"
    if len(whole) > MAX_PLAIN:
        raise Uneditable("the message has no room for it")
    return whole
