"""Feeds polled: what is new in them waits in the store, and is fetched, read and taken, a page at a time."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import structlog

from bot.feeds.feed import Entry, ParsedFeed
from bot.feeds.timing import gives_up, is_due, wait_after
from bot.ingest import Outcome
from bot.record.feed_items import FeedItemStore, Item
from bot.record.feeds import Feed, FeedStore
from bot.sources.incoming import Incoming
from embeddings.errors import ArticleError

log = structlog.get_logger(__name__)

MOST_TRIES = 3
"""A page that cannot be had so often is given up."""

PAGE_WAIT = timedelta(minutes=15)
"""After a page could not be had; four times as long after each further try."""

ENDED = "its server says that it is gone for good"


class Unchanged(Exception):
    """The server says that nothing has changed since (304)."""


class Ended(Exception):
    """The server says that there is no such thing any more (410)."""


class Unreachable(Exception):
    """It could not be had now; the text says why."""


@dataclass(frozen=True, slots=True)
class Polled:
    """A feed as it came, with the entity tag and the modification date that its server gave."""

    feed: ParsedFeed
    etag: str | None = None
    modified: str | None = None


class Web(Protocol):
    """How feeds and pages come in. Every failure is Unreachable, or ArticleError where another try cannot help."""

    async def feed(self, url: str, etag: str | None, modified: str | None) -> Polled:
        """The feed at an address. Unchanged and Ended where its server says so."""

    async def page(self, url: str) -> list[Incoming]:
        """The article on a page, in a list of one."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: feeds polled, feeds that failed, articles added or replaced, pages given up."""

    polled: int = 0
    failed: int = 0
    taken: int = 0
    given_up: int = 0

    def then(self, other: "Round") -> "Round":
        """Both together."""
        return Round(
            self.polled + other.polled,
            self.failed + other.failed,
            self.taken + other.taken,
            self.given_up + other.given_up,
        )


Take = Callable[[Incoming, int | None], Outcome]
"""Takes a text into a server's additions, or into the shared record. Blocks."""


class Poller:
    """Polls what is due and takes what waits; several processes may, each what it has taken in hand."""

    def __init__(
        self,
        feeds: FeedStore,
        items: FeedItemStore,
        web: Web,
        take: Take,
        *,
        every: timedelta,
        most_failures: int,
        pages: int,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        blocking: Callable[..., Awaitable[Any]] = asyncio.to_thread,
        dice: Callable[[], float] = random.random,
    ) -> None:
        """Wire it.

        Args:
            feeds: the feeds' rows.
            items: their items' rows.
            web: the way to feeds and pages.
            take: the way into the record.
            every: the wait between two polls of a feed.
            most_failures: polls that may fail in a row before a feed is paused.
            pages: pages fetched in one round, at most.
            clock: the present moment, aware.
            blocking: runs what blocks without holding up the event loop.
            dice: in [0, 1); spreads the polls.

        """
        self.feeds = feeds
        self.items = items
        self.web = web
        self.take = take
        self.every = every
        self.most_failures = most_failures
        self.pages = pages
        self.clock = clock
        self.blocking = blocking
        self.dice = dice

    async def round(self) -> Round:
        """Poll the feeds that are due, then fetch pages that wait."""
        now = self.clock()
        due = [f for f in await self.blocking(self.feeds.active) if is_due(now, f.next_at, self.every)]
        return (await self.poll_all(due)).then(
            await self.fetch_all(await self.blocking(self.items.waiting, self.clock(), self.pages))
        )

    async def poll_all(self, feeds: Iterable[Feed]) -> Round:
        """Poll those feeds that no other process has in hand, or has polled meanwhile."""
        polled = []
        for feed in feeds:
            taken = await self.blocking(self.feeds.take, feed, self.clock())
            if taken is not None:
                polled.append(await self.poll(taken))
        return Round(polled=len(polled), failed=polled.count(False))

    async def fetch_all(self, waiting: Iterable[tuple[Feed, Item]]) -> Round:
        """Fetch the pages of those items that no other process has in hand."""
        outcomes = []
        for feed, item in waiting:
            if await self.blocking(self.items.take, item, self.clock()):
                outcomes.append(await self.fetch(feed, item))
        return Round(
            taken=sum(outcome in ("added", "replaced") for outcome in outcomes), given_up=outcomes.count("failed")
        )

    async def poll(self, feed: Feed) -> bool:
        """Poll one feed now, which was taken, and have its new items wait; False if that failed."""
        try:
            polled = await self.web.feed(feed.url, feed.etag, feed.modified)
        except Unchanged:
            await self._note(feed, (), (feed.etag, feed.modified))
            return True
        except Ended:
            await self._failed(feed, ENDED, ended=True)
            return False
        except (Unreachable, ArticleError) as error:
            await self._failed(feed, str(error))
            return False
        except Exception as error:
            log.exception("a feed could not be polled", feed=feed.id)
            await self._failed(feed, f"something unforeseen failed ({type(error).__name__})")
            return False
        items = [item_of(feed, entry) for entry in polled.feed.entries]
        await self._note(replace(feed, title=polled.feed.title), items, (polled.etag, polled.modified))
        return True

    async def fetch(self, feed: Feed, item: Item) -> str | None:
        """Fetch an item's page and take it, the item being in hand: what became of it, None where it waits on."""
        known = await self.blocking(self.items.elsewhere, feed, item.url) if item.article is None else None
        if known is not None:
            await self.blocking(self.items.taken, item, known, "another feed brought it")
            return "unchanged"
        try:
            (found,) = await self.web.page(item.url)
            outcome: Outcome = await self.blocking(self.take, completed(found, feed, item), feed.guild)
        except Unreachable as error:
            return await self._put_off(item, str(error))
        except (ArticleError, Ended) as error:
            await self.blocking(self.items.given_up, item, str(error) or ENDED)
            return "failed"
        except Exception as error:
            log.exception("a feed's page could not be taken", feed=feed.id)
            return await self._put_off(item, f"something unforeseen failed ({type(error).__name__})")
        if outcome.status == "failed":
            await self.blocking(self.items.given_up, item, outcome.detail or "it could not be read")
        else:
            await self.blocking(self.items.taken, item, outcome.article, outcome.detail)
        return outcome.status

    async def _put_off(self, item: Item, reason: str) -> str | None:
        if item.tries + 1 >= MOST_TRIES:
            await self.blocking(self.items.given_up, item, reason)
            return "failed"
        await self.blocking(self.items.put_off, item, reason, self.clock() + PAGE_WAIT * 4**item.tries)
        return None

    async def _note(self, feed: Feed, items: Sequence[Item], seen: tuple[str | None, str | None]) -> None:
        now = self.clock()
        following = now + wait_after(0, self.every, self.dice())
        new = await self.blocking(self.items.polled, feed, items, now, following, seen)
        if new:
            log.info("new in a feed", feed=feed.id, items=new)

    async def _failed(self, feed: Feed, error: str, *, ended: bool = False) -> None:
        failures = feed.failures + 1
        pause = None
        if ended:
            pause = ENDED
        elif gives_up(failures, self.most_failures):
            pause = f"it could not be read {failures} times in a row; the last time: {error}"
        following = self.clock() + wait_after(failures, self.every, self.dice())
        log.warning("a feed failed", feed=feed.id, failures=failures, paused=pause is not None, error=error)
        await self.blocking(self.feeds.failed, feed, error, following, pause=pause)


def item_of(feed: Feed, entry: Entry) -> Item:
    """An entry as an item of its feed."""
    return Item(feed.id, entry.url, entry.title, entry.stamp, entry.published)


def completed(found: Incoming, feed: Feed, item: Item) -> Incoming:
    """A page with what its feed says of it: the feed's outlet outranks the page's, the rest fills in what is missing.

    A feed's date may be that of the last change, so it counts as inferred.
    """
    facts: dict[str, Any] = dict(found.facts)
    if feed.outlet:
        facts["outlet"] = feed.outlet
    if not facts.get("title") and item.title:
        facts["title"] = item.title
    if not facts.get("published") and item.published:
        facts |= dated(item.published)
    return replace(found, facts=facts)


def dated(day: str) -> Mapping[str, str]:
    """The facts of a date that the feed gives."""
    return {
        "published": day,
        "published_precision": "day",
        "published_basis": "inferred",
        "published_evidence": "the date of the item in its feed",
    }
