"""discord.py's real client, in a process of its own, against the simulated Discord."""

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.demo.wire import Fault, FaultKind, WireServer

TINY_BOT = Path(__file__).with_name("tiny_bot.py")


@pytest.fixture
async def server():
    async with WireServer() as server:
        yield server


@pytest.fixture
def channel(server):
    return server.world.create_guild("Desk").create_text_channel("intel")


@pytest.fixture
def alice(server, channel):
    return server.world.guild.add_member(server.world.create_user("alice"))


@asynccontextmanager
async def connected(server):
    process = await asyncio.create_subprocess_exec(
        sys.executable, TINY_BOT, env=server.environment(os.environ), stderr=asyncio.subprocess.PIPE
    )
    await server.until(lambda: server.ready and server.world.resting)
    yield process
    if process.returncode is None:
        process.kill()
    await process.communicate()


@pytest.fixture
async def bot(server, channel):
    async with connected(server) as process:
        yield process


def mention(server, text):
    return f"<@{server.world.backend.bot_user.id}> {text}"


def heard(server, channel):
    return [message["content"] for message in server.posted(channel.id)]


async def test_a_slash_command_is_deferred_and_answered_with_a_file(server, channel, alice, bot):
    result = await alice.slash(channel, "ask", question="why")
    assert result.response.content == "you asked why"
    assert result.response.attachments[0].filename == "bot.py"
    assert result.response.attachments[0].description == "itself"


async def test_429_is_waited_for_and_the_message_sent_once(server, channel, alice, bot):
    server.faults.add(Fault(FaultKind.RATE_LIMIT, "POST", "/channels/*/messages", times=2, retry_after=0.3))
    await alice.send(channel, mention(server, "one"))
    await server.until(lambda: heard(server, channel))
    assert [exchange.status for exchange in server.exchanges if exchange.path.endswith("/messages")] == [
        429,
        429,
        200,
    ]
    assert heard(server, channel) == ["heard @TestBot one"]


async def test_502_after_acceptance_is_retried_with_its_nonce_and_doubles_nothing(server, channel, alice, bot):
    server.faults.add(Fault(FaultKind.ACCEPT_STATUS, "POST", "/channels/*/messages", status=502))
    await alice.send(channel, mention(server, "one"))
    await server.until(lambda: any(e.path.endswith("/messages") and e.status == 200 for e in server.exchanges))
    assert heard(server, channel) == ["heard @TestBot one"]


async def test_a_cut_line_is_resumed_and_what_was_said_meanwhile_is_heard(server, channel, alice, bot):
    server.gateway.cut(down_for=0.5)
    await server.until(lambda: not server.gateway.connected)
    await alice.send(channel, mention(server, "while you were away"))
    await server.until(lambda: heard(server, channel))
    assert server.gateway.received.count(2) == 1
    assert server.gateway.received.count(6) == 1
    assert heard(server, channel) == ["heard @TestBot while you were away"]


async def test_op_7_is_followed_by_a_resume(server, channel, alice, bot):
    await server.gateway.ask_to_reconnect()
    await server.until(lambda: 6 in server.gateway.received)
    await alice.send(channel, mention(server, "still there"))
    await server.until(lambda: heard(server, channel))
    assert server.gateway.received.count(2) == 1


async def test_a_forgotten_session_identifies_anew(server, channel, alice, bot):
    server.gateway.forget_sessions()
    server.gateway.cut()
    await server.until(lambda: server.gateway.received.count(2) == 2)
    await server.until(lambda: server.ready)
    await alice.send(channel, mention(server, "who are you"))
    await server.until(lambda: heard(server, channel))
    assert 6 in server.gateway.received


async def test_a_killed_bot_leaves_the_server_standing(server, channel, alice, bot):
    bot.kill()
    assert await bot.wait() == -signal.SIGKILL
    await server.until(lambda: not server.gateway.connected)
    assert not server.ready


@pytest.mark.parametrize(
    ("change", "error"), [({"DISCORD_TOKEN": "wrong"}, b"LoginFailure"), ({}, None)], ids=["wrong", "right"]
)
async def test_the_token_decides(server, channel, change, error):
    process = await asyncio.create_subprocess_exec(
        sys.executable, TINY_BOT, env={**server.environment(os.environ), **change}, stderr=asyncio.subprocess.PIPE
    )
    if error is None:
        await server.until(lambda: server.ready)
        process.terminate()
    _, output = await asyncio.wait_for(process.communicate(), 30)
    assert (process.returncode == 0) is (error is None)
    assert (error or b"") in output


async def test_discord_py_waits_where_the_limits_hold_and_sends_everything_once():
    async with WireServer(limits=True) as server:
        channel = server.world.create_guild("Desk").create_text_channel("intel")
        alice = server.world.guild.add_member(server.world.create_user("alice"))
        async with connected(server):
            for number in range(7):
                await alice.send(channel, mention(server, str(number)))
            await server.until(lambda: len(heard(server, channel)) == 7)
            await server.until(lambda: server.world.resting)
    assert sorted(heard(server, channel)) == [f"heard @TestBot {number}" for number in range(7)]
