"""SIGTERM while thirty readers wait: each gets an answer or a word, and nothing is broken off."""

import signal

import pytest

from bot.demo.process import BotProcess
from bot.demo.wire import WireServer
from bot.discord.replies import CLOSING
from tests.discord.world import Shown

pytestmark = pytest.mark.slow

READERS = 30


async def test_whoever_waits_when_the_bot_ends_gets_an_answer_or_a_word(environment, tmp_path):
    printed = tmp_path / "bot.txt"
    async with WireServer() as server:
        guild = server.world.create_guild("Desk")
        channels = [guild.create_text_channel(f"room-{n}") for n in range(READERS)]
        readers = [guild.add_member(server.world.create_user(f"reader{n}")) for n in range(READERS)]
        me = server.world.backend.bot_user.id
        with printed.open("wb") as output:
            async with BotProcess(server, environment, output) as bot:
                await bot.ready()
                server.exchanges.clear()
                # Held still, so that it finds all of them at once.
                bot.process.send_signal(signal.SIGSTOP)
                for number, (reader, channel) in enumerate(zip(readers, channels, strict=True)):
                    await reader.send(channel, f"<@{me}> Who will send troops in {number} days?")
                bot.process.send_signal(signal.SIGCONT)
                await server.until(lambda: server.exchanges, seconds=60)
                assert await bot.stop() == 0
        pages = []
        for channel in channels:
            (message,) = server.posted(channel.id)
            pages.append(Shown.of(server.world.message(channel.id, int(message["id"]))).plain)
    said = printed.read_text()
    assert "Traceback" not in said and "closed" not in said.replace("Closed cleanly.", ""), said
    told = sum(CLOSING in page for page in pages)
    assert all(CLOSING in page or "article" in page for page in pages), pages
    print(f"{READERS - told} answered, {told} told")  # noqa: T201 - how many of each is the machine's affair
