"""The commands, one module a subject, each with a ``register(bot)`` that adds its own to the tree.

Where a command may be used and installed is written out for each: what is not said, discord.py fills in from the
tree, and a guild-only command is then offered in direct messages as well.
"""

from collections.abc import Callable

from bot.discord.bot import Bot
from bot.discord.commands import about, ask, guild_settings, positions

REGISTER: tuple[Callable[[Bot], None], ...] = (
    ask.register,
    about.register,
    guild_settings.register,
    positions.register,
)
