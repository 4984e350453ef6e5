"""Chromium without a window, for the tests of the demo page and the pictures of the README."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Page, async_playwright

from bot.errors import UsageError

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "Chromium is not installed: apt-get install chromium"


def find_chromium() -> str | None:
    """The path of the system's Chromium or Chrome, if there is one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@asynccontextmanager
async def open_page(url: str, width: int = 1100, height: int = 900, scale: float = 1.0) -> AsyncIterator[Page]:
    """A page of a fresh browser at ``url``.

    Raises:
        UsageError: no Chromium.

    """
    path = find_chromium()
    if path is None:
        raise UsageError(MISSING)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            page = await browser.new_page(
                viewport={"width": width, "height": height}, device_scale_factor=scale, bypass_csp=True
            )
            await page.goto(url)
            await page.locator("#channel-composer-input").wait_for()
            yield page
        finally:
            await browser.close()
