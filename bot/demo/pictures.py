"""``python -m bot.demo.pictures FOLDER``: the pictures of the README, taken from the demo page by a browser.

``FOLDER/pictures.toml`` says what is asked for each: ``file``, ``command`` with its ``options`` (or a ``message``
that mentions the bot), and ``click``, the label of a button to press then (the first of that label).
"""

import asyncio
import io
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from PIL import Image
from playwright.async_api import Page
from simcord.components import walk_components

from bot.demo.browser import open_page
from bot.demo.command import quiet
from bot.demo.page import DemoPage
from bot.demo.process import BotProcess
from bot.demo.wire import WireServer
from bot.settings import read_toml

WIDTH, HEIGHT, SCALE = 390, 2400, 2
"""As wide as a phone, where most people read it, and so high that no message needs scrolling."""

MEASURED_MILLISECONDS = 2500
"""The page tells the server its new size; a question asked meanwhile would leave that without an answer."""

AWAKE = """message => {
    const buttons = [...message.querySelectorAll("button.component-button")];
    const awake = buttons.some(button => button.getAttribute("aria-disabled") !== "true");
    return window.simcordPreview.ready && (!buttons.length || awake);
}"""
"""Whether a message is drawn and its buttons can be pressed, which comes a moment later."""

COLOURS = 128
"""Enough for text on a plain ground, and a third of the bytes."""

TIDY = """
.preview-toolbar, .messages-sidebar, .channel-composer, .channel-header { display: none !important; }
.channel-timeline { padding: 0 !important; }
.channel-message { padding-block: 10px !important; }
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--only", help="Take only the picture of this file name.")
def pictures(folder: Path, only: str | None) -> None:
    """Take the pictures that FOLDER/pictures.toml describes."""
    wanted = read_toml(folder / "pictures.toml")["picture"]
    # A record that an earlier release read would answer as that one did until it is read again.
    with TemporaryDirectory() as data:
        environment = {"COMMUNIQUE_RECORD__DATA": data, **quiet(os.environ)}
        asyncio.run(take(folder, [picture for picture in wanted if only in (None, picture["file"])], environment))


async def take(folder: Path, wanted: list[dict[str, Any]], environment: Mapping[str, str]) -> None:
    """Ask for each picture in turn and photograph the answer."""
    server = WireServer()
    demo = DemoPage(server)
    async with server, BotProcess(server, environment) as bot:
        await bot.ready()
        async with demo, open_page(demo.url, WIDTH, HEIGHT, SCALE) as page:
            await page.add_style_tag(content=TIDY)
            await page.wait_for_timeout(MEASURED_MILLISECONDS)
            for picture in wanted:
                message = await ask(demo, server, picture)
                await photograph(page, message, folder / picture["file"])
                click.echo(folder / picture["file"])


async def ask(demo: DemoPage, server: WireServer, picture: dict[str, Any]) -> int:
    """Do what a picture wants done; returns the id of the message that answers."""
    if "command" in picture:
        await demo.you.slash(demo.ask, picture["command"], **picture.get("options", {}))
    else:
        await demo.you.send(demo.ask, picture["message"])
    message = int(server.posted(demo.ask.id)[-1]["id"])
    if "click" in picture:
        answer = server.world.message(demo.ask.id, message)
        button = next(part for part in walk_components(answer.components) if part.get("label") == picture["click"])
        shown = await demo.you.click(answer, custom_id=button["custom_id"])
        if shown.response is not None:
            message = shown.response.id
    return message


async def photograph(page: Page, message: int, file: Path) -> None:
    """Save one message of the page as a picture."""
    element = page.locator(f'.channel-message[data-message-id="{message}"]')
    await element.wait_for()
    await page.wait_for_function(AWAKE, arg=await element.element_handle())
    await page.mouse.move(0, 0)
    taken = Image.open(io.BytesIO(await element.screenshot(animations="disabled")))
    taken.convert("RGB").quantize(COLOURS).save(file, optimize=True)


if __name__ == "__main__":
    pictures()
