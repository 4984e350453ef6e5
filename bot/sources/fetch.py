"""Pages and feeds from the web: only from public addresses, only so much, only so long, and as robots.txt lets us."""

import asyncio
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.settings import FetchingSettings
from bot.sources import robots
from bot.sources.addresses import checked
from bot.sources.guard import Guard
from bot.sources.worker import apart
from embeddings.errors import ArticleError

AGENT = "Communique"
"""What robots.txt may call us."""
REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 4
CHUNK = 65_536
_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")

Report = Callable[[int], None]
"""Told how many bytes have come."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for the whole, for connecting and between two pieces; bytes after decompression."""

    total: float = 20.0
    connect: float = 5.0
    read: float = 10.0
    most: int = 5_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from ``url`` (after redirects). ``status`` is 200, or 304 with an empty body.

    ``kind`` is the media type in lower case, ``charset`` what the server says of it; ``etag`` and ``modified`` are
    to be sent back the next time.
    """

    url: URL
    status: int
    kind: str
    charset: str | None
    body: bytes
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class _Rules:
    """A site's robots.txt and until when it counts (monotonic seconds)."""

    data: bytes
    until: float


def user_agent() -> str:
    """Who we say we are."""
    try:
        release = version("communique")
    except PackageNotFoundError:
        release = "0"
    return f"{AGENT}/{release} (news briefing bot; fetches single articles and feeds for its readers)"


class Fetcher:
    """Fetches one address at a time, each connection looked at by the guard."""

    def __init__(
        self, settings: FetchingSettings, limits: Limits | None = None, resolver: AbstractResolver | None = None
    ) -> None:
        """Fetch within ``limits``; names are looked up by ``resolver``, else by the system."""
        self._allowed = settings.allow_private
        self._limits = limits or Limits()
        self._resolver = resolver
        self._rules: dict[str, _Rules] = {}

    async def get(
        self,
        address: str,
        kinds: Collection[str],
        headers: Mapping[str, str] | None = None,
        report: Report | None = None,
    ) -> Fetched:
        """What stands at ``address``, where its media type is among ``kinds``.

        ``headers`` may hold If-None-Match and If-Modified-Since.

        Raises:
            ArticleError: it may not be fetched, or cannot be, in one sentence.
        """
        url = checked(address)
        for _ in range(MOST_REDIRECTS + 1):
            await self._ask(url)
            found = await self._once(url, kinds, headers or {}, report, url)
            if isinstance(found, Fetched):
                return found
            url = found
        raise ArticleError(f"{address} leads on more than {MOST_REDIRECTS} times: give the page's own address.")

    async def _ask(self, url: URL) -> None:
        """Ask the site's robots.txt (kept for an hour) whether a page may be fetched."""
        origin = str(url.origin())
        rules = self._rules.get(origin)
        if rules is None or rules.until < time.monotonic():
            rules = _Rules(await self._robots(url), time.monotonic() + robots.KEPT_SECONDS)
            if len(self._rules) >= robots.KEPT_SITES:
                self._rules.clear()
            self._rules[origin] = rules
        name = f"The robots.txt of {url.host}"
        if rules.data and not await asyncio.to_thread(
            apart, "bot.sources.robots:permits", rules.data, name, str(url), AGENT
        ):
            raise ArticleError(f"{url} is not fetched: the robots.txt of {url.host} asks programs not to.")

    async def _robots(self, site: URL) -> bytes:
        url = site.origin().with_path("/robots.txt")
        for _ in range(MOST_REDIRECTS + 1):
            try:
                found = await self._once(url, (), {}, None, site)
            except _Answered as answered:
                if 400 <= answered.status < 500:
                    return b""
                raise ArticleError(
                    f"{site} is not fetched: {site.host} does not say whether it may be ({answered.words} for its "
                    "robots.txt): try again later."
                ) from answered
            if isinstance(found, Fetched):
                return found.body[: robots.MOST_BYTES]
            url = found
        return b""

    async def _once(
        self, url: URL, kinds: Collection[str], headers: Mapping[str, str], report: Report | None, named: URL
    ) -> Fetched | URL:
        """One request: what came, or where it leads on; ``named`` is what it is called in messages."""
        limits = self._limits
        guard = Guard(self._allowed)
        connector = aiohttp.TCPConnector(
            socket_factory=guard, use_dns_cache=False, force_close=True, resolver=self._resolver
        )
        session = aiohttp.ClientSession(
            connector=connector,
            connector_owner=True,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            timeout=aiohttp.ClientTimeout(
                total=limits.total, connect=limits.connect, sock_connect=limits.connect, sock_read=limits.read
            ),
            headers={
                "User-Agent": user_agent(), "Accept-Encoding": "gzip, deflate", "Accept": ", ".join(kinds) or "*/*",
            },
        )  # fmt: skip
        try:
            async with (
                session,
                asyncio.timeout(limits.total),
                session.get(url, allow_redirects=False, headers=headers) as response,
            ):
                return await _taken(response, url, limits, kinds, report)
        except TimeoutError as error:
            raise ArticleError(f"{named} does not answer within {limits.total:g} s: try again later.") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise ArticleError(_why(named, error, guard)) from error


async def _taken(
    response: aiohttp.ClientResponse, url: URL, limits: Limits, kinds: Collection[str], report: Report | None
) -> Fetched | URL:
    status = response.status
    if status in REDIRECTS:
        target = response.headers.get("Location", "")
        try:
            return checked(str(url.join(URL(target))) if "\\" not in target else target)
        except (ValueError, UnicodeError) as error:
            raise ArticleError(f"{url} leads on to something that is no address: give the page's own.") from error
    etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
    kind = response.content_type.lower()
    if status == HTTPStatus.NOT_MODIFIED:
        return Fetched(url, status, kind, None, b"", etag, modified)
    if status != HTTPStatus.OK:
        raise _Answered(url, status)
    if kinds and kind not in kinds:
        raise ArticleError(f"{url} is {kind}, which is not read here.")
    if response.headers.get("Content-Encoding", "").strip().lower() not in _ENCODINGS:
        raise ArticleError(f"{url} comes packed in a way that was not asked for: it is not read.")
    parts, length = [], 0
    async for part in response.content.iter_chunked(CHUNK):
        length += len(part)
        if length > limits.most:
            raise ArticleError(f"{url} is larger than {limits.most:,} bytes: save the article's text instead.")
        parts.append(part)
        if report:
            report(length)
    return Fetched(url, status, kind, response.charset, b"".join(parts), etag, modified)


class _Answered(ArticleError):
    """The server answered, but not with what was asked for."""

    def __init__(self, url: URL, status: int) -> None:
        names = {known.value: known.phrase for known in HTTPStatus}
        self.status = status
        self.words = f"{status} {names.get(status, '')}".strip()
        super().__init__(f"{url} answers {self.words}: look at the address in a browser.")


def _why(url: URL, error: Exception, guard: Guard) -> str:
    if guard.refused:
        return f"{url} is not fetched: {guard.refused}."
    match error:
        case aiohttp.InvalidURL():
            return f"{url} is not fetched: {url.host} is no address of a host."
        case aiohttp.ClientConnectorDNSError():
            return f"{url} cannot be fetched: there is no host {url.host}."
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError():
            return f"{url} cannot be fetched: {url.host} does not prove that it is who it says (TLS)."
        case aiohttp.ClientConnectorError():
            return f"{url} cannot be fetched: {url.host} takes no connection."
        case _:
            return f"{url} cannot be fetched: what {url.host} sends is damaged or cut short."
