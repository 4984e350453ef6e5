"""The items of feeds: which wait, which were taken, which failed and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.record.connection import Connection, Row
from bot.record.database import Database
from bot.record.feeds import Feed, read_feed
from bot.record.instants import instant
from bot.record.leases import FREE, LEFT, Leases

ItemState = Literal["waiting", "taken", "failed"]

_FREE_ITEM = FREE.replace("owner", "feed_item.owner").replace("leased", "feed_item.leased")
LONGEST_HOLD = timedelta(days=1)
"""An item put off for longer was put off before the clock was set back, and is tried."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed by the address of its page. ``stamp``: when the feed says it last changed, as it says it."""

    feed: int
    url: str
    title: str | None = None
    stamp: str | None = None
    published: str | None = None
    state: ItemState = "waiting"
    article: str | None = None
    reason: str | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """How many of a feed's items wait, were taken, and failed."""

    waiting: int = 0
    taken: int = 0
    failed: int = 0


class FeedItemStore:
    """The items of feeds in the store. Every call blocks; any thread may make it."""

    def __init__(self, database: Database, leases: Leases | None = None) -> None:
        """Keep them in ``database``; what is taken is taken by ``leases``."""
        self.database = database
        self.leases = leases or database.leases

    def polled(
        self, feed: Feed, items: Iterable[Item], now: datetime, next_at: datetime, seen: tuple[str | None, str | None]
    ) -> int:
        """Note a poll that succeeded, in one transaction with the items it found; how many of them wait from now on.

        ``seen`` are the entity tag and modification date that its server gave. An item that is known waits again
        where its stamp is another one.
        """
        etag, modified = seen
        with self.database.write() as connection:
            connection.execute(
                "UPDATE feed SET polled_at = ?, next_at = ?, etag = ?, modified = ?, title = coalesce(?, title), "
                f"failures = 0, error = NULL, {LEFT} WHERE id = ?",
                (instant(now), instant(next_at), etag, modified, feed.title, feed.id),
            )
            return sum(_enqueue(connection, item, now) for item in items)

    def take(self, item: Item, now: datetime) -> bool:
        """Take an item that waits in hand; False where it does not wait any more, or another process has it."""
        with self.database.take() as connection:
            cursor = connection.execute(
                "UPDATE feed_item SET owner = ?, leased_until = ? WHERE (feed, url) IN (SELECT feed, url FROM "
                f"feed_item WHERE feed = ? AND url = ? AND state = 'waiting' AND tries = ? AND stamp IS ? AND {FREE} "
                "/*+ FOR UPDATE SKIP LOCKED */)",
                (
                    *self.leases.taken(now),
                    *(item.feed, item.url, item.tries, item.stamp),
                    *self.leases.others(now),
                ),
            )
            return cursor.rowcount == 1

    def waiting(self, now: datetime, limit: int) -> list[tuple[Feed, Item]]:
        """The items whose pages may be fetched now and are in nobody's hand, longest seen first, with their feeds."""
        with self.database.connect() as connection:
            rows = connection.execute(
                "SELECT feed_item.* FROM feed_item JOIN feed ON feed.id = feed_item.feed WHERE feed_item.state = "
                "'waiting' AND feed.state = 'active' AND (not_before IS NULL OR not_before NOT BETWEEN ? AND ?) "
                f"AND {_FREE_ITEM} ORDER BY seen_at, feed_item.rowid LIMIT ?",
                (
                    *(instant(now + timedelta(microseconds=1)), instant(now + LONGEST_HOLD)),
                    *(*self.leases.others(now), limit),
                ),
            ).fetchall()
            feeds = {
                number: read_feed(connection.execute("SELECT * FROM feed WHERE id = ?", (number,)).fetchone())
                for number in {row["feed"] for row in rows}
            }
        return [(feeds[row["feed"]], _item(row)) for row in rows]

    def elsewhere(self, feed: Feed, url: str) -> str | None:
        """The article that another feed of the same server has brought from this address."""
        with self.database.connect() as connection:
            row = connection.execute(
                "SELECT article FROM feed_item JOIN feed ON feed.id = feed_item.feed WHERE feed_item.url = ? AND "
                "feed_item.feed != ? AND feed.guild IS ? AND article IS NOT NULL LIMIT 1",
                (url, feed.id, feed.guild),
            ).fetchone()
        return row["article"] if row else None

    def of_feed(self, feed: int) -> list[Item]:
        """All items of a feed, as they were seen."""
        with self.database.connect() as connection:
            rows = connection.execute("SELECT * FROM feed_item WHERE feed = ? ORDER BY rowid", (feed,)).fetchall()
        return [_item(row) for row in rows]

    def counts(self, feed: int) -> ItemCounts:
        """How many of a feed's items are in which state."""
        with self.database.connect() as connection:
            rows = connection.execute(
                "SELECT state, count(*) AS number FROM feed_item WHERE feed = ? GROUP BY state", (feed,)
            ).fetchall()
        return ItemCounts(**{row["state"]: row["number"] for row in rows})

    def taken(self, item: Item, article: str | None, detail: str | None = None) -> None:
        """Note that an item's page is in the record, as this article."""
        self._settle(item, "taken", article, detail)

    def given_up(self, item: Item, reason: str) -> None:
        """Note that an item's page is not to be had."""
        self._settle(item, "failed", None, reason)

    def put_off(self, item: Item, reason: str, until: datetime) -> None:
        """Note that an item's page could not be had now; it waits on."""
        with self.database.write() as connection:
            connection.execute(
                f"UPDATE feed_item SET tries = tries + 1, reason = ?, not_before = ?, {LEFT} "
                "WHERE feed = ? AND url = ?",
                (reason, instant(until), item.feed, item.url),
            )

    def _settle(self, item: Item, state: ItemState, article: str | None, reason: str | None) -> None:
        with self.database.write() as connection:
            connection.execute(
                "UPDATE feed_item SET state = ?, article = coalesce(?, article), reason = ?, tries = tries + 1, "
                f"not_before = NULL, {LEFT} WHERE feed = ? AND url = ? AND stamp IS ?",
                (state, article, reason, item.feed, item.url, item.stamp),
            )


def _enqueue(connection: Connection, item: Item, now: datetime) -> int:
    cursor = connection.execute(
        "INSERT INTO feed_item (feed, url, title, stamp, published, seen_at) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (feed, url) DO UPDATE SET stamp = excluded.stamp, title = excluded.title, state = 'waiting', "
        f"published = excluded.published, tries = 0, not_before = NULL, reason = NULL, {LEFT} "
        "WHERE excluded.stamp IS NOT NULL AND excluded.stamp IS NOT feed_item.stamp",
        (item.feed, item.url, item.title, item.stamp, item.published, instant(now)),
    )
    return cursor.rowcount


def _item(row: Row) -> Item:
    return Item(
        *(row["feed"], row["url"], row["title"], row["stamp"], row["published"]),
        *(row["state"], row["article"], row["reason"], row["tries"]),
    )
