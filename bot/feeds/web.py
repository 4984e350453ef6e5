"""The way from the web to feeds and pages: fetched under guard, parsed in a process that may be killed."""

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING

from bot.feeds.feed import unpacked
from bot.feeds.poller import Ended, Polled, Unchanged, Unreachable
from bot.sources.incoming import Incoming, Refusal
from bot.sources.intake import Intake
from bot.sources.worker import apart
from embeddings.errors import ArticleError

if TYPE_CHECKING:
    from bot.sources.fetch import Fetched

FEED_TYPES = (
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
    "application/feed+xml", "application/x-rss+xml", "text/html", "text/plain",
)  # fmt: skip
"""Media types that feeds are served with; whether it is one, its bytes say."""

FEED_SECONDS = 5.0
"""For parsing one."""


class FetchedWeb:
    """Feeds and pages as ``bot.sources`` fetches and reads them."""

    def __init__(self, intake: Intake) -> None:
        """Fetch and read as ``intake`` does."""
        self._intake = intake

    async def feed(self, url: str, etag: str | None, modified: str | None) -> Polled:
        """The feed at an address, asked for only where it has changed since.

        Raises:
            Unchanged: it has not.
            Ended: there is none any more.
            Unreachable: it may not be fetched, or cannot be now.
            ArticleError: it is no feed.

        """
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in known.items() if value}
        try:
            found = await self._intake.fetcher.get(url, FEED_TYPES, headers)
        except ArticleError as error:
            raise _failure(error) from error
        if found.status == HTTPStatus.NOT_MODIFIED:
            raise Unchanged
        value = await asyncio.to_thread(apart, "bot.feeds.feed:parse", found.body, url, seconds=FEED_SECONDS)
        return Polled(unpacked(value), found.etag, found.modified)

    async def page(self, url: str) -> list[Incoming]:
        """The article of a page.

        Raises:
            Ended: there is none any more.
            Unreachable: it may not be fetched, or cannot be now.
            ArticleError: there is no article in it.

        """
        try:
            found = await self._intake.fetch(url)
        except ArticleError as error:
            raise _failure(error) from error
        return await asyncio.to_thread(self._read, found)

    def _read(self, found: "Fetched") -> list[Incoming]:
        articles: list[Incoming] = []
        for article in self._intake.fetched(found):
            if isinstance(article, Refusal):
                raise ArticleError(article.reason)
            articles.append(article)
        return articles


def _failure(error: ArticleError) -> Exception:
    gone = getattr(error, "status", None) == HTTPStatus.GONE
    return Ended(str(error)) if gone else Unreachable(str(error))
