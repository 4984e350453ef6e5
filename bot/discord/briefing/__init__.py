"""Scheduled briefings on Discord: the commands, the clockwork, the way into the channels."""

from bot.discord.bot import Bot
from bot.discord.briefing.buttons import DYNAMIC_ITEMS
from bot.discord.briefing.commands import group
from bot.discord.briefing.desk import DESKS, BriefingDesk


def register(bot: Bot) -> None:
    """Add /briefing and its clockwork, where the bot was given briefings."""
    if bot.services.briefings is None:
        return
    desk = BriefingDesk(bot, bot.services.briefings)
    DESKS[bot] = desk
    bot.tree.add_command(group)
    bot.add_dynamic_items(*DYNAMIC_ITEMS)
    bot.on_setup.append(desk.open)
    bot.on_close.append(desk.close)
    bot.on_guild_gone.append(desk.forget_guild)
    bot.on_reader_gone.append(desk.forget_reader)
