"""The buttons of briefings: standing positions, and saving or discarding a drafted schedule."""

from dataclasses import replace
from datetime import date, datetime

from bot.briefings.edition import Window
from bot.briefings.schedule import next_slot
from bot.briefings.service import Briefings
from bot.discord.bot import Interaction
from bot.discord.briefing import custom_ids
from bot.discord.briefing.desk import desk_of
from bot.discord.briefing.pages import standing_pages
from bot.discord.buttons import KeptButton
from bot.discord.replies import show
from bot.discord.views.page import Accent, Button, Page, simple
from bot.errors import CommuniqueError
from bot.record.schedules import Schedule, Scope

NO_DRAFT = "I do not have that draft any more: run `/briefing schedule` again."


class StandingPositions(KeptButton, template=custom_ids.STANDING):
    """Shows the complete standing positions behind an edition, to the one who clicked."""

    where = "standing positions"

    async def click(self, interaction: Interaction) -> None:
        """Show a page of them."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        desk = desk_of(interaction.client)
        day = datetime.strptime(self.state["date"], "%Y%m%d").date()  # noqa: DTZ007 - a local date
        guild = interaction.client.guild_of(interaction)
        page = await desk.run(
            standing_page,
            desk.briefings,
            guild,
            int(self.state["schedule"]),
            day,
            int(self.state["page"]),
            desk.clock(),
        )
        await show(interaction, page)


def standing_page(
    briefings: Briefings, guild: int | None, schedule: int, day: date, number: int, now: datetime
) -> Page:
    """One page of the standing positions of a schedule's edition (schedule 0: of everything, now)."""
    entry = next((e for e in briefings.editions.history(schedule, 400) if e.local_date == day), None)
    scope, until, zone = Scope(), now, "UTC"
    if entry is not None:
        try:
            found = briefings.schedules.get(schedule)
            scope, zone = found.scope, found.zone
        except CommuniqueError:
            pass  # a schedule that was removed: its posts stay, and show everything
        until = entry.window_to or now
    briefer = briefings.briefer.for_guild(guild)
    briefer.refresh()
    briefing = briefer.compose(Window(None, until, zone), scope)
    pages = standing_pages(briefing.standing, briefer.view)
    if number >= len(pages):
        return simple("The record holds no more positions.")
    if number + 1 < len(pages):
        label = f"Next page ({number + 2} of {len(pages)})"
        return replace(
            pages[number], buttons=(Button(custom_ids.standing_id(schedule, day, number + 1), label, "primary"),)
        )
    return pages[number]


class SaveSchedule(KeptButton, template=custom_ids.SAVE):
    """Puts a drafted schedule into force."""

    where = "save schedule"

    async def click(self, interaction: Interaction) -> None:
        """Save it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        desk = desk_of(interaction.client)
        schedule = await own_draft(interaction, int(self.state["schedule"]))
        if schedule is None or not await desk.run(desk.briefings.schedules.save_draft, schedule.id, desk.clock()):
            await show(interaction, simple(NO_DRAFT))
            return
        following = next_slot(schedule, desk.clock())
        when = f" The first edition comes <t:{int(following.timestamp())}:F>." if following else ""
        await show(interaction, simple(f"Saved as briefing number {schedule.id}.{when}", Accent.ANSWER))


class DiscardSchedule(KeptButton, template=custom_ids.DISCARD):
    """Throws a drafted schedule away."""

    where = "discard schedule"

    async def click(self, interaction: Interaction) -> None:
        """Discard it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        desk = desk_of(interaction.client)
        schedule = await own_draft(interaction, int(self.state["schedule"]))
        if schedule is None or not await desk.run(desk.briefings.schedules.discard_draft, schedule.id):
            await show(interaction, simple(NO_DRAFT))
            return
        await show(interaction, simple("Discarded: nothing will be posted."))


async def own_draft(interaction: Interaction, number: int) -> Schedule | None:
    """The draft of this number, if it belongs to the one who clicked and to this server."""
    desk = desk_of(interaction.client)
    try:
        schedule = await desk.run(desk.briefings.schedules.get, number, interaction.guild_id)
    except CommuniqueError:
        return None
    return schedule if schedule.state == "draft" and schedule.creator == interaction.user.id else None


DYNAMIC_ITEMS = (StandingPositions, SaveSchedule, DiscardSchedule)
