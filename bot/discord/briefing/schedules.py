"""A schedule and what became of it, in words."""

from collections.abc import Mapping
from datetime import datetime

import discord

from bot.briefings.schedule import next_slot
from bot.briefings.view import RecordView
from bot.briefings.wishes import describe_days
from bot.briefings.zones import city
from bot.discord.escape import Markdown, safe
from bot.record.editions import EditionEntry, EditionState
from bot.record.schedules import Schedule, WhenEmpty

EMPTY_WORDS: Mapping[WhenEmpty, str] = {
    "nothing": "post nothing",
    "line": "post one line",
    "standing": "post one line and the picture of standing positions",
}
STATE_WORDS: Mapping[EditionState, str] = {
    "planned": "being posted",
    "posted": "posted",
    "skipped": "skipped",
    "nothing-new": "nothing new, nothing posted",
    "failed": "failed",
}


def schedule_words(schedule: Schedule, view: RecordView, moment: datetime) -> Markdown:
    """A schedule in a few lines."""
    scope = [*map(view.issue, schedule.scope.issues), *map(view.actor, schedule.scope.actors)]
    about = safe(", ".join(scope), 300) if scope else "all issues and actors"
    lines = [
        f"<#{schedule.channel}> {describe_days(schedule)} at {schedule.at:%H:%M}, {safe(schedule.zone)}",
        f"-# about {about} · when nothing is new: {EMPTY_WORDS[schedule.when_empty]}",
        f"-# {next_words(schedule, moment)}",
    ]
    return Markdown("\n".join(lines))


def next_words(schedule: Schedule, moment: datetime) -> Markdown:
    """When it comes next, in everybody's own time, or why it does not."""
    if schedule.state == "paused":
        return Markdown(f"Paused: {safe(schedule.reason or 'no reason noted', 300)}")
    following = next_slot(schedule, moment)
    if following is None:
        return Markdown("Never comes again.")
    stamp = int(following.timestamp())
    return Markdown(f"Next edition: <t:{stamp}:F> (<t:{stamp}:R>)")


def short_words(schedule: Schedule, guild: discord.Guild | None) -> str:
    """A schedule in a line for a list of choices."""
    channel = guild.get_channel_or_thread(schedule.channel) if guild else None
    name = f"#{channel.name}" if channel else "a channel I cannot see"
    paused = ", paused" if schedule.state == "paused" else ""
    return f"{schedule.id}: {name} {describe_days(schedule)} at {schedule.at:%H:%M} {city(schedule.zone)}{paused}"


def history_line(schedule: Schedule, entry: EditionEntry) -> Markdown:
    """One local date of a schedule: what became of it, why, and where it stands."""
    state = STATE_WORDS[entry.state] + (" late" if entry.late and entry.state == "posted" else "")
    number = f" · edition {entry.number}" if entry.number else ""
    reason = f" · {safe(entry.reason, 300)}" if entry.reason and entry.state != "nothing-new" else ""
    link = (
        f" · https://discord.com/channels/{schedule.guild}/{schedule.channel}/{entry.message}"
        if entry.message
        else ""
    )
    return Markdown(f"{entry.local_date.isoformat()}: **{state}**{number}{reason}{link}")
