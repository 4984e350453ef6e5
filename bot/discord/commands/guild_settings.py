"""/settings: what a server's managers decide."""

from dataclasses import replace
from typing import Literal

import discord
from discord import app_commands

from bot.discord.bot import Bot, Interaction
from bot.discord.commands.places import servers_only
from bot.discord.replies import say, show
from bot.discord.views.about import settings_page


@app_commands.command(name="settings", description="See and change what I do in this server")
@app_commands.describe(
    ask_channel="Every message there is a question (needs the message content intent)",
    feedback_channel="Answers marked wrong are shown there",
    keep_questions="Store the words of questions and who asked (default no)",
    keep_feedback="Store votes on answers (default yes)",
    switch_off="Take a channel out of use",
)
@app_commands.default_permissions(manage_guild=True)
@app_commands.checks.has_permissions(manage_guild=True)
@servers_only
async def settings(
    interaction: Interaction,
    ask_channel: discord.TextChannel | None = None,
    feedback_channel: discord.TextChannel | None = None,
    keep_questions: bool | None = None,
    keep_feedback: bool | None = None,
    switch_off: Literal["ask channel", "feedback channel"] | None = None,
) -> None:
    """Show the settings, after changing those that were given."""
    assert interaction.guild_id is not None
    desk = interaction.client.desk
    reads = interaction.client.settings.message_content_intent
    before = desk.guild(interaction.guild_id)
    after = replace(
        before,
        ask_channel=ask_channel.id if ask_channel else before.ask_channel,
        feedback_channel=feedback_channel.id if feedback_channel else before.feedback_channel,
        keep_questions=before.keep_questions if keep_questions is None else keep_questions,
        keep_feedback=before.keep_feedback if keep_feedback is None else keep_feedback,
    )
    if switch_off == "ask channel":
        after = replace(after, ask_channel=None)
    elif switch_off == "feedback channel":
        after = replace(after, feedback_channel=None)
    if after == before:
        await say(interaction, settings_page(before, reads_messages=reads))
        return
    await interaction.response.defer(ephemeral=True, thinking=True)
    await desk.save_guild(after)
    notes = [
        f"I may not post in <#{channel.id}>: give me View Channel and Send Messages there."
        for channel in (ask_channel, feedback_channel)
        if channel is not None and not may_post(channel)
    ]
    await show(interaction, settings_page(after, reads_messages=reads, notes=notes))


def may_post(channel: discord.TextChannel) -> bool:
    """Whether the bot can show an answer there."""
    mine = channel.permissions_for(channel.guild.me)
    return mine.view_channel and mine.send_messages


def register(bot: Bot) -> None:
    """Add the command."""
    bot.tree.add_command(settings)
