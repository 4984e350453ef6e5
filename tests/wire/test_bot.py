"""The whole bot in a process of its own against the simulated Discord: real HTTP, real WebSocket, real signals."""

import asyncio
import sys

import pytest
import pytest_asyncio

from bot.demo.process import BotProcess
from bot.demo.wire import Fault, FaultKind, WireServer
from tests.discord.contract import unlawful
from tests.discord.world import Shown, shown

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

QUESTION = "Who heads the group of experts preparing the plan?"
ANSWER = "was headed by US Secretary of State Marco Rubio"
POST = ("POST", "/channels/*/messages")


class Desk:
    """A server with a channel and a reader, and what was said there."""

    def __init__(self, server):
        self.server = server
        self.guild = server.world.create_guild("Desk")
        self.channel = self.guild.create_text_channel("record")
        self.alice = self.guild.add_member(server.world.create_user("alice"))

    async def mention(self, question):
        """Ask by a mention; returns every message of the bot since, once there is one."""
        before = len(self.server.posted(self.channel.id))
        await self.alice.send(self.channel, f"<@{self.server.world.backend.bot_user.id}> {question}")
        await self.server.until(lambda: len(self.server.posted(self.channel.id)) > before, seconds=20)
        await self.server.until(lambda: self.server.world.resting)
        return [self.seen(message["id"]) for message in self.server.posted(self.channel.id)[before:]]

    def seen(self, message):
        return Shown.of(self.server.world.message(self.channel.id, int(message)))

    async def click(self, page, label):
        custom_id = page.custom_ids[page.buttons.index(label)]
        return shown(await self.alice.click(page.message, custom_id=custom_id))

    def statuses(self):
        """What the bot's messages were answered with since the faults were last set."""
        return [exchange.status for exchange in self.server.exchanges if exchange.path.endswith("/messages")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk():
    async with WireServer() as server:
        yield Desk(server)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(desk, environment, tmp_path_factory):
    printed = tmp_path_factory.mktemp("output") / "bot.txt"
    try:
        with printed.open("wb") as output:
            async with BotProcess(desk.server, environment, output) as process:
                await process.ready()
                yield process
    finally:
        print(printed.read_text())  # noqa: T201 - pytest shows it where a test fails


@pytest.fixture(autouse=True)
def fresh(request):
    """Every test begins with a Discord that behaves, and ends with lawful requests."""
    if "desk" not in request.fixturenames:
        yield
        return
    desk = request.getfixturevalue("desk")
    desk.server.faults.clear()
    desk.server.exchanges.clear()
    desk.server.world.http_requests.clear()
    yield
    assert unlawful(desk.server.world.http_requests) == []


async def test_a_slash_question_is_answered_with_the_excerpt_and_its_outlet(desk, bot):
    page = shown(await desk.alice.slash(desk.channel, "ask", question=QUESTION))
    assert ANSWER in page.plain
    assert "Izvestia" in page.plain


async def test_a_button_works(desk, bot):
    page = shown(await desk.alice.slash(desk.channel, "ask", question=QUESTION))
    context = await desk.click(page, "Show in context")
    assert context.ephemeral
    assert ANSWER in context.plain
    assert len(context.plain) > len(ANSWER)


async def test_a_mention_is_answered_by_a_reply(desk, bot):
    (page,) = await desk.mention(QUESTION)
    assert ANSWER in page.plain


async def test_429_is_waited_for_and_the_answer_sent_once(desk, bot):
    desk.server.faults.add(Fault(FaultKind.RATE_LIMIT, *POST, times=2, retry_after=0.4))
    (page,) = await desk.mention(QUESTION)
    assert ANSWER in page.plain
    assert desk.statuses() == [429, 429, 200]


@pytest.mark.parametrize("kind", [FaultKind.STATUS, FaultKind.ACCEPT_STATUS])
async def test_502_is_retried_and_nothing_doubled(desk, bot, kind):
    desk.server.faults.add(Fault(kind, *POST, status=502))
    answers = await desk.mention(QUESTION)
    await desk.server.until(lambda: 200 in desk.statuses())
    assert len(answers) == 1
    assert desk.statuses() == [502, 200]


@pytest.mark.parametrize(
    "down_for",
    [
        0.0,
        1.0,
    ],
)
async def test_a_cut_line_is_resumed_and_the_mention_sent_meanwhile_answered(desk, bot, down_for):
    received = desk.server.gateway.received
    identified, resumed = received.count(2), received.count(6)
    desk.server.gateway.cut(down_for)
    (page,) = await desk.mention(QUESTION)
    assert ANSWER in page.plain
    assert (received.count(2), received.count(6)) == (identified, resumed + 1)


async def test_buttons_of_one_process_work_in_the_next_and_sigterm_ends_both_cleanly(environment, tmp_path):
    async with WireServer() as server:
        desk = Desk(server)
        output = tmp_path / "bot.txt"
        with output.open("wb") as file:
            async with BotProcess(server, environment, file) as first:
                await first.ready()
                page = shown(await desk.alice.slash(desk.channel, "ask", question=QUESTION))
                assert await first.stop() == 0
            await server.until(lambda: not server.gateway.connected)
            async with BotProcess(server, environment, file) as second:
                await second.ready()
                context = await desk.click(page, "Show in context")
                assert ANSWER in context.plain
                assert await second.stop() == 0
    assert "Traceback" not in output.read_text()


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"DISCORD_TOKEN": "wrong"}, "does not accept the token"),
        ({"COMMUNIQUE_DISCORD__MESSAGE_CONTENT_INTENT": "true"}, "message content intent"),
    ],
    ids=["wrong token", "intent not granted"],
)
async def test_discord_turns_the_bot_away_in_one_sentence(environment, variables, words):
    async with WireServer() as server:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            env={**server.environment(environment), **variables},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        output, errors = await asyncio.wait_for(process.communicate(), 120)
    last = errors.decode().strip().splitlines()[-1]
    assert process.returncode == 2
    assert last.startswith("communique: ")
    assert words in last
    assert "Traceback" not in errors.decode()
    assert output == b""
