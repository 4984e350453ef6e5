"""The operator's model over HTTP: an OpenAI-compatible server is asked, and its words are brought back unread."""

import asyncio
import json
import os
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import aiohttp

MOST_BYTES = 1_000_000
"""Of one answer: labels for a batch take a few thousand."""
PAUSE_SECONDS = 0.5
"""Before the second try; doubled before each one more."""
AGENT = "Communique"
_PASSING = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)
_UNHELD = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.UNPROCESSABLE_ENTITY)
"""How servers say that they do not take a schema."""
_TURNED_DOWN = (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY)
"""How they say that they do not take a request at all."""


class Unreachable(Exception):
    """The server gives no answer; the words say why. ``passing``: it may give one when it is asked again."""

    def __init__(self, reason: str, passing: bool = True) -> None:
        super().__init__(reason)
        self.passing = passing


class SchemaRefused(Exception):
    """The server does not take a request that holds the model to a schema."""


class Endpoint:
    """One server, asked for one chat completion at a time; no redirect followed, no cookie kept, no proxy taken."""

    def __init__(self, url: str, key: str | None, *, seconds: float, retries: int) -> None:
        """Ask ``url`` (the part before ``/chat/completions``); a try takes ``seconds`` at most."""
        self._url = f"{url}/chat/completions"
        self._key = key
        self._timeout = aiohttp.ClientTimeout(total=seconds)
        self._seconds = seconds
        self._retries = retries

    def session(self) -> aiohttp.ClientSession:
        """A session for ``ask``, to be used as a context."""
        headers = {"User-Agent": AGENT, "Accept": "application/json"}
        if self._key is not None:
            headers["Authorization"] = f"Bearer {self._key}"
        return aiohttp.ClientSession(
            headers=headers, timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False
        )

    async def ask(self, session: aiohttp.ClientSession, body: Mapping[str, Any]) -> str:
        """The words of the model.

        Raises:
            Unreachable: there are none, after so many tries.
            SchemaRefused: the request asks for more than the server does.

        """
        for number in range(self._retries + 1):
            try:
                return await self._once(session, body)
            except Unreachable as error:
                if not error.passing or number == self._retries:
                    raise
            await asyncio.sleep(PAUSE_SECONDS * 2**number)
        raise AssertionError("the last try returns or raises")

    async def _once(self, session: aiohttp.ClientSession, body: Mapping[str, Any]) -> str:
        try:
            async with session.post(self._url, json=body, allow_redirects=False) as response:
                if response.status != HTTPStatus.OK:
                    raise _refusal(response.status, held="response_format" in body)
                return _content(await _read(response))
        except TimeoutError as error:
            told = "request_seconds and batch_size in [judge]"
            raise Unreachable(f"it does not answer within {self._seconds:g} s ({told})") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise Unreachable(f"it cannot be reached ({_told(error)})") from error


def _refusal(status: int, held: bool) -> Exception:
    """What an answer other than 200 means."""
    if held and status in _UNHELD:
        return SchemaRefused()
    if 300 <= status < 400:
        return Unreachable(f"it answers {status} and leads elsewhere, which is not followed", passing=False)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return Unreachable(f"it answers {status}: the key in JUDGE_API_KEY is not accepted", passing=False)
    if status == HTTPStatus.NOT_FOUND:
        return Unreachable("it answers 404: it knows no such address or model", passing=False)
    if status in _TURNED_DOWN:
        told = "it knows no such model or key (JUDGE_API_KEY), or cannot take so much at once (batch_size in [judge])"
        return Unreachable(f"it answers {status}: {told}", passing=False)
    if status >= 500:
        return Unreachable(f"it answers {status}: its own log says why")
    return Unreachable(f"it answers {status}", passing=status in _PASSING)


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(65_536):
        body += chunk
        if len(body) > MOST_BYTES:
            raise Unreachable(f"its answer is longer than {MOST_BYTES:,} bytes", passing=False)
    return bytes(body)


def _content(body: bytes) -> str:
    """The words of the model in the body of a chat completion; "" where it says nothing."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise Unreachable("what it answers is no chat completion", passing=False) from error
    return content if isinstance(content, str) else ""


def _told(error: Exception) -> str:
    """What went wrong, without the address, which stands beside it anyway."""
    cause = getattr(error, "os_error", None) or error
    if isinstance(cause, ConnectionError) and cause.errno:
        return os.strerror(cause.errno)
    return getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
