"""/briefing: schedules, and a briefing at once."""

import discord
from discord import app_commands

from bot.briefings.wishes import DAY_WISHES, parse_days, parse_names, parse_time, suggest
from bot.discord.bot import Interaction
from bot.discord.briefing.at_once import preview
from bot.discord.briefing.custom_ids import discard_id, save_id
from bot.discord.briefing.desk import desk_of
from bot.discord.briefing.schedules import EMPTY_WORDS, history_line, next_words, schedule_words, short_words
from bot.discord.briefing.transport import Channel, missing_permissions
from bot.discord.commands.places import CONTEXTS_SERVERS, INSTALLS_SERVERS
from bot.discord.escape import Markdown, plain
from bot.discord.replies import say, show
from bot.discord.views.layout import deliver
from bot.discord.views.page import Accent, Button, Page, Rule, Text, simple
from bot.errors import UsageError
from bot.record.schedules import Schedule, Scope

MAX_SCHEDULES = 25
"""Of one server."""

PREVIEW_NOTE = "-# This is how the first edition would look now. Nothing is posted until you press Save."
group = app_commands.Group(
    name="briefing",
    description="Scheduled summaries of who stands where",
    allowed_contexts=CONTEXTS_SERVERS,
    allowed_installs=INSTALLS_SERVERS,
)
managers_only = app_commands.checks.has_permissions(manage_guild=True)


@group.command(name="schedule", description="Have a briefing posted to a channel (shown to you first)")
@app_commands.describe(
    channel="Where it is posted",
    days="daily, weekdays, weekly recap on Monday, or days such as mon, wed, fri",
    at="The local time, for example 08:00",
    zone="Whose clock: a city or country, for example London or New York",
    issues="Only these issues, parted by commas (default all)",
    actors="Only these actors, parted by commas (default all)",
    when_empty="What to do when nothing is new (default: nothing)",
    title="The heading (default: Briefing)",
)
@app_commands.rename(at="time")
@app_commands.choices(
    when_empty=[app_commands.Choice(name=words, value=value) for value, words in EMPTY_WORDS.items()]
)
@managers_only
async def schedule(
    interaction: Interaction,
    channel: discord.TextChannel | discord.Thread,
    days: str,
    at: str,
    zone: str,
    issues: str | None = None,
    actors: str | None = None,
    when_empty: app_commands.Choice[str] | None = None,
    title: app_commands.Range[str, 1, 80] | None = None,
) -> None:
    """Draft a schedule and show what it would post."""
    assert interaction.guild_id is not None
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk = desk_of(interaction.client)
    check_permissions(channel)
    view = await desk.run(desk.view, interaction.client.guild_of(interaction))
    chosen_days, recap = parse_days(days)
    draft = Schedule(
        guild=interaction.guild_id,
        channel=channel.id,
        creator=interaction.user.id,
        at=parse_time(at),
        zone=await desk.run(desk.briefings.zones.resolve, zone),
        active_from=desk.clock(),
        days=chosen_days,
        scope=Scope(parse_names(issues, view.issue_names, "issue"), parse_names(actors, view.actor_names, "actor")),
        when_empty=when_empty.value if when_empty else "nothing",  # type: ignore[arg-type]
        recap=recap,
        title=title,
        state="draft",
    )
    if len(await desk.run(desk.briefings.schedules.of_guild, draft.guild)) >= MAX_SCHEDULES:
        raise UsageError(f"This server has {MAX_SCHEDULES} briefings already: remove one with /briefing remove.")
    draft = await desk.run(desk.briefings.schedules.add, draft)
    summary = Text(Markdown(f"### Draft: briefing number {draft.id}\n{schedule_words(draft, view, desk.clock())}"))
    buttons = (Button(save_id(draft.id), "Save", "primary"), Button(discard_id(draft.id), "Discard", "danger"))
    await show(interaction, Page(Accent.NEUTRAL, (summary, Rule(), Text(Markdown(PREVIEW_NOTE))), buttons))
    page = await desk.run(preview, desk, draft.guild, draft.scope, draft.zone, draft.title)
    await deliver(interaction.followup.send, page, ephemeral=True)


@group.command(name="now", description="A briefing at once: what matters most, everything else behind buttons")
@app_commands.describe(
    issues="Only these issues, parted by commas",
    actors="Only these actors, parted by commas",
    days="Only what was read in so many days (default: the whole record)",
    private="Show it to you alone",
)
async def now(
    interaction: Interaction,
    issues: str | None = None,
    actors: str | None = None,
    days: app_commands.Range[int, 1, 3650] | None = None,
    private: bool = False,
) -> None:
    """Show a briefing."""
    await interaction.response.defer(ephemeral=private, thinking=True)
    desk = desk_of(interaction.client)
    view = await desk.run(desk.view, interaction.client.guild_of(interaction))
    scope = Scope(parse_names(issues, view.issue_names, "issue"), parse_names(actors, view.actor_names, "actor"))
    guild = interaction.client.guild_of(interaction)
    await show(interaction, await desk.run(preview, desk, guild, scope, "UTC", None, days))


@group.command(name="list", description="The briefings of this server and when they come next")
async def list_(interaction: Interaction) -> None:
    """List the schedules."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    assert interaction.guild_id is not None
    desk = desk_of(interaction.client)
    found = await desk.run(desk.briefings.schedules.of_guild, interaction.guild_id)
    if not found:
        await show(interaction, simple("No briefings are scheduled here. `/briefing schedule` makes one."))
        return
    view = await desk.run(desk.view, interaction.client.guild_of(interaction))
    lines = [f"**{s.id}** · {schedule_words(s, view, desk.clock())}" for s in found]
    blocks: list[Text] = []
    for line in lines:
        if sum(len(block.words) for block in blocks) + len(line) < 3500:
            blocks.append(Text(Markdown(line)))
    await show(interaction, Page(Accent.NEUTRAL, tuple(blocks)))


@group.command(name="history", description="What became of a briefing's editions")
@app_commands.describe(schedule="Its number")
async def history(interaction: Interaction, schedule: int) -> None:
    """List the editions, newest first."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk = desk_of(interaction.client)
    found = await desk.run(desk.briefings.schedules.get, schedule, interaction.guild_id)
    entries = await desk.run(desk.briefings.editions.history, schedule, 20)
    if not entries:
        words = f"Briefing {schedule} has had no edition yet. {next_words(found, desk.clock())}"
        await show(interaction, simple(words))
        return
    lines = [history_line(found, entry) for entry in entries]
    await show(interaction, simple(Markdown(f"### Briefing {schedule}\n" + "\n".join(lines))))


@group.command(name="pause", description="Stop a briefing for a while")
@app_commands.describe(schedule="Its number")
@managers_only
async def pause(interaction: Interaction, schedule: int) -> None:
    """Pause a schedule."""
    desk = desk_of(interaction.client)
    await desk.run(desk.briefings.schedules.get, schedule, interaction.guild_id)
    await desk.run(desk.briefings.schedules.pause, schedule, "paused by a manager", tell=False)
    await say(interaction, simple(f"Briefing {schedule} is paused. `/briefing resume` starts it again."))


@group.command(name="resume", description="Start a paused briefing again")
@app_commands.describe(schedule="Its number")
@managers_only
async def resume(interaction: Interaction, schedule: int) -> None:
    """Resume a schedule, if its channel is open to the bot."""
    assert interaction.guild is not None
    desk = desk_of(interaction.client)
    found = await desk.run(desk.briefings.schedules.get, schedule, interaction.guild_id)
    channel = interaction.guild.get_channel_or_thread(found.channel)
    if not isinstance(channel, discord.TextChannel | discord.Thread):
        raise UsageError("Its channel does not exist any more, or I cannot see it: make a new one.")
    check_permissions(channel)
    await desk.run(desk.briefings.schedules.resume, schedule, desk.clock())
    running = await desk.run(desk.briefings.schedules.get, schedule, interaction.guild_id)
    await say(interaction, simple(f"Briefing {schedule} runs. {next_words(running, desk.clock())}"))


@group.command(name="remove", description="End a briefing for good")
@app_commands.describe(schedule="Its number")
@managers_only
async def remove(interaction: Interaction, schedule: int) -> None:
    """Remove a schedule."""
    desk = desk_of(interaction.client)
    await desk.run(desk.briefings.schedules.get, schedule, interaction.guild_id)
    await desk.run(desk.briefings.schedules.remove, schedule)
    await say(interaction, simple(f"Briefing {schedule} is removed. What it posted stays."))


@schedule.autocomplete("days")
async def complete_days(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer ways to choose days."""
    wishes = [wish for wish in DAY_WISHES if current.strip().casefold() in wish.casefold()]
    return [app_commands.Choice(name=wish, value=wish) for wish in wishes[:25]]


@schedule.autocomplete("zone")
async def complete_zone(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer time zones by the names of cities and countries."""
    desk = desk_of(interaction.client)
    moment = desk.clock()
    found = await desk.run(desk.briefings.zones.find, current)
    return [app_commands.Choice(name=plain(zone.described(moment), 100), value=zone.id) for zone in found]


@schedule.autocomplete("issues")
@now.autocomplete("issues")
async def complete_issues(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer issues for the last of a list."""
    desk = desk_of(interaction.client)
    view = await desk.run(desk.view, interaction.client.guild_of(interaction))
    return complete_list(current, dict(view.issue_names))


@schedule.autocomplete("actors")
@now.autocomplete("actors")
async def complete_actors(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer actors for the last of a list."""
    desk = desk_of(interaction.client)
    view = await desk.run(desk.view, interaction.client.guild_of(interaction))
    return complete_list(current, dict(view.actor_names))


@history.autocomplete("schedule")
@pause.autocomplete("schedule")
@resume.autocomplete("schedule")
@remove.autocomplete("schedule")
async def complete_schedule(interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
    """Offer this server's schedules."""
    desk = desk_of(interaction.client)
    found = await desk.run(desk.briefings.schedules.of_guild, interaction.guild_id or 0)
    names = {s.id: short_words(s, interaction.guild) for s in found}
    return [
        app_commands.Choice(name=plain(name, 100), value=number)
        for number, name in names.items()
        if str(current).strip().casefold() in name.casefold()
    ][:25]


def check_permissions(channel: Channel) -> None:
    """See that the bot may post in a channel.

    Raises:
        UsageError: it lacks permissions there.

    """
    missing = missing_permissions(channel)
    if missing:
        raise UsageError(f"I may not post in #{channel.name}: give me {', '.join(missing)} there and try again.")


def complete_list(current: str, known: dict[str, str]) -> list[app_commands.Choice[str]]:
    """Choices that complete the last name of a comma-separated list."""
    before, _, last = current.rpartition(",")
    kept = [name.strip() for name in before.split(",") if name.strip()]
    choices = []
    for id_ in suggest(last, known):
        words = ", ".join([*kept, known[id_]])
        if known[id_] not in kept and len(words) <= 100:
            choices.append(app_commands.Choice(name=plain(words, 100), value=words))
    return choices
