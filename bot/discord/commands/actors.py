"""Naming an actor in a command: suggestions while typing, and one sentence where nobody goes by that name."""

from discord import app_commands

from bot.discord.bot import Interaction
from bot.discord.escape import plain
from bot.errors import UsageError
from bot.ledger.recorded import RecordedActors

MAX_CHOICES = 25
MAX_CHOICE = 100


async def actor_choices(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Actors, configured or of the record, that go by what was typed so far (names, aliases, later words)."""
    actors = actors_known(interaction)
    found = actors.find(current[:MAX_CHOICE], MAX_CHOICES) if actors else []
    return [
        app_commands.Choice(name=plain(actor.name, MAX_CHOICE), value=actor.id)
        for actor in found
        if len(actor.id) <= MAX_CHOICE
    ]


def actor_named(interaction: Interaction, name: str) -> str:
    """The id of the actor of that id or name, configured or of the record, or of the first whose name begins so.

    Raises:
        UsageError: there is none.

    """
    actors = actors_known(interaction)
    exact = actors.lookup(name) if actors else None
    if exact is not None:
        return exact
    found = actors.find(name, 1) if actors and name.strip() else []
    if not found:
        raise UsageError(f"I know no actor called “{plain(name, 80)}”: pick one of those offered while you type.")
    return found[0].id


def actors_known(interaction: Interaction) -> RecordedActors | None:
    """Who can be named by the readers of a server: where their view is not there yet, by the shared record's."""
    bot = interaction.client
    services, guild = bot.services, bot.guild_of(interaction)
    view = services.views.ready(guild) if services.views else None
    ledger = view.ledger if view else services.ledger
    if ledger is not None:
        return ledger.recorded
    return RecordedActors(services.registry, ()) if services.registry else None
