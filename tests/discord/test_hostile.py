"""Articles and questions written to do harm: nothing of them comes alive in Discord, and quotations stay verbatim."""

import re

import pytest

from bot.app import App
from bot.discord.escape import clean, unescape
from bot.settings import RecordSettings, Settings
from tests.discord.test_escape import HOSTILE, LIVE
from tests.discord.world import Shown

ARTICLE = """Zorblax talks in Quuxville

The Zorblax minister said @everyone must read <@123456789012345678> and <#123456789012345678> about turnips.

**Bold** Zorblax envoys told reporters that ||hidden|| turnips cost [nothing](https://evil.example/a) in `Quuxville`.

Zorblax farmers wrote https://evil.example/login and discord.gg/abcdef on the turnip crates of Quuxville last week.

The Zorblax parliament rejected @\u202eeveryone turnips with </ask:123456789012345678> and <t:1700000000:R> on Monday.

> # Zorblax ministers promised ~~free~~ __turnips__ *today* to <:pepe:123456789012345678> voters in Quuxville.
"""
QUESTIONS = [
    "What did the Zorblax minister say about turnips?",
    "What do turnips cost in Quuxville?",
    "What did Zorblax farmers write on the turnip crates?",
    "What did the Zorblax parliament reject?",
    "What did Zorblax ministers promise to voters?",
]


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The record of one hostile article."""
    seeds = tmp_path_factory.mktemp("seeds")
    (seeds / "900_hostile.txt").write_text(ARTICLE, encoding="utf-8")
    app = App(Settings(record=RecordSettings(data=tmp_path_factory.mktemp("data"), seeds=seeds)))
    app.prepare()
    return app


def ours(line):
    """A line without the marks that we set ourselves: quotation, small print, heading, bold, our own commands."""
    for mark in ("> ", "-# ", "### "):
        line = line.removeprefix(mark)
    return re.sub(r"^\[\d+\] ", "", line).replace("**", "")


def alive(text):
    return [line for line in text.splitlines() if LIVE.search(ours(line))]


@pytest.mark.parametrize("question", QUESTIONS)
async def test_hostile_articles_are_quoted_as_plain_words(world, question):
    page = await world.ask(question)
    assert "> " in page.text
    quoted = [ours(line) for line in page.text.splitlines() if line.startswith("> ")]
    for words in quoted:
        assert unescape(words) in clean(ARTICLE)
    await world.click(page, "Show in context")
    for text in world.texts_sent():
        assert alive(text) == []
        assert "evil.example" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize("discord_settings", [{"questions_per_minute": 1000}], indirect=True)
async def test_hostile_questions_are_repeated_as_plain_words(world):
    for trick in HOSTILE:
        assert "turnips" in (await world.ask(f"turnips {trick} in Quuxville?")).plain
        await world.mentions(f"turnips {trick} in Quuxville?")
    assert len(world.texts_sent()) > 2 * len(HOSTILE)
    for text in world.texts_sent():
        assert alive(text) == []


async def test_every_message_allows_no_mentions(world):
    page = await world.ask(QUESTIONS[0])
    await world.mentions(QUESTIONS[0])
    await world.click(page, "Show in context")
    await world.click(page, "Useful")
    said = [
        body for body in world.bodies() if isinstance(body, dict) and (body.get("components") or body.get("content"))
    ]
    assert len(said) == 4
    assert all(body["allowed_mentions"]["parse"] == [] for body in said)


async def test_a_hostile_reply_keeps_its_thread_harmless(world):
    await world.mentions("turnips @everyone?")
    await world.alice.send(world.channel, "and ||Quuxville||?", reply_to=world.last)
    assert alive(Shown.of_message(world.last).text) == []
