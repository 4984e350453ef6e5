"""A bot of thirty lines that proves the simulated Discord before the real bot does; run as a script."""

import asyncio
import os
import signal
import sys

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

BASE = os.environ["DISCORD_API_BASE"]
Route.BASE = f"{BASE}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{BASE.replace('http', 'ws', 1)}/gw")


class TinyBot(discord.Client):
    def __init__(self):
        super().__init__(intents=discord.Intents.default())
        self.tree = app_commands.CommandTree(self)
        self.tree.command(description="Answer late")(ask)

    async def setup_hook(self):
        await self.tree.sync()

    async def on_message(self, message):
        if message.author != self.user and self.user in message.mentions:
            await message.reply(f"heard {message.clean_content}")


@app_commands.describe(question="what to echo")
async def ask(interaction: discord.Interaction, question: str):
    await interaction.response.defer(thinking=True)
    await asyncio.sleep(0.5)
    await interaction.edit_original_response(
        content=f"you asked {question}", attachments=[discord.File(__file__, "bot.py", description="itself")]
    )


async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with TinyBot() as bot:
        run = asyncio.create_task(bot.start(os.environ["DISCORD_TOKEN"]))
        await asyncio.wait({run, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED)
        if run.done():
            run.result()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
