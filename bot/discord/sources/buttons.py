"""The buttons of /sources: accepting or discarding what was shown, correcting it first, turning the list."""

from dataclasses import replace
from typing import Any

from discord import ui

from bot.curation.edits import checked
from bot.curation.trial import Trial, corrected
from bot.discord.bot import Interaction
from bot.discord.buttons import KeptButton
from bot.discord.replies import guarded, problem_page, say, show
from bot.discord.sources import custom_ids
from bot.discord.sources.adding import accept
from bot.discord.sources.desk import desk_of
from bot.discord.sources.drafts import Content, Upload
from bot.discord.sources.pages import list_page, trial_page
from bot.discord.views.page import simple

NO_DRAFT = "I do not have that offer any more: run the command again."


async def _taken(interaction: Interaction, token: str) -> Content | None:
    """What was offered, which nobody can take again; None where it is gone, and that is said."""
    content = desk_of(interaction.client).drafts.take(token, interaction.user.id, interaction.guild_id)
    if content is None:
        await say(interaction, simple(NO_DRAFT))
    else:
        await interaction.response.defer()
    return content


class AcceptDraft(KeptButton, template=custom_ids.ACCEPT):
    """Does what was offered, once, for whoever it was offered to."""

    where = "accept sources"

    async def click(self, interaction: Interaction) -> None:
        """Do it."""
        content = await _taken(interaction, self.state["token"])
        if content is None:
            return
        try:
            await accept(interaction, content)
        except Exception as error:
            # In place of the offer, whose buttons do nothing any more.
            await show(interaction, problem_page(error, self.where))


class DiscardDraft(KeptButton, template=custom_ids.DISCARD):
    """Forgets what was offered."""

    where = "discard sources"

    async def click(self, interaction: Interaction) -> None:
        """Forget it."""
        content = await _taken(interaction, self.state["token"])
        if content is None:
            return
        await show(interaction, simple("Discarded: nothing was changed."))


class CorrectDraft(KeptButton, template=custom_ids.CORRECT):
    """Opens a form for title, outlet and date of what is offered."""

    where = "correct sources"

    async def click(self, interaction: Interaction) -> None:
        """Open the form."""
        desk = desk_of(interaction.client)
        content = desk.drafts.get(self.state["token"], interaction.user.id, interaction.guild_id)
        if not isinstance(content, Upload):
            await say(interaction, simple(NO_DRAFT))
            return
        await interaction.response.send_modal(CorrectModal(self.state["token"], content.trials[0]))


class CorrectModal(ui.Modal, title="Correct the article"):
    """Title, outlet and date; an emptied field is unknown."""

    def __init__(self, token: str, trial: Trial) -> None:
        """Start from what the trial found."""
        super().__init__(custom_id=custom_ids.CORRECT_MODAL, timeout=900)
        self.token = token
        article = trial.article
        self.fields: dict[str, ui.TextInput[Any]] = {}
        for fact, label, value, longest in (
            ("title", "Title", article.title, 300),
            ("outlet", "Outlet", article.outlet, 120),
            ("published", "Date (2025, 2025-08 or 2025-08-25)", article.published, 10),
        ):
            field: ui.TextInput[Any] = ui.TextInput(
                custom_id=fact, default=(value or "")[:longest], required=False, max_length=longest
            )
            self.fields[fact] = field
            self.add_item(ui.Label(text=label, component=field))
        self._before = {fact: field.default or "" for fact, field in self.fields.items()}

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Try the article again with what was written."""
        await guarded(interaction, self._again(interaction), "correct sources")

    async def _again(self, interaction: Interaction) -> None:
        desk = desk_of(interaction.client)
        written = {fact: field.value for fact, field in self.fields.items() if field.value != self._before[fact]}
        values = checked(written)
        content = desk.drafts.take(self.token, interaction.user.id, interaction.guild_id)
        if not isinstance(content, Upload) or interaction.guild_id is None:
            await say(interaction, simple(NO_DRAFT))
            return
        await interaction.response.defer()
        await show(interaction, simple("Reading the article again …"))
        (trial,) = content.trials
        again = await desk.read(desk.curation.trial, corrected(trial.incoming, values), interaction.guild_id)
        token = desk.drafts.put(replace(content, trials=(again,)), interaction.user.id, interaction.guild_id)
        await show(interaction, trial_page((again,), token))


class TurnList(KeptButton, template=custom_ids.LIST):
    """Turns the list of articles in place."""

    where = "list sources"

    async def click(self, interaction: Interaction) -> None:
        """Show the page."""
        await interaction.response.defer()
        desk = desk_of(interaction.client)
        seen = await desk.run(desk.curation.articles.seen_by, interaction.guild_id)
        await show(interaction, list_page(seen, int(self.state["page"])))


DYNAMIC_ITEMS: tuple[type[ui.DynamicItem[Any]], ...] = (AcceptDraft, DiscardDraft, CorrectDraft, TurnList)
