"""Articles and feeds of servers on Discord, the clockwork that polls feeds, and the corrections of what was said."""

from bot.discord.bot import Bot
from bot.discord.sources.buttons import DYNAMIC_ITEMS
from bot.discord.sources.commands import group
from bot.discord.sources.desk import DESKS, SourcesDesk


def register(bot: Bot) -> None:
    """Add /sources and its clockwork, where the bot was given the means to change the record."""
    if bot.services.curation is None:
        return
    desk = SourcesDesk(bot, bot.services.curation)
    DESKS[bot] = desk
    bot.tree.add_command(group)
    bot.add_dynamic_items(*DYNAMIC_ITEMS)
    bot.on_setup.append(desk.open)
    bot.on_close.append(desk.close)
    bot.on_guild_gone.append(desk.forget_guild)
    bot.on_reader_gone.append(desk.forget_reader)
