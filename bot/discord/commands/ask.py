"""/ask and the message command "Check against the record"."""

import discord
from discord import app_commands

from bot.discord.bot import Bot, Interaction
from bot.discord.buttons import answer_interaction
from bot.discord.commands.actors import actor_choices, actor_named
from bot.discord.commands.places import everywhere
from bot.discord.desk import Inquiry
from bot.discord.replies import say
from bot.discord.views.page import simple

CHECK = "Check against the record"


@app_commands.command(name="ask", description="Ask the articles: verbatim excerpts, or an honest no")
@app_commands.describe(
    question="What do you want to know?",
    actor="Only what this state, institution or person says",
    private="Show the answer to you alone",
)
@app_commands.autocomplete(actor=actor_choices)
@everywhere
async def ask(interaction: Interaction, question: str, actor: str | None = None, private: bool = False) -> None:
    """Answer a question."""
    if actor is not None:
        actor = actor_named(interaction, actor)
    guild = interaction.client.guild_of(interaction)
    inquiry = Inquiry(question, interaction.user.id, guild, actor=actor, ask_more=True)
    await answer_interaction(interaction, inquiry, private=private)


@app_commands.context_menu(name=CHECK)
@everywhere
async def check(interaction: Interaction, message: discord.Message) -> None:
    """Show what in the record bears on a message, to the one who asks."""
    claim = " ".join(message.content.split())
    if not claim:
        await say(interaction, simple("That message has no words I can check."))
        return
    guild = interaction.client.guild_of(interaction)
    inquiry = Inquiry(claim, interaction.user.id, guild, claim=True)
    await answer_interaction(interaction, inquiry, private=True)


def register(bot: Bot) -> None:
    """Add both commands."""
    bot.tree.add_command(ask)
    bot.tree.add_command(check)
