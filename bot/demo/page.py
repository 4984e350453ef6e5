"""The demo page: SimCord's preview of one channel of a small server, kept live while the bot works behind it."""

import asyncio
import contextlib
import re
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import discord
import tzlocal
from simcord.backend.errors import SetupError
from simcord.preview import Preview

from bot.demo.wire import WireServer
from bot.errors import CommuniqueError

SERVER = "Communiqué demo"
BOT = "Communiqué"
TYPED_MENTION = re.compile(r"@communiqu[eé]\b", re.IGNORECASE)
WELCOME = (
    f"This page simulates Discord; the bot in it is the real one. Type `/ask` and a question about the articles, or"
    f" mention it: `@{BOT} …`. `/help` lists everything it can do. Nothing you type leaves this machine."
)

PAGE_LEASE_SECONDS = 7 * 24 * 3600.0
MAX_PAGES = 200
SCRIPT, BEHIND = "/app.js", "/simcord.js"
PATIENT = Path(__file__).with_name("patient.js")
"""Loaded in the place of SimCord's script, which it loads itself: clicks on a page that is busy are not lost."""
GLANCE_SECONDS = 0.25
"""How often the page looks whether the bot has said something on its own."""


class DemoPage:
    """A server with #ask and #briefings, "you" who manages it and a "guest", and the page that shows #ask.

    Build it before the server starts, so that the same ids come out in every run and what was scheduled in the demo
    is still known the next time; then ``async with`` serves the page.

    Args:
        server: the simulated Discord.
        port: where the page is served on 127.0.0.1; 0 takes a free one.

    """

    def __init__(self, server: WireServer, port: int = 0) -> None:
        world = self._world = server.world
        world.name_bot(BOT, TYPED_MENTION)
        self.guild = world.create_guild(SERVER)
        self.ask = self.guild.create_text_channel("ask", topic=f"Ask the record: /ask, or mention @{BOT}")
        self.briefings = self.guild.create_text_channel("briefings", topic="Scheduled briefings")
        managers = self.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        self.you = self.guild.add_member(world.create_user("you"), roles=[managers])
        self.guest = self.guild.add_member(world.create_user("guest"))
        self._guide = self.guild.add_member(world.create_user("guide", bot=True))
        self._port = port
        self._preview: Preview | None = None
        self._glances: asyncio.Task[None] | None = None
        self._unseen: dict[str, int] | None = None
        world.backend.subscribers.append(self._note)
        world.on_reply.append(self._note_unseen)

    async def __aenter__(self) -> Self:
        self._world.backend.create_message(self.ask.id, self._guide.id, WELCOME)
        preview = self._world.preview(
            self.ask, viewers=[self.you, self.guest], layout="channel", port=self._port, timezone=local_zone()
        )
        # a page left open over lunch still works, and neither do reloads use the pages up
        vars(preview).update(_PAGE_LEASE_SECONDS=PAGE_LEASE_SECONDS, _MAX_PAGES=MAX_PAGES)
        served = preview._server._STATIC_FILES
        vars(preview._server).update(_STATIC_FILES={**served, SCRIPT: str(PATIENT), BEHIND: served[SCRIPT]})
        try:
            await preview.__aenter__()
        except SetupError as error:
            raise CommuniqueError(f"The demo page cannot be served: {error}; choose another --port.") from error
        self._preview = preview
        self._glances = asyncio.create_task(self._keep_live(preview))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._glances is not None:
            self._glances.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._glances
        if self._preview is not None:
            await self._preview.close()

    @property
    def preview(self) -> Preview:
        """SimCord's preview behind the page."""
        if self._preview is None:
            raise CommuniqueError("The demo page is not served yet.")
        return self._preview

    @property
    def url(self) -> str:
        """The page's address; whoever has it can drive the demo."""
        return self.preview.url

    async def closed(self) -> None:
        """Wait until somebody ends the session on the page."""
        await self.preview.wait_closed()

    def _note(self, event: str, payload: Mapping[str, Any]) -> None:
        if event.startswith("MESSAGE_"):
            self._note_unseen()

    def _note_unseen(self) -> None:
        if self._preview is not None:
            self._unseen = self._revisions(self._preview)

    def _revisions(self, preview: Preview) -> dict[str, int]:
        return {name: page.revision for name, page in preview._pages.items() if name != "python"}

    async def _keep_live(self, preview: Preview) -> None:
        """Show what the bot says on its own.

        What follows from an action on the page is published with that action. A refresh without need would make the
        next click stale, so pages are published anew only when a message came and they have not changed since.
        """
        while True:
            await asyncio.sleep(GLANCE_SECONDS)
            if self._unseen is None or self._world._operation_task is not None or preview._active_action is not None:
                continue
            unseen, self._unseen = self._unseen, None
            if any(unseen.get(name) == revision for name, revision in self._revisions(preview).items()):
                preview._advance_presentation_time()
                preview._publish_message_pages(reason="refresh")


def local_zone() -> str:
    """The IANA name of this machine's time zone, UTC where it has none."""
    try:
        return tzlocal.get_localzone_name() or "UTC"
    except Exception:
        return "UTC"
