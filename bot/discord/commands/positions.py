"""/actor, /compare, /issue, /matrix and /timeline: who stands where."""

import re

from discord import app_commands

from bot.discord.bot import Bot, Interaction
from bot.discord.commands.actors import actor_choices, actor_named
from bot.discord.commands.issues import issue_choices, issue_named
from bot.discord.commands.places import everywhere
from bot.discord.position_pages import show_positions
from bot.discord.query import Query
from bot.errors import UsageError

DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@app_commands.command(name="actor", description="What was said for a state, institution or person, issue by issue")
@app_commands.describe(
    name="The state, institution or person",
    issue="Only this issue",
    officials="Leave analysts out",
    since="Only articles from this date on (2025, 2025-08 or 2025-08-25)",
)
@app_commands.autocomplete(name=actor_choices, issue=issue_choices)
@everywhere
async def actor(
    interaction: Interaction, name: str, issue: str | None = None, officials: bool = False, since: str | None = None
) -> None:
    """Show an actor's positions."""
    query = Query(
        "actor",
        actor=actor_named(interaction, name),
        issue=issue_named(interaction, issue),
        officials=officials,
        since=date_given(since),
    )
    await show_positions(interaction, query)


@app_commands.command(name="compare", description="Two actors side by side, issue by issue")
@app_commands.describe(a="One actor", b="The other", issue="Only this issue")
@app_commands.autocomplete(a=actor_choices, b=actor_choices, issue=issue_choices)
@everywhere
async def compare(interaction: Interaction, a: str, b: str, issue: str | None = None) -> None:
    """Show two actors side by side."""
    one, other = actor_named(interaction, a), actor_named(interaction, b)
    if one == other:
        raise UsageError("Name two different actors to compare them.")
    await show_positions(interaction, Query("compare", one, other, issue_named(interaction, issue)))


@app_commands.command(name="issue", description="Everybody's positions on one issue, and who contradicts whom")
@app_commands.describe(name="The issue")
@app_commands.autocomplete(name=issue_choices)
@everywhere
async def issue_(interaction: Interaction, name: str) -> None:
    """Show all actors on one issue."""
    await show_positions(interaction, Query("issue", issue=issue_named(interaction, name)))


@app_commands.command(name="matrix", description="Actors by issues in one picture: those with most to say")
@app_commands.describe(
    actor="Also this state, institution or person, however little it says", light="Draw it for a light background"
)
@app_commands.autocomplete(actor=actor_choices)
@everywhere
async def matrix(interaction: Interaction, actor: str | None = None, light: bool = False) -> None:
    """Show the matrix."""
    asked = None if actor is None else actor_named(interaction, actor)
    await show_positions(interaction, Query("matrix", actor=asked, light=light))


@app_commands.command(name="timeline", description="An actor's positions over time in one picture")
@app_commands.describe(name="The state, institution or person", light="Draw it for a light background")
@app_commands.autocomplete(name=actor_choices)
@everywhere
async def timeline(interaction: Interaction, name: str, light: bool = False) -> None:
    """Show an actor's timeline."""
    await show_positions(interaction, Query("timeline", actor=actor_named(interaction, name), light=light))


def date_given(text: str | None) -> str | None:
    """A year, month or day as typed, or None.

    Raises:
        UsageError: it is none of these.

    """
    if text is None or not text.strip():
        return None
    if not DATE.fullmatch(text.strip()):
        raise UsageError("Give the date as 2025, 2025-08 or 2025-08-25.")
    return text.strip()


def register(bot: Bot) -> None:
    """Add the five commands, where there is a ledger to read."""
    if bot.services.ledger is None:
        return
    bot.tree.add_command(actor)
    bot.tree.add_command(compare)
    bot.tree.add_command(issue_)
    bot.tree.add_command(matrix)
    bot.tree.add_command(timeline)
