"""A Discord to talk to without Discord: SimCord's back end behind real HTTP and a real WebSocket on 127.0.0.1.

The bot under test runs with discord.py's own HTTP client, rate limiter, multipart encoder, gateway, heartbeats and
RESUME, usually in a process of its own (``python -m bot run`` with the variables of ``WireServer.environment``)::

    async with WireServer(nonce_window=0.3) as server:
        guild = server.world.create_guild("Desk")
        channel = guild.create_text_channel("briefings")
        alice = guild.add_member(server.world.create_user("alice"))
        command = (sys.executable, "-m", "bot", "run")
        bot = await asyncio.create_subprocess_exec(*command, env=server.environment(os.environ))
        await server.until(lambda: server.ready)
        server.faults.add(
            Fault(FaultKind.ACCEPT_RESET, "POST", "/channels/*/messages"),                      # once
            Fault(FaultKind.RATE_LIMIT, "POST", "/channels/*/messages", times=2, retry_after=0.7),
            Fault(FaultKind.HANG, "POST", "/channels/*/messages", skip=3, times=None, seconds=2.0),
        )
        await alice.slash(channel, "ask", question="Who?")  # SimCord's actors: slash, click, send, submit_modal ...
        server.gateway.cut(down_for=1.0)                    # the line dies; RESUME follows
        server.posted(channel.id)                           # every message ever made there, deleted ones too
        server.exchanges                                    # every request: at, method, path, body, status, fault
        server.faults.hits                                  # what struck, in order

``nonce_window`` is how long an enforced nonce is remembered (Discord: "the past few minutes"). Reading a channel
pages like Discord: ``after`` gives the oldest messages that follow, newest first, at most ``limit`` (1 to 100,
default 50). A wrong token gets 401 and close code 4004, a privileged intent that was not approved 4014.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

import discord
from aiohttp import web

from bot.demo.faults import Fault, FaultKind, Faults
from bot.demo.gateway import Gateway
from bot.demo.nonces import Nonces
from bot.demo.ratelimits import RateLimits
from bot.demo.rest import Exchange, Rest
from bot.demo.world import World
from bot.errors import CommuniqueError

__all__ = ["Exchange", "Fault", "FaultKind", "Faults", "WireServer", "World"]

MAX_REQUEST_BYTES = 30 << 20


class WireServer:
    """The simulated Discord; ``async with`` starts and stops it.

    Args:
        port: where to listen on 127.0.0.1; 0 takes a free one.
        token: what the bot has to present.
        nonce_window: for how many seconds an enforced nonce makes no second message.
        heartbeat_seconds: how often the bot has to send a heartbeat.
        limits: whether Discord's rate limits hold (50 requests a second, 5 messages in 5 seconds a channel); what
            runs into them shows as status 429 in ``exchanges``.
        approved: privileged intents that are switched on for the bot; by default none.

    """

    def __init__(
        self,
        port: int = 0,
        *,
        token: str = "simulated.discord.token",
        nonce_window: float = 120.0,
        heartbeat_seconds: float = 41.25,
        limits: bool = False,
        approved: discord.Intents | None = None,
    ) -> None:
        self.token = token
        self.world = World()
        self.port = port
        self._rest = Rest(self.world, token, Nonces(nonce_window), RateLimits() if limits else None)
        self.gateway = Gateway(self.world, token, approved or discord.Intents.none(), heartbeat_seconds)
        self._posted: list[dict[str, Any]] = []
        self.world.backend.subscribers.append(self._note)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=MAX_REQUEST_BYTES)
        app.router.add_route("*", "/api/v10/{tail:.*}", self._rest.handle)
        app.router.add_get("/files/{tail:.*}", self._rest.give_file)
        app.router.add_get("/gw", self.gateway.handle)
        app.router.add_get("/gw/", self.gateway.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise CommuniqueError(
                f"127.0.0.1:{self.port} cannot be listened on ({error.strerror}): choose another port."
            ) from error
        self.port = self._runner.addresses[0][1]
        self._rest.gateway_url = self.gateway.url = f"ws://127.0.0.1:{self.port}/gw"
        self.world.files = f"{self.base}/files"
        self.world.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rest.closing.set()
        await self.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def base(self) -> str:
        """What ``DISCORD_API_BASE`` has to say."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def faults(self) -> Faults:
        """What goes wrong, and what did."""
        return self._rest.faults

    @property
    def exchanges(self) -> list[Exchange]:
        """Every request so far, in the order of their ends."""
        return self._rest.exchanges

    @property
    def ready(self) -> bool:
        """Whether a bot is connected to the gateway and has identified."""
        return self.gateway.ready

    def environment(self, base: Mapping[str, str]) -> dict[str, str]:
        """``base`` with the variables that send a bot here instead of to Discord."""
        return {**base, "DISCORD_TOKEN": self.token, "DISCORD_API_BASE": self.base}

    def posted(self, channel_id: int, *, by_bot: bool = True) -> list[dict[str, Any]]:
        """Every message ever made in a channel, oldest first, deleted ones too (not ``by_bot``: of everybody)."""
        bot = str(self.world.backend.bot_user.id)
        return [
            message
            for message in self._posted
            if message["channel_id"] == str(channel_id) and (not by_bot or message["author"]["id"] == bot)
        ]

    def _note(self, event: str, payload: Mapping[str, Any]) -> None:
        if event == "MESSAGE_CREATE":
            self._posted.append(dict(payload))

    async def until(self, condition: Callable[[], object], seconds: float = 30.0) -> None:
        """Wait until ``condition()`` holds.

        Raises:
            TimeoutError: it did not within ``seconds``.

        """
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"The simulated Discord waited {seconds:g} s for something that did not happen.")
            await asyncio.sleep(0.02)
