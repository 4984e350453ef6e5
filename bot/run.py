"""``communique run``: connect to Discord until told to stop."""

import asyncio
import os
import signal
from typing import TYPE_CHECKING

import click
import discord
import structlog
import yarl

from bot.demo.command import serve_demo
from bot.discord.client import make_bot
from bot.discord.services import Services, Stores
from bot.errors import CommuniqueError, ConfigurationError
from bot.settings import Settings, load_settings
from bot.sources.inbox import Inbox
from bot.sources.watch import InboxWatch

if TYPE_CHECKING:
    from bot.app import App

log = structlog.get_logger(__name__)

ASK_EVERY_SECONDS = 60.0
"""How often it is looked whether articles wait for a judge that may be asked."""

NO_TOKEN = (
    "DISCORD_TOKEN is not set, so the bot is shown on a demo page. To connect it to Discord, create an application "
    "at https://discord.com/developers/applications and set DISCORD_TOKEN to its bot token."
)
WRONG_TOKEN = (
    "Discord does not accept the token in DISCORD_TOKEN: copy it again from "
    "https://discord.com/developers/applications, page Bot, Reset Token."
)


@click.command(short_help="Connect the bot to Discord; without a token, the demo page.")
def run() -> None:
    """Connect the bot to Discord; without DISCORD_TOKEN, show it on a demo page."""
    token = os.environ.get("DISCORD_TOKEN", "").strip()
    if not token:
        click.echo(NO_TOKEN, err=True)
        serve_demo()
        return
    point_elsewhere(os.environ.get("DISCORD_API_BASE"))
    asyncio.run(serve(token, load_settings()))
    click.echo("Closed cleanly.", err=True)


def point_elsewhere(base: str | None) -> None:
    """For tests only: talk to a simulated Discord at ``base`` (http://127.0.0.1:PORT) instead of the real one."""
    if base:
        discord.http.Route.BASE = f"{base}/api/v10"
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{base.replace('http', 'ws', 1)}/gw")


async def serve(token: str, settings: Settings) -> None:
    """Run until SIGTERM or SIGINT, or until Discord turns us away.

    Raises:
        CommuniqueError: the token is wrong, an intent is not granted, or Discord cannot be reached.

    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    app = await asyncio.to_thread(open_app, settings)
    bot = make_bot(services_of(app), settings.discord)
    if settings.record.inbox is not None:
        watch = InboxWatch(Inbox(settings))
        bot.on_setup.append(watch.start)
        bot.on_close.append(watch.close)
    asking = asyncio.create_task(ask_on(app)) if settings.judge.url is not None else None
    async with bot:
        running = asyncio.create_task(bot.start(token))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        await bot.close()
        (ended,) = await asyncio.gather(running, return_exceptions=True)
    if asking is not None:
        asking.cancel()
        await asyncio.wait({asking})
    await asyncio.to_thread(app.close)
    if not stop.is_set():
        explain_end(ended)


def open_app(settings: Settings) -> "App":
    """The application, loaded and following the record; what waits to be read again is read beside it."""
    from bot.app import build_app

    app = build_app(settings, wait=False)
    app.follow()
    if app.builder.docket.judge is not None:
        log.info("statements are sent to the judge", url=settings.judge.url, model=settings.judge.model)
    app.answering.status()  # loads the model now, not at the first question
    app.reread_aside()
    return app


async def ask_on(app: "App") -> None:
    """Have the judge asked from time to time about what has come since, by a process of its own."""
    while True:
        await asyncio.sleep(ASK_EVERY_SECONDS)
        try:
            await asyncio.to_thread(app.ask_aside)
        except Exception:
            # What is asked later is not lost: the articles wait.
            log.exception("the judge could not be asked")


def services_of(app: "App") -> Services:
    """Everything the bot answers with."""
    from importlib.metadata import version

    # the bot never speaks: nobody needs to be told which libraries voice would take
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    return Services(
        answering=app.following("answering"),
        stores=Stores.open(app.database),
        version=version("communique"),
        registry=app.registry,
        outlets=app.outlets,
        ledger=app.following("ledger"),
        briefings=app.briefings,
        views=app,
        rereading=app.builder.waiting,
        curation=app.curation,
    )


def explain_end(error: BaseException | None) -> None:
    """One sentence for the ways in which Discord turns a bot away."""
    match error:
        case None:
            return
        case discord.LoginFailure():
            raise ConfigurationError(WRONG_TOKEN) from error
        case discord.PrivilegedIntentsRequired():
            raise ConfigurationError(
                "Discord does not grant the message content intent: switch it on at "
                "https://discord.com/developers/applications, page Bot, or set message_content_intent to false."
            ) from error
        case discord.DiscordException() | OSError():
            raise CommuniqueError(f"The connection to Discord failed ({error}): try again later.") from error
        case _:
            raise error
