"""Where commands may be used and how they may be installed, written out in full for each (see the package)."""

from collections.abc import Callable
from typing import TypeVar

from discord import app_commands

Command = TypeVar("Command")

CONTEXTS_EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
INSTALLS_EVERYWHERE = app_commands.AppInstallationType(guild=True, user=True)
CONTEXTS_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
INSTALLS_SERVERS = app_commands.AppInstallationType(guild=True, user=False)


def everywhere(command: Command) -> Command:
    """Servers, direct messages and group messages; installed to a server or to a user."""
    return _both(
        app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True),
        app_commands.allowed_installs(guilds=True, users=True),
        command,
    )


def servers_only(command: Command) -> Command:
    """Only in servers that installed the bot."""
    return _both(
        app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False),
        app_commands.allowed_installs(guilds=True, users=False),
        command,
    )


def _both(
    contexts: Callable[[Command], Command], installs: Callable[[Command], Command], command: Command
) -> Command:
    return contexts(installs(command))
