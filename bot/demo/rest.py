"""The REST side of the simulated Discord: SimCord's routes behind real HTTP, with its faults."""

import asyncio
import io
import json
import math
import socket
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from aiohttp import BodyPartReader, web
from simcord.backend.errors import BackendError
from simcord.http import router
from simcord.http import routes as _routes  # noqa: F401 - importing registers every route

from bot.demo.faults import Fault, FaultKind, Faults
from bot.demo.nonces import Nonces
from bot.demo.ratelimits import RateLimits
from bot.demo.world import World

Json = Any

ALL = 1 << 31
OPEN_PREFIXES = ("/interactions/", "/webhooks/")
"""Paths whose token stands in the address: Discord asks for no Authorization there."""


@dataclass(frozen=True)
class Exchange:
    """One request as it came in and what was answered (``status`` None: nothing was).

    ``at`` is in seconds since the server started; ``body`` is the JSON body, of multipart requests ``payload_json``.
    """

    at: float
    method: str
    path: str
    body: Json
    status: int | None
    fault: Fault | None


class Rest:
    """Carries requests out against the world, or misbehaves."""

    def __init__(self, world: World, token: str, nonces: Nonces, limits: RateLimits | None) -> None:
        self.faults = Faults()
        self.exchanges: list[Exchange] = []
        self.closing = asyncio.Event()
        self.gateway_url = ""
        self._world = world
        self._token = token
        self._nonces = nonces
        self._limits = limits
        self._started = time.monotonic()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request of the bot."""
        at = time.monotonic() - self._started
        method, path = request.method, "/" + request.match_info["tail"]
        self._world.in_flight += 1
        try:
            body, files = await read_body(request)
            fault = self.faults.strike(method, path)
            response = (
                self._answer(request, method, path, body, files) if fault is None or fault.kind.accepts else None
            )
            if fault is not None:
                response = faulty(fault)
        finally:
            self._world.in_flight -= 1
            self._world.touch()
        self.exchanges.append(Exchange(at, method, path, body, response.status if response else None, fault))
        if response is not None:
            return response
        assert fault is not None
        return await self._leave_unanswered(request, fault)

    async def give_file(self, request: web.Request) -> web.Response:
        """Give what somebody has uploaded."""
        found = self._world.file(request.match_info["tail"])
        return web.Response(status=404) if found is None else web.Response(body=found)

    def _answer(
        self,
        request: web.Request,
        method: str,
        path: str,
        body: Json,
        files: list[SimpleNamespace],
    ) -> web.Response:
        if not path.startswith(OPEN_PREFIXES) and request.headers.get("Authorization") != f"Bot {self._token}":
            return reply({"message": "401: Unauthorized", "code": 0}, 401)
        verdict = self._limits.judge(method, path) if self._limits else None
        if verdict and verdict.retry_after:
            return too_many(verdict.retry_after, verdict.everywhere, verdict.headers)
        response = self._serve(request, method, path, body, files)
        response.headers.update(verdict.headers if verdict else {})
        return response

    def _serve(
        self, request: web.Request, method: str, path: str, body: Json, files: list[SimpleNamespace]
    ) -> web.Response:
        if path in ("/gateway", "/gateway/bot"):
            limit = {"total": 1000, "remaining": 1000, "reset_after": 1, "max_concurrency": 1}
            return reply({"url": self.gateway_url, "shards": 1, "session_start_limit": limit})
        nonce = str(body["nonce"]) if isinstance(body, dict) and body.get("enforce_nonce") else None
        if nonce is not None and (known := self._nonces.recall(path, nonce)) is not None:
            return reply(known)
        try:
            result = self._carry_out(method, path, body, dict(request.query), files)
        except (router.RouteNotImplemented, router.UnsupportedField) as error:
            return reply({"code": 0, "message": f"The simulated Discord does not know this: {error}"}, 501)
        except BackendError as error:
            return reply(error.to_json(), error.status)
        if nonce is not None:
            result = {**result, "nonce": body["nonce"]}
            self._nonces.remember(path, nonce, result)
        if path.endswith("/typing"):
            self._world.note_typing(path.split("/")[2])
        if path.startswith("/webhooks/"):
            self._world.note_reply()
        silent = path.endswith("/callback") and request.query.get("with_response") not in ("true", "1")
        return (
            web.Response(status=204) if result is None or silent else reply(json.loads(self._world.written(result)))
        )

    def _carry_out(
        self,
        method: str,
        path: str,
        body: Json,
        params: dict[str, str],
        files: list[SimpleNamespace],
    ) -> Json:
        if method == "GET" and path.startswith("/channels/") and path.endswith("/messages"):
            return self._page(path, params)
        return router.dispatch(self._world.backend, method, path, json=body, params=params, files=files)

    def _page(self, path: str, params: dict[str, str]) -> list[Any]:
        """A page of a channel, newest first; after an id Discord gives the *oldest* messages that follow it."""
        limit = int(params.pop("limit", 50))
        if not 1 <= limit <= 100:
            raise BackendError(400, 50035, "Invalid Form Body: limit must be between 1 and 100.")
        if "around" in params:
            found = router.dispatch(self._world.backend, "GET", path, params={**params, "limit": limit})
            return list(found)
        messages = list(router.dispatch(self._world.backend, "GET", path, params={**params, "limit": ALL}))
        return messages[-limit:] if "after" in params and "before" not in params else messages[:limit]

    async def _leave_unanswered(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.kind in (FaultKind.HANG, FaultKind.ACCEPT_HANG):
            end = time.monotonic() + (fault.seconds if fault.seconds is not None else 3600.0)
            while time.monotonic() < end and not self.closing.is_set() and request.transport is not None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        reset(request)
        return web.Response(status=500)  # goes nowhere: the line is cut


def reply(document: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A JSON answer; discord.py wants the content type to be exactly ``application/json``."""
    body = json.dumps(document, default=str).encode()
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json", **(headers or {})})


def too_many(seconds: float, everywhere: bool, headers: Mapping[str, str], *, via: bool = True) -> web.Response:
    """Discord's 429; without ``Via`` discord.py takes it for a ban."""
    document = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
    own = {"Retry-After": str(math.ceil(seconds)), "X-RateLimit-Reset-After": str(seconds)}
    return reply(document, 429, {**headers, **own, **({"Via": "1.1 google"} if via else {})})


def faulty(fault: Fault) -> web.Response | None:
    """What a fault answers; ``None`` where it leaves the request unanswered."""
    if fault.kind is FaultKind.RATE_LIMIT:
        headers = {"X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0", "X-RateLimit-Bucket": "simulated"}
        return too_many(fault.retry_after, fault.everywhere, headers, via=fault.via)
    if fault.kind in (FaultKind.STATUS, FaultKind.ACCEPT_STATUS):
        return reply({"message": f"{fault.status}: injected fault", "code": 0}, fault.status)
    return None


def reset(request: web.Request) -> None:
    """Cut the connection with a TCP reset."""
    if request.transport is None:
        return
    connection = request.transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()


async def read_body(request: web.Request) -> tuple[Json, list[SimpleNamespace]]:
    """The JSON body, and the uploads as SimCord wants them: ``filename``, ``fp``, ``description``."""
    if not request.content_type.startswith("multipart/"):
        return (json.loads(await request.text()) if request.content_type == "application/json" else None), []
    body: Json = None
    files: list[SimpleNamespace] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read(decode=False))
        if part.name == "payload_json":
            body = json.loads(content)
        else:
            files.append(SimpleNamespace(filename=part.filename, fp=io.BytesIO(content), description=None))
    attachments = body.get("attachments", []) if isinstance(body, dict) else []
    for file, attachment in zip(files, attachments, strict=False):
        file.description = attachment.get("description")
    return body, files
