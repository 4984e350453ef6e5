"""A feed of pages and PDFs over real HTTP, as a reader sees it: read, changed, withdrawn, corrected."""

import asyncio
import textwrap
from pathlib import Path

import pytest
import pytest_asyncio
from click.testing import CliRunner
from playwright.async_api import expect

from bot.__main__ import communique as root
from bot.demo.browser import open_page
from bot.demo.page import DemoPage
from bot.demo.process import BotProcess
from bot.demo.wire import WireServer
from bot.record.articles import ArticleStore
from bot.record.database import Database
from tests.demo.test_page import PATIENCE, last_message, type_command
from tests.sources.conftest import serve  # noqa: F401 - a fixture
from tests.sources.pdfs import pdf

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = "Who will not send soldiers to Ukraine before a ceasefire?"
FIRST = (
    "Norway will not send soldiers to Ukraine before a ceasefire, Prime Minister Jonas Gahr Støre said on Tuesday."
)
SECOND = (
    "Denmark will not send soldiers to Ukraine before a ceasefire, Prime Minister Mette Frederiksen said on Monday."
)
FERRY = "Who said that the harbour of Narvik will get a new ferry?"
IN_SPRING = "The harbour of Narvik will get a new ferry in spring, harbour master Kari Nordmann said on Tuesday."
IN_AUTUMN = "The harbour of Narvik will get a new ferry in autumn, harbour master Kari Nordmann said on Monday."
MORE = "The cabinet met for the third time in this week, and the question will come up again when the allies meet."
LONG = 4 * PATIENCE


def paper(words):
    """A PDF of one page, set in short lines."""
    body = [*textwrap.wrap(words, 60), "", *textwrap.wrap(MORE, 60)]
    lines = [(72, 700 - 14 * number, 11, text) for number, text in enumerate(body) if text]
    return pdf([[(72, 760, 20, "A ferry for the north"), *lines]])


def publish(site, words, printed, stamp):
    page = f"<p>{words}</p><p>{MORE}</p>"
    html = f"<html><head><title>Words from the north</title></head><body><article><h1>Words from the north</h1>{page}"
    site.pages["/a"] = (200, {"Content-Type": "text/html; charset=utf-8"}, f"{html}</article></body></html>".encode())
    site.pages["/b.pdf"] = (200, {"Content-Type": "application/pdf"}, paper(printed))
    items = "".join(
        f"<item><title>North</title><link>{site.root}{path}</link><pubDate>{stamp}</pubDate></item>"
        for path in ("/a", "/b.pdf")
    )
    feed = f"<rss version='2.0'><channel><title>Fjord Post</title>{items}</channel></rss>"
    site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed.encode())


@pytest.fixture
def site(serve):  # noqa: F811
    return serve()


@pytest.fixture
def environment(bot_environment, site):
    return bot_environment(
        COMMUNIQUE_LOGGING__LEVEL="WARNING",
        COMMUNIQUE_FETCHING__ALLOW_PRIVATE=site.place,
        COMMUNIQUE_FEEDS__TICK_SECONDS="1",
        COMMUNIQUE_FEEDS__POLL_MINUTES="0.02",
    )


@pytest_asyncio.fixture
async def page(environment):
    server = WireServer()
    demo = DemoPage(server)
    async with server, BotProcess(server, environment) as bot:
        await bot.ready()
        async with demo, open_page(demo.url) as opened:
            opened.set_default_timeout(LONG)
            yield opened


@pytest.fixture
def communique(environment):
    async def run(*arguments):
        command = CliRunner()
        result = await asyncio.to_thread(command.invoke, root, list(arguments), env=environment)
        assert result.exit_code == 0, result.exception
        return result.stdout

    return run


async def taken(environment, source, words):
    """The article from there, once its text holds these words."""
    store = ArticleStore(Database(Path(environment["COMMUNIQUE_RECORD__DATA"]) / "record.sqlite3"))
    for _ in range(int(LONG / 500)):
        found = store.of_source(source, None)
        if found is not None and words in found.raw:
            return found
        await asyncio.sleep(0.5)
    raise AssertionError(f"{source} was not taken")


async def answered(page, question, words):
    """The answer that holds these words: a running bot sees a change of its record five seconds later, or ten."""
    for last in (False, False, False, True):
        await asyncio.sleep(6)
        await type_command(page, "ask", question)
        try:
            await expect(last_message(page)).to_contain_text(words, timeout=LONG if last else LONG / 8)
        except AssertionError:
            if last:
                raise
        else:
            return last_message(page)


async def test_add_poll_change_withdraw_correct(page, communique, environment, site):
    publish(site, FIRST, IN_SPRING, "Tue, 24 Nov 2026 08:00:00 GMT")
    await communique("feed", "add", f"{site.root}/feed", "--outlet", "Fjord Post")
    await taken(environment, f"{site.root}/a", FIRST)
    await taken(environment, f"{site.root}/b.pdf", "a new ferry in spring")
    first = await answered(page, QUESTION, "Norway will not send soldiers")
    await expect(first).to_contain_text("Fjord Post")
    cited = await first.get_by_text("Fjord Post").count()
    printed = await answered(page, FERRY, "a new ferry in spring, harbour master Kari Nordmann said")
    await expect(printed).to_contain_text("Fjord Post")
    # Each article that an answer cites is corrected below it once.
    cited += await printed.get_by_text("Fjord Post").count()
    publish(site, SECOND, IN_AUTUMN, "Wed, 25 Nov 2026 08:00:00 GMT")
    replaced = page.get_by_text("was replaced by its source on")
    await expect(replaced).to_have_count(cited, timeout=LONG)
    article = await taken(environment, f"{site.root}/a", SECOND)
    await answered(page, QUESTION, "Denmark will not send soldiers")
    assert "removed" in await communique("remove", article.id, "--yes")
    await expect(page.get_by_text("was taken out of the record on")).to_have_count(1, timeout=LONG)
    await expect(replaced).to_have_count(cited)
