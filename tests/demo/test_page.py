"""A newcomer's first minute: opens the page, types a question, sees the excerpt and its outlet, clicks."""

import asyncio
import re

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.demo.browser import open_page
from bot.demo.page import DemoPage
from bot.demo.process import BotProcess
from bot.demo.wire import WireServer

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.browser, pytest.mark.slow]

QUESTION = "Who heads the group of experts preparing the plan?"
ANSWER = "was headed by US Secretary of State Marco Rubio"
OUTLET = "Izvestia"
PATIENCE = 30_000
"""Milliseconds; a slow machine answers late, which is not what is tested."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo(environment):
    server = WireServer()
    page = DemoPage(server)
    async with server, BotProcess(server, environment) as bot:
        await bot.ready()
        async with page:
            yield page


@pytest_asyncio.fixture(loop_scope="module")
async def page(demo):
    async with open_page(demo.url) as page:
        page.set_default_timeout(PATIENCE)
        yield page


def last_message(page):
    return page.locator(".channel-message").last


async def type_command(page, name, text):
    await page.locator("#channel-composer-input").click()
    await page.keyboard.type(f"/{name}")
    await page.get_by_role("option").filter(has_text=name).first.click()
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")


async def test_the_page_greets_and_says_what_to_do(page):
    await expect(last_message(page)).to_contain_text("This page simulates Discord")
    await expect(page.locator("#channel-name")).to_have_text("ask")


async def test_a_slash_question_shows_the_excerpt_with_its_outlet_and_its_context_on_a_click(page):
    await type_command(page, "ask", QUESTION)
    answer = last_message(page)
    await expect(answer).to_contain_text(ANSWER, timeout=PATIENCE)
    await expect(answer).to_contain_text(OUTLET)
    await answer.get_by_role("button", name="Show in context").first.click()
    context = last_message(page)
    await expect(context).to_contain_text("Only you can see this", timeout=PATIENCE)
    await expect(context).to_contain_text(ANSWER)


async def test_a_mention_typed_as_plain_text_is_a_mention(page):
    await page.locator("#channel-composer-input").fill(f"@communique {QUESTION}")
    await page.locator("#channel-composer-input").press("Enter")
    await expect(last_message(page)).to_contain_text(ANSWER, timeout=PATIENCE)
    await expect(page.get_by_text(re.compile("^@Communiqué$")).last).to_be_visible()


async def test_what_the_bot_posts_on_its_own_appears_and_the_page_stays_usable(demo, page):
    world = demo.ask._env
    world.backend.create_message(demo.ask.id, world.backend.bot_user.id, "Your briefing")
    await expect(last_message(page)).to_contain_text("Your briefing")
    await page.locator("#channel-composer-input").fill(f"@Communiqué {QUESTION}")
    await page.locator("#channel-composer-input").press("Enter")
    await expect(last_message(page)).to_contain_text(ANSWER, timeout=PATIENCE)


async def test_a_guest_has_no_command_that_manages_the_server(page):
    composer = page.locator("#channel-composer-input")
    settings = page.get_by_role("option").filter(has_text="settings")
    await composer.press_sequentially("/set")
    await expect(settings.first).to_be_visible()
    await composer.fill("")
    await page.locator("#viewer-picker").select_option(label="guest")
    await page.wait_for_function("window.simcordPreview.ready")
    await composer.press_sequentially("/set")
    await page.wait_for_timeout(500)
    await expect(settings).to_have_count(0)


async def test_what_is_clicked_while_the_page_is_busy_is_not_lost(page):
    await type_command(page, "ask", QUESTION)
    button = last_message(page).get_by_role("button", name="Show in context").first
    await expect(button).to_be_visible(timeout=PATIENCE)
    clicked = asyncio.Event()

    async def late(route):
        answer = await route.fetch()
        await asyncio.wait_for(clicked.wait(), 20)
        await route.fulfill(response=answer)

    await page.route("**/api/action", late)
    await page.evaluate("document.querySelector('#refresh').click()")
    await page.wait_for_function("window.simcordPreview.pendingAction")
    await button.click(force=True)  # as a reader does, who does not wait until it looks awake
    clicked.set()
    await expect(last_message(page)).to_contain_text("Only you can see this", timeout=PATIENCE)


async def test_what_is_clicked_on_a_page_that_has_changed_meanwhile_is_not_lost(demo, page):
    await type_command(page, "ask", QUESTION)
    button = last_message(page).get_by_role("button", name="Show in context").first
    await expect(button).to_be_visible(timeout=PATIENCE)
    await page.wait_for_function("window.simcordPreview.ready && !window.simcordPreview.pendingAction")
    passed_by = asyncio.Event()

    async def late(route):
        await asyncio.wait_for(passed_by.wait(), 20)
        await route.continue_()

    await page.route("**/api/state", late)
    demo.preview._publish_message_pages(reason="refresh")
    async with page.expect_response("**/api/action") as answered:
        await button.click(force=True)
    assert (await (await answered.value).json())["rejected"]
    passed_by.set()
    await expect(last_message(page)).to_contain_text("Only you can see this", timeout=PATIENCE)
    await page.unroute("**/api/state")
