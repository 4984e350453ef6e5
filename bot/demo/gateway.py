"""The gateway of the simulated Discord: HELLO, IDENTIFY, heartbeats, dispatch, RESUME, over a real WebSocket."""

import asyncio
import contextlib
import itertools
import json
import time
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
from aiohttp import web
from simcord.backend import serializers
from simcord.gateway import FakeGateway

from bot.demo.world import World

PRIVILEGED = discord.Intents(members=True, presences=True, message_content=True)
ACK_SECONDS = 0.05
"""How long a heartbeat waits for its answer."""


class Parsers:
    """What SimCord's gateway takes for discord.py's table of parsers: every event goes out as a frame."""

    def __init__(self, send: Callable[[str, dict[str, Any]], None]) -> None:
        self._send = send

    def __getitem__(self, event: str) -> Callable[[dict[str, Any]], None]:
        return lambda payload: self._send(event, payload)


class Session:
    """One identified shard: its numbered frames, kept for RESUME, and the socket they go to."""

    def __init__(self, name: str, world: World, intents: int, shard: tuple[int, int]) -> None:
        self.name = name
        self.shard = shard
        self.frames: list[dict[str, Any]] = []
        self._grown = asyncio.Event()
        self._world = world
        state = SimpleNamespace(intents=discord.Intents._from_value(intents), parsers=Parsers(self.push))
        self._filter = FakeGateway(world.backend, state)

    def push(self, event: str, payload: Mapping[str, Any]) -> None:
        """Number a dispatch and put it on the line."""
        frame = {"op": 0, "t": event, "s": len(self.frames) + 1, "d": json.loads(self._world.written(payload))}
        self.frames.append(frame)
        self._world.touch()
        self._grown.set()

    def feed(self, event: str, payload: Mapping[str, Any]) -> None:
        """Dispatch an event of the back end if its shard and the intents allow."""
        guild = payload.get("guild_id") or (payload.get("id") if event.startswith("GUILD_") else None)
        if (int(guild or 0) >> 22) % self.shard[1] == self.shard[0]:
            self._filter.feed(event, payload)

    async def deliver(self, socket: web.WebSocketResponse, sequence: int) -> None:
        """Send every frame after number ``sequence``, then each new one, for as long as the socket lives."""
        while True:
            self._grown.clear()
            while sequence < len(self.frames):
                await socket.send_json(self.frames[sequence])
                sequence += 1
            await self._grown.wait()


class Gateway:
    """All sessions of the one bot.

    ``received`` counts the opcodes that came in (2 IDENTIFY, 6 RESUME, 1 heartbeat).
    """

    def __init__(self, world: World, token: str, approved: discord.Intents, heartbeat_seconds: float) -> None:
        self.received: list[int] = []
        self.url = ""
        self._world = world
        self._token = token
        self._approved = approved
        self._heartbeat_seconds = heartbeat_seconds
        self._sessions: dict[str, Session] = {}
        self._numbers = itertools.count()
        self._sockets: dict[web.WebSocketResponse, asyncio.Transport | None] = {}
        self._closed_until = 0.0
        world.backend.subscribers.append(self._broadcast)

    @property
    def connected(self) -> int:
        """How many sockets are open."""
        return len(self._sockets)

    @property
    def ready(self) -> bool:
        """Whether a bot has identified and is connected."""
        return bool(self._sessions) and bool(self._sockets)

    def _broadcast(self, event: str, payload: Mapping[str, Any]) -> None:
        for session in self._sessions.values():
            session.feed(event, payload)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One WebSocket connection of the bot."""
        if time.monotonic() < self._closed_until:
            return web.Response(status=503)
        socket = web.WebSocketResponse(max_msg_size=1 << 22)
        await socket.prepare(request)
        self._sockets[socket] = request.transport
        try:
            await socket.send_json({"op": 10, "d": {"heartbeat_interval": int(self._heartbeat_seconds * 1000)}})
            await self._converse(socket)
        except ConnectionError:
            pass  # the bot was killed or the line was cut
        finally:
            del self._sockets[socket]
        return socket

    async def _converse(self, socket: web.WebSocketResponse) -> None:
        delivery: asyncio.Task[None] | None = None
        try:
            async for message in socket:
                if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                    break
                command = json.loads(message.data)
                self.received.append(command["op"])
                started = await self._obey(socket, command["op"], command.get("d"))
                if started is not None:
                    session, sequence = started
                    delivery = asyncio.create_task(session.deliver(socket, sequence))
        finally:
            if delivery is not None:
                delivery.cancel()
                with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                    await delivery

    async def _obey(self, socket: web.WebSocketResponse, op: int, data: Any) -> tuple[Session, int] | None:  # noqa: ANN401
        """Answer one command; returns the session to deliver from, and after which frame."""
        if op == 1:
            # discord.py notes the time of a heartbeat a moment after it went out: an answer that comes sooner counts
            # from the heartbeat before and is warned of as 41 s late. No real line is that fast.
            await asyncio.sleep(ACK_SECONDS)
            await socket.send_json({"op": 11})
        elif op == 2:
            return await self._identify(socket, data)
        elif op == 6:
            session = self._sessions.get(data["session_id"])
            if session is None:
                await socket.send_json({"op": 9, "d": False})
                return None
            session.push("RESUMED", {})
            return session, int(data["seq"])
        return None  # presence, voice and member requests need no answer here

    async def _identify(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> tuple[Session, int] | None:
        if data["token"] != self._token:
            await socket.close(code=4004, message=b"Authentication failed.")
            return None
        if data["intents"] & PRIVILEGED.value & ~self._approved.value:
            await socket.close(code=4014, message=b"Disallowed intent(s).")
            return None
        backend = self._world.backend
        shard, shards = data.get("shard") or (0, 1)
        session = Session(f"session-{next(self._numbers)}", self._world, data["intents"], (shard, shards))
        guilds = [guild for guild in backend.guilds.values() if (guild.id >> 22) % shards == shard]
        session.push(
            "READY",
            {
                "v": 10,
                "user": dict(serializers.user_payload(backend.bot_user)),
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.name,
                "resume_gateway_url": self.url,
                "shard": [shard, shards],
                "application": {"id": str(backend.application_id), "flags": 0},
            },
        )
        for guild in guilds:
            session.feed("GUILD_CREATE", serializers.guild_create_payload(backend, guild))
        # whoever identifies a shard anew will not come back to its former session (a bot killed 200 times leaves 200)
        self._sessions = {name: kept for name, kept in self._sessions.items() if kept.shard != session.shard}
        self._sessions[session.name] = session
        return session, 0

    # what goes wrong on the line

    def cut(self, down_for: float = 0.0) -> None:
        """Cut every line without a word, and let nobody connect for ``down_for`` seconds."""
        self._closed_until = time.monotonic() + down_for
        for transport in list(self._sockets.values()):
            if transport is not None:
                transport.abort()

    async def ask_to_reconnect(self) -> None:
        """Send op 7, Discord's polite request to reconnect and resume."""
        for socket in list(self._sockets):
            await socket.send_json({"op": 7, "d": None})

    def forget_sessions(self) -> None:
        """Make every coming RESUME fail, so that the bot has to identify anew."""
        self._sessions.clear()

    async def close(self) -> None:
        """Close every socket as Discord does when it restarts."""
        for socket in list(self._sockets):
            await socket.close(code=1001)
