"""Naming an issue in a command: suggestions while typing, and one sentence where there is no such issue."""

from discord import app_commands

from bot.discord.bot import Interaction
from bot.discord.commands.actors import MAX_CHOICE, MAX_CHOICES
from bot.discord.escape import plain
from bot.errors import UsageError
from bot.positions.issues import OTHER


async def issue_choices(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Configured issues that go by what was typed so far."""
    ledger = interaction.client.services.ledger
    found = [issue for issue in ledger.issues.find(current[:MAX_CHOICE]) if issue.id != OTHER] if ledger else []
    return [app_commands.Choice(name=plain(i.name, MAX_CHOICE), value=i.id) for i in found[:MAX_CHOICES]]


def issue_named(interaction: Interaction, name: str | None) -> str | None:
    """The id of the configured issue of that id or name, in any case, or of the best that begins so; None for None.

    Raises:
        UsageError: there is none.

    """
    if name is None:
        return None
    ledger = interaction.client.services.ledger
    found = ledger.issues.find(name) if ledger and name.strip() else []
    if not found:
        raise UsageError(f"I know no issue called “{plain(name, 80)}”: pick one of those offered while you type.")
    return found[0].id
