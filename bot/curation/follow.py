"""Feeds looked at, followed and polled, for whoever asks: the terminal, a server's managers, the clockwork."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.curation.curation import Curation
from bot.errors import CommuniqueError, UsageError
from bot.feeds.configured import load_feeds
from bot.feeds.feed import ParsedFeed
from bot.feeds.poller import Ended, Poller, Round, Unchanged, Unreachable
from bot.record.feeds import Feed
from bot.sources.addresses import checked, normal
from bot.words import counted
from embeddings.errors import ArticleError


@dataclass(frozen=True, slots=True)
class Sample:
    """A feed as it was found at an address, before it is followed."""

    url: str
    feed: ParsedFeed


async def sample(curation: Curation, address: str) -> Sample:
    """Look whether there is a feed at an address.

    Raises:
        UsageError: it is no address that is fetched.
        CommuniqueError: it cannot be reached, or is no feed.

    """
    try:
        url = str(normal(checked(address.strip())))
    except ArticleError as error:
        raise UsageError(str(error)) from error
    try:
        found = await curation.web.feed(url, None, None)
    except (Unreachable, Unchanged, Ended, ArticleError) as error:
        raise CommuniqueError(str(error) or f"{url} is gone for good, its server says: give another feed.") from error
    return Sample(url, found.feed)


def add_feed(
    curation: Curation,
    found: Sample,
    *,
    outlet: str | None = None,
    guild: int | None = None,
    channel: int | None = None,
    added_by: int | None = None,
) -> Feed:
    """Follow a feed from now on, for the shared record or for a server.

    Raises:
        UsageError: it is followed already, or a server follows as many as it may.

    """
    if guild is not None:
        check_room(curation, guild)
    now = datetime.now(UTC)
    return curation.feeds.add(
        Feed(
            found.url,
            added_at=now,
            next_at=now,
            origin="terminal" if guild is None else "server",
            guild=guild,
            channel=channel,
            added_by=added_by,
            outlet=" ".join(outlet.split())[:120] or None if outlet else None,
            title=found.feed.title,
        )
    )


def check_room(curation: Curation, guild: int) -> None:
    """Nothing, while a server may follow a feed more.

    Raises:
        UsageError: it follows as many as it may.

    """
    most = curation.settings.additions.max_feeds
    if len(curation.feeds.of_guild(guild)) >= most:
        raise UsageError(f"This server follows {counted(most, 'feed')}, which is the most: remove one first.")


def configure_feeds(curation: Curation) -> None:
    """Let the store follow what ``config/feeds.toml`` names, and nothing that it named before.

    Raises:
        ConfigurationError: the file is wrong.

    """
    curation.feeds.configure(load_feeds(curation.settings.config_dir / "feeds.toml", datetime.now(UTC)))


def poller_of(
    curation: Curation,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    blocking: Callable[..., Awaitable[Any]] = asyncio.to_thread,
) -> Poller:
    """What polls the feeds of a store, as the settings say."""
    chosen = curation.settings.feeds
    return Poller(
        curation.feeds,
        curation.feed_items,
        curation.web,
        curation.take,
        every=timedelta(minutes=chosen.poll_minutes),
        most_failures=chosen.max_failures,
        pages=chosen.pages_a_tick,
        clock=clock,
        blocking=blocking,
    )


async def poll_now(curation: Curation) -> Round:
    """Poll the operator's feeds, due or not, and fetch every page of theirs that waits and may be tried now."""
    poller = poller_of(curation)
    polled = await poller.poll_all(feed for feed in curation.feeds.of_guild(None) if feed.state == "active")
    waiting = curation.feed_items.waiting(datetime.now(UTC), 10_000)
    return polled.then(await poller.fetch_all((feed, item) for feed, item in waiting if feed.guild is None))
