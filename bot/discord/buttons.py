"""The buttons under answers. Each is found again by its custom id alone, so they work after a restart."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.answering.kept import excerpts_of
from bot.discord import custom_ids
from bot.discord.bot import Interaction
from bot.discord.desk import Inquiry
from bot.discord.escape import Markdown, safe
from bot.discord.replies import guarded, log, say, show, wait_words
from bot.discord.views.answer import FIRST, excerpt_blocks
from bot.discord.views.layout import deliver
from bot.discord.views.page import MAX_TEXT, Accent, Page, Text, simple
from bot.record.answers import KEPT_DAYS
from bot.record.feedback import Vote

Plain = ui.Button[Any]
CHANGED = "Those words do not stand in the record any more: the article was changed or removed."
GONE = f"I do not have that answer any more (kept for {KEPT_DAYS} days), or its article has changed."


class KeptButton(ui.DynamicItem[Plain], template=r"(?!)"):
    """A button whose whole state is in its custom id; a subclass names its pattern and says what a click does."""

    where = "button"

    def __init__(self, custom_id: str, state: dict[str, str]) -> None:
        """Stand for the button with this custom id."""
        super().__init__(ui.Button(label="-", custom_id=custom_id))
        self.state = state

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the state out of the custom id."""
        return cls(match.string, match.groupdict())

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a click; a failure is told like any other."""
        await guarded(interaction, self.click(interaction), self.where)

    async def click(self, interaction: Interaction) -> None:
        """What the button does."""
        raise NotImplementedError


class MoreExcerpts(KeptButton, template=custom_ids.MORE):
    """Shows the next excerpts, to the one who clicked."""

    where = "more excerpts"

    async def click(self, interaction: Interaction) -> None:
        """Show them."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        page = await interaction.client.desk.more(self.state["answer"], int(self.state["first"]))
        await show(interaction, page or simple(GONE))


class InContext(KeptButton, template=custom_ids.CONTEXT):
    """Shows one excerpt between the paragraphs around it, to the one who clicked."""

    where = "context"

    async def click(self, interaction: Interaction) -> None:
        """Show it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        page = await interaction.client.desk.context(
            self.state["answer"], int(self.state["place"]), interaction.client.guild_of(interaction)
        )
        await show(interaction, page or simple(GONE))


class WordsInContext(KeptButton, template=custom_ids.WORDS):
    """Shows the words of a position between the paragraphs around them, to the one who clicked."""

    where = "context"

    async def click(self, interaction: Interaction) -> None:
        """Show them."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        at = self.state
        guild = interaction.client.guild_of(interaction)
        span = int(at["start"]), int(at["end"])
        page = await interaction.client.desk.words(at["article"], *span, at["print"], guild)
        await show(interaction, page or simple(CHANGED))


class VoteButton(KeptButton, template=custom_ids.VOTE):
    """Notes that an answer was useful or wrong; a wrong one goes to the server's feedback channel too."""

    where = "vote"

    async def click(self, interaction: Interaction) -> None:
        """Store the vote."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot = interaction.client
        guild = bot.guild_of(interaction)
        settings = bot.desk.guild(guild)
        if not settings.keep_feedback:
            await show(interaction, simple("This server keeps no feedback, so nothing was stored."))
            return
        store = bot.services.stores.feedback
        vote: Vote = "useful" if self.state["vote"] == "useful" else "wrong"
        noted = await bot.workshop.run(store.vote, self.state["answer"], interaction.user.id, guild, vote)
        if noted == "gone":
            await show(interaction, simple(GONE))
            return
        await show(interaction, simple("Noted, thank you. `/privacy` says what is stored and removes it."))
        # Pressed again and again it goes there once.
        if vote == "wrong" and noted == "new" and settings.feedback_channel:
            await self._pass_on(interaction, settings.feedback_channel)

    async def _pass_on(self, interaction: Interaction, channel_id: int) -> None:
        bot = interaction.client
        kept = await bot.workshop.run(bot.services.stores.answers.get, self.state["answer"])
        channel = bot.get_channel(channel_id)
        if kept is None or not isinstance(channel, discord.TextChannel | discord.Thread):
            return
        where = f" ([the message](<{interaction.message.jump_url}>))" if interaction.message else ""
        question = f"\nQuestion: {safe(kept.question, 300)}" if kept.question else ""
        head = Text(Markdown(f"**An answer was marked wrong**{where}{question}\n-# answer {kept.id}"))
        blocks = excerpt_blocks(excerpts_of(kept)[:FIRST], kept.id, 0, MAX_TEXT - 900)
        try:
            page = Page(Accent.REFUSAL, (head, *blocks))
            await bot.desk.posted(page, channel.guild.id, await deliver(channel.send, page))
        except discord.Forbidden:
            log.warning("feedback channel closed to me", channel=channel_id)


class AskMore(KeptButton, template=custom_ids.ASK_MORE):
    """Opens a form for a follow-up: replies to slash answers reach a bot without their words."""

    where = "ask more"

    async def click(self, interaction: Interaction) -> None:
        """Open the form."""
        await interaction.response.send_modal(AskMoreModal(self.state["answer"]))


class AskMoreModal(ui.Modal, title="Ask more"):
    """One follow-up question."""

    question: ui.Label[Any] = ui.Label(
        text="Your question",
        description="It is read together with the question before it.",
        component=ui.TextInput(custom_id="question", placeholder="and why?"),
    )

    def __init__(self, answer: str) -> None:
        """Follow up on ``answer``."""
        super().__init__(custom_id=custom_ids.ASK_MORE_MODAL, timeout=900)
        self.answer = answer

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Answer the follow-up as a new message."""
        field = self.question.component
        assert isinstance(field, ui.TextInput)
        private = interaction.message is not None and interaction.message.flags.ephemeral
        guild = interaction.client.guild_of(interaction)
        inquiry = Inquiry(field.value, interaction.user.id, guild, follows=self.answer, ask_more=True)
        await guarded(interaction, answer_interaction(interaction, inquiry, private=private), "ask more")


class ForgetMe(KeptButton, template=custom_ids.FORGET_ME):
    """Removes everything kept of the one who clicked."""

    where = "forget me"

    async def click(self, interaction: Interaction) -> None:
        """Remove it."""
        await forget_reader(interaction)


async def forget_reader(interaction: Interaction) -> None:
    """Remove everything kept of the reader and say how much it was."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    rows = sum([await forget(interaction.user.id) for forget in interaction.client.on_reader_gone])
    words = f"Removed: {rows} stored {'entry' if rows == 1 else 'entries'} of yours. Nothing else is kept about you."
    await show(interaction, simple(words))


async def answer_interaction(interaction: Interaction, inquiry: Inquiry, *, private: bool) -> None:
    """Cooldown, queue, "thinking ...", answer: refusals before the wait are for the reader's eyes only."""
    bot = interaction.client
    wait = bot.cooldown.take(interaction.user.id, interaction.created_at.timestamp())
    if wait:
        await say(interaction, simple(wait_words(wait), Accent.PROBLEM))
        return
    bot.workshop.check_room()
    await interaction.response.defer(ephemeral=private, thinking=True)
    page, answer_id = await bot.desk.answer(inquiry)
    message = await show(interaction, page)
    if answer_id is not None:
        bot.desk.threads.carried_by(message.id, answer_id)


DYNAMIC_ITEMS = (MoreExcerpts, InContext, WordsInContext, VoteButton, AskMore, ForgetMe)
