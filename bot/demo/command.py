"""``communique demo``: the real bot against a simulated Discord, shown as a page in the browser."""

import asyncio
import importlib.util
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Coroutine, Mapping
from typing import Any

import click

from bot.errors import CommuniqueError, UsageError
from bot.record.database import Database
from bot.record.guilds import GuildStore
from bot.record.schedules import ScheduleStore
from bot.settings import load_settings

EXTRA = ("simcord", "markdown_it", "linkify_it", "regex", "PIL", "av")
DEFAULT_PORT = 8765


@click.command(short_help="Try the bot on a page that looks like Discord.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help=f"Port of the page on 127.0.0.1 [default: {DEFAULT_PORT}]."
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def demo(port: int | None, no_browser: bool) -> None:
    """Try the bot on a page that looks like Discord, without a token."""
    serve_demo(port, open_browser=not no_browser)


def serve_demo(port: int | None = None, *, open_browser: bool = False) -> None:
    """Serve the demo page until Ctrl-C, SIGTERM or the end of its session.

    ``port`` None takes 8765, or a free one where that is taken.

    Raises:
        UsageError: the extra ``demo`` is not installed.
        CommuniqueError: the port is taken, or the bot ended.

    """
    missing = [name for name in EXTRA if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError("The demo page needs the extra `demo`: pip install -c constraints.txt -e .[demo]")
    asyncio.run(serve(port, open_browser))


async def serve(port: int | None, open_browser: bool) -> None:
    """Run simulated Discord, bot and page together."""
    from bot.app import App
    from bot.demo.page import DemoPage
    from bot.demo.process import BotProcess
    from bot.demo.wire import WireServer

    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    server = WireServer()
    page = DemoPage(server, usual_port() if port is None else port)
    check_record(App(load_settings()).database, page.guild.id)
    async with server, BotProcess(server, quiet(os.environ)) as bot:
        if not await comes_first(bot.ready(), stop.wait()):
            return
        async with page:
            click.echo(f"Communiqué demo: {page.url}")
            if open_browser and has_display(os.environ):
                webbrowser.open(page.url)
            bot_ended = await comes_first(bot.ended(), stop.wait(), page.closed())
        if bot_ended and not stop.is_set():  # Ctrl-C in a terminal reaches the bot too
            raise CommuniqueError(f"The bot ended with status {bot.process.returncode}; what it said stands above.")


def check_record(database: Database, own: int) -> None:
    """Keep the demo away from the record of a bot that serves real servers.

    A bot that finds itself out of a server removes what it kept of that server, and the simulated Discord knows none
    but its own.

    Raises:
        UsageError: there are rows of other servers than ``own``.

    """
    servers = GuildStore(database).known() | {schedule.guild for schedule in ScheduleStore(database).active()}
    if servers - {own}:
        raise UsageError(
            f"The record at {database.place} belongs to a bot that serves real servers; give the demo its own:"
            " COMMUNIQUE_RECORD__DATA=data/demo communique demo"
        )


async def comes_first(awaited: Coroutine[Any, Any, object], *others: Coroutine[Any, Any, object]) -> bool:
    """Wait until the first of all ends; whether that is ``awaited``, whose error is raised."""
    tasks = [asyncio.ensure_future(each) for each in (awaited, *others)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    if tasks[0] in done:
        tasks[0].result()
    return tasks[0] in done


def usual_port() -> int:
    """The port of the page in most runs; 0, for a free one, where somebody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", DEFAULT_PORT))
        except OSError:
            return 0
    return DEFAULT_PORT


def quiet(environment: Mapping[str, str]) -> dict[str, str]:
    """``environment`` in which the bot logs nothing but warnings, unless it says otherwise."""
    return {"COMMUNIQUE_LOGGING__LEVEL": "WARNING", **environment}


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a browser window could open here."""
    return sys.platform in ("darwin", "win32") or bool({"DISPLAY", "WAYLAND_DISPLAY"} & environment.keys())
