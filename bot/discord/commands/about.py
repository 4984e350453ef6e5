"""/help, /status and /privacy."""

from typing import Literal

from discord import app_commands

from bot.discord import custom_ids
from bot.discord.bot import Bot, Interaction
from bot.discord.buttons import forget_reader
from bot.discord.commands.places import everywhere
from bot.discord.replies import say, show
from bot.discord.views.about import help_page, privacy_page, status_page
from bot.discord.views.page import Button


@app_commands.command(name="help", description="What I can do, and how to ask")
@everywhere
async def help_(interaction: Interaction) -> None:
    """List the ways to ask and the commands there are."""
    tree = interaction.client.tree
    commands = [
        (command.qualified_name, command.description)
        for command in tree.walk_commands()
        if isinstance(command, app_commands.Command)
    ]
    menus = [menu.name for menu in tree._get_all_commands() if isinstance(menu, app_commands.ContextMenu)]
    await say(interaction, help_page(commands, menus))


@app_commands.command(name="status", description="What the record holds, and which version answers")
@everywhere
async def status(interaction: Interaction) -> None:
    """Show what the record holds."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    bot = interaction.client
    held = await bot.workshop.run(bot.services.answering.status)
    waiting = await bot.workshop.run(bot.services.rereading)
    await show(interaction, status_page(held, bot.services.version, waiting))


@app_commands.command(name="privacy", description="What is stored about you and this server, and how to remove it")
@app_commands.describe(action="show what is stored (default), or delete what is stored about you")
@everywhere
async def privacy(interaction: Interaction, action: Literal["show", "delete"] = "show") -> None:
    """Say what is stored, or remove what is stored about the reader."""
    if action == "delete":
        await forget_reader(interaction)
        return
    guild = interaction.client.guild_of(interaction)
    settings = interaction.client.desk.guild(guild) if guild else None
    page = privacy_page(settings, Button(custom_ids.FORGET_ME, "Delete my data", "danger"))
    await say(interaction, page)


def register(bot: Bot) -> None:
    """Add the three commands."""
    bot.tree.add_command(help_)
    bot.tree.add_command(status)
    bot.tree.add_command(privacy)
