"""Naming an actor in a command: suggestions while typing, and one sentence where nobody goes by that name."""

from discord import app_commands

from bot.actors.registry import Actor
from bot.discord.bot import Interaction
from bot.discord.escape import plain
from bot.errors import UsageError

MAX_CHOICES = 25
MAX_CHOICE = 100


async def actor_choices(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Configured actors that go by what was typed so far (names, aliases, later words of a name)."""
    registry = interaction.client.services.registry
    if registry is None:
        return []
    found = registry.find(current[:MAX_CHOICE], MAX_CHOICES)
    return [app_commands.Choice(name=plain(actor.name, MAX_CHOICE), value=actor.id) for actor in found]


def actor_named(interaction: Interaction, name: str) -> Actor:
    """The configured actor of that id or name, or the first whose name begins so.

    Raises:
        UsageError: there is none.

    """
    registry = interaction.client.services.registry
    actor = registry.lookup(name) if registry else None
    if actor is None and registry and name.strip():
        actor = next(iter(registry.find(name, 1)), None)
    if actor is None:
        raise UsageError(f"I know no actor called “{plain(name, 80)}”: pick one of those offered while you type.")
    return actor
