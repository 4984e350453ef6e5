"""The buttons of briefings: what stands behind an edition, and saving or discarding a drafted schedule."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args

from bot.briefings.edition import Window
from bot.briefings.schedule import next_slot
from bot.briefings.service import Briefings
from bot.discord.bot import Interaction
from bot.discord.briefing import custom_ids
from bot.discord.briefing.behind import page_behind
from bot.discord.briefing.custom_ids import Behind
from bot.discord.briefing.desk import desk_of
from bot.discord.buttons import KeptButton
from bot.discord.replies import show
from bot.discord.views.page import Accent, Button, Page, simple
from bot.errors import CommuniqueError
from bot.record.answers import KEPT_DAYS
from bot.record.schedules import Schedule, Scope

EDITIONS = 400
"""So many editions of a schedule are looked through for the one that a button belongs to."""
NO_SCOPE = f"I do not know any more what that briefing was about (kept for {KEPT_DAYS} days): run it again."
NO_DRAFT = "I do not have that draft any more: run `/briefing schedule` again."


class BehindEdition(KeptButton, template=custom_ids.EDITION):
    """Shows a page of what an edition knew besides what it told, to the one who clicked."""

    where = "behind an edition"

    async def click(self, interaction: Interaction) -> None:
        """Show it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        desk = desk_of(interaction.client)
        day = datetime.strptime(self.state["date"], "%Y%m%d").date()  # noqa: DTZ007 - a local date
        guild = interaction.client.guild_of(interaction)
        state = what_of(self.state["what"]), int(self.state["page"])
        page = await desk.run(
            page_of_edition, desk.briefings, guild, int(self.state["schedule"]), day, *state, desk.clock()
        )
        await show(interaction, page)


class BehindBriefing(KeptButton, template=custom_ids.AT_ONCE):
    """The same of a briefing that is no edition."""

    where = "behind a briefing"

    async def click(self, interaction: Interaction) -> None:
        """Show it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        desk = desk_of(interaction.client)
        guild = interaction.client.guild_of(interaction)
        await show(interaction, await desk.run(page_at_once, desk.briefings, guild, self.state))


def what_of(name: str) -> Behind:
    """Which of the things behind an edition a custom id names."""
    return next(what for what in get_args(Behind) if what == name)


def page_of_edition(
    briefings: Briefings, guild: int | None, schedule: int, day: date, what: Behind, number: int, now: datetime
) -> Page:
    """One page of what stands behind a schedule's edition, as that edition knew it (of no edition: of everything)."""
    entries = briefings.editions.history(schedule, EDITIONS)
    entry = next((e for e in entries if e.local_date == day), None)
    scope, window = Scope(), Window(None, now, "UTC")
    if entry is not None:
        recap = False
        with suppress(CommuniqueError):  # a schedule that was removed: its posts stay, and show everything
            found = briefings.schedules.get(schedule)
            scope, recap, window = found.scope, found.recap, replace(window, zone=found.zone)
        before = next((e for e in entries if e.number is not None and e.number + 1 == entry.number), None)
        mark = before.mark if before and not recap else None
        window = Window(entry.window_from, entry.window_to or now, window.zone, mark)

    def turned(page: int) -> str | None:
        return custom_ids.edition_id(what, schedule, day, page)

    return _page(briefings, guild, window, scope, what, number, turned)


def page_at_once(briefings: Briefings, guild: int | None, state: Mapping[str, str]) -> Page:
    """One page of what stands behind a briefing that is no edition, as it was composed."""
    view = briefings.briefer.for_guild(guild).refresh()
    until = datetime.fromtimestamp(int(state["until"]), UTC)
    days = int(state["days"])
    if state["kept"]:
        scope, about = briefings.scopes.get(guild or 0, state["kept"]), custom_ids.kept_id(state["kept"])
    else:
        issues, actors = state["issues"], state["actors"]
        scope = Scope(custom_ids.named(issues, view.issue_names), custom_ids.named(actors, view.actor_names))
        about = f"{issues}:{actors}"
    if scope is None:
        return simple(NO_SCOPE)
    what = what_of(state["what"])
    window = Window(until - timedelta(days=days) if days else None, until, "UTC")

    def turned(page: int) -> str:
        return custom_ids.at_once_id(what, until, days, about, page)

    return _page(briefings, guild, window, scope, what, int(state["page"]), turned)


def _page(
    briefings: Briefings,
    guild: int | None,
    window: Window,
    scope: Scope,
    what: Behind,
    number: int,
    turned: Callable[[int], str | None],
) -> Page:
    briefer = briefings.briefer.for_guild(guild)
    view = briefer.refresh()
    briefing = briefer.compose(window, scope)
    picture = briefer.picture(briefing) if what == "standing" and number == 0 else None
    page, more = page_behind(what, briefing, view, number, picture)
    if page is None:
        return simple("There is no more.")
    following = turned(number + 1) if more else None
    if following is None:
        return page
    return replace(page, buttons=(Button(following, f"Next page ({number + 2})", "primary"),))


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


DYNAMIC_ITEMS = (BehindEdition, BehindBriefing, SaveSchedule, DiscardSchedule)
