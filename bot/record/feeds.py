"""The feeds that are polled, and their items: which wait, which were taken, which failed and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.errors import UsageError
from bot.record.connection import Connection, Row
from bot.record.database import Database
from bot.record.instants import instant
from bot.record.leases import FREE, LEFT, Leases

Origin = Literal["terminal", "config", "server"]
FeedState = Literal["active", "paused"]
ItemState = Literal["waiting", "taken", "failed"]

PAUSED_BY_HAND = "paused by hand"


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed as it stands. ``guild`` None: the operator's, whose articles go into the shared record.

    ``channel`` and ``added_by`` say where and by whom it was added on Discord. ``told`` is false while whoever added
    it still has to hear that it was paused for ``reason``. ``etag`` and ``modified`` are what its server said last,
    for conditional requests. ``failures`` counts the polls that failed since one succeeded, ``error`` is the last's.
    """

    url: str
    added_at: datetime
    next_at: datetime
    origin: Origin = "terminal"
    guild: int | None = None
    channel: int | None = None
    added_by: int | None = None
    outlet: str | None = None
    title: str | None = None
    state: FeedState = "active"
    reason: str | None = None
    told: bool = True
    etag: str | None = None
    modified: str | None = None
    polled_at: datetime | None = None
    failures: int = 0
    error: str | None = None
    id: int = 0


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


class FeedStore:
    """Feeds and their items in the store. Every call blocks; any thread may make it."""

    def __init__(self, database: Database, leases: Leases | None = None) -> None:
        """Keep them in ``database``; what is taken is taken by ``leases``."""
        self.database = database
        self.leases = leases or database.leases

    def add(self, feed: Feed) -> Feed:
        """Save a new feed and return it with its id.

        Raises:
            UsageError: the same address is polled for the same server, or for the shared record, already.
        """
        with self.database.write() as connection:
            row = _insert(connection, feed)
        if row is None:
            raise UsageError("That feed is followed already: feed list shows it with its number.")
        return _feed(row)

    def get(self, feed: int, guild: int | None) -> Feed:
        """The feed of this number, of this server (None: the operator's).

        Raises:
            UsageError: there is none.
        """
        with self.database.connect() as connection:
            row = connection.execute("SELECT * FROM feed WHERE id = ? AND guild IS ?", (feed, guild)).fetchone()
        if row is None:
            raise UsageError(f"There is no feed number {feed} here: feed list shows them.")
        return _feed(row)

    def of_guild(self, guild: int | None) -> list[Feed]:
        """A server's feeds, or the operator's, by number."""
        with self.database.connect() as connection:
            rows = connection.execute("SELECT * FROM feed WHERE guild IS ? ORDER BY id", (guild,)).fetchall()
        return [_feed(row) for row in rows]

    def active(self) -> list[Feed]:
        """Every feed that may come due, longest due first."""
        with self.database.connect() as connection:
            rows = connection.execute("SELECT * FROM feed WHERE state = 'active' ORDER BY next_at, id").fetchall()
        return [_feed(row) for row in rows]

    def take(self, feed: Feed, now: datetime) -> Feed | None:
        """Take a feed in hand to poll it; None where it was polled meanwhile, or another process has it."""
        with self.database.take() as connection:
            row = connection.execute(
                "UPDATE feed SET owner = ?, leased_until = ? WHERE id IN (SELECT id FROM feed WHERE id = ? AND "
                f"state = 'active' AND next_at = ? AND {FREE} /*+ FOR UPDATE SKIP LOCKED */) RETURNING *",
                (*self.leases.taken(now), feed.id, instant(feed.next_at), *self.leases.others(now)),
            ).fetchone()
        return None if row is None else _feed(row)

    def take_item(self, item: Item, now: datetime) -> bool:
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

    def configure(self, feeds: Iterable[Feed]) -> None:
        """Let the configured feeds be these: new ones are added, those left out go, a paused one stays paused."""
        wanted = {feed.url: feed for feed in feeds}
        with self.database.write() as connection:
            there = connection.execute("SELECT id, url, outlet FROM feed WHERE origin = 'config'").fetchall()
            for row in there:
                feed = wanted.pop(row["url"], None)
                if feed is None:
                    connection.execute("DELETE FROM feed WHERE id = ?", (row["id"],))
                elif feed.outlet != row["outlet"]:
                    connection.execute("UPDATE feed SET outlet = ? WHERE id = ?", (feed.outlet, row["id"]))
            for feed in wanted.values():
                _insert(connection, feed)

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

    def failed(self, feed: Feed, error: str, next_at: datetime, *, pause: str | None) -> None:
        """Note a poll that failed; with ``pause`` (a reason) it is polled no more, and whoever added it to hear."""
        with self.database.write() as connection:
            connection.execute(
                f"UPDATE feed SET failures = failures + 1, error = ?, next_at = ?, {LEFT} WHERE id = ?",
                (error, instant(next_at), feed.id),
            )
            if pause is not None:
                connection.execute(
                    "UPDATE feed SET state = 'paused', reason = ?, told = 0 WHERE id = ? AND state = 'active'",
                    (pause, feed.id),
                )

    def pause(self, feed: int) -> None:
        """Poll a feed no more until it is resumed; one that is paused keeps its reason."""
        with self.database.write() as connection:
            connection.execute(
                "UPDATE feed SET state = 'paused', reason = ?, told = 1 WHERE id = ? AND state = 'active'",
                (PAUSED_BY_HAND, feed),
            )

    def resume(self, feed: int, now: datetime) -> None:
        """Poll a feed again, from now on."""
        with self.database.write() as connection:
            connection.execute(
                "UPDATE feed SET state = 'active', reason = NULL, told = 1, failures = 0, error = NULL, next_at = ? "
                "WHERE id = ?",
                (instant(now), feed),
            )

    def remove(self, feed: int) -> None:
        """Forget a feed and its items; the articles it brought stay."""
        with self.database.write() as connection:
            connection.execute("DELETE FROM feed WHERE id = ?", (feed,))

    def untold(self) -> list[Feed]:
        """Paused feeds of which whoever added them has not heard yet."""
        with self.database.connect() as connection:
            rows = connection.execute("SELECT * FROM feed WHERE told = 0 ORDER BY id").fetchall()
        return [_feed(row) for row in rows]

    def mark_told(self, feed: int) -> bool:
        """Note that whoever added it is being told; False if that was noted before (so that it is said once)."""
        with self.database.write() as connection:
            cursor = connection.execute("UPDATE feed SET told = 1 WHERE id = ? AND told = 0", (feed,))
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
                number: _feed(connection.execute("SELECT * FROM feed WHERE id = ?", (number,)).fetchone())
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

    def items(self, feed: int) -> list[Item]:
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

    def forget_guild(self, guild: int) -> None:
        """Remove a server's feeds."""
        with self.database.write() as connection:
            connection.execute("DELETE FROM feed WHERE guild = ?", (guild,))

    def forget_user(self, user: int) -> int:
        """Forget that a user added feeds; the feeds go on for their server. How many there were."""
        with self.database.write() as connection:
            return connection.execute("UPDATE feed SET added_by = NULL WHERE added_by = ?", (user,)).rowcount

    def _settle(self, item: Item, state: ItemState, article: str | None, reason: str | None) -> None:
        with self.database.write() as connection:
            connection.execute(
                "UPDATE feed_item SET state = ?, article = coalesce(?, article), reason = ?, tries = tries + 1, "
                f"not_before = NULL, {LEFT} WHERE feed = ? AND url = ? AND stamp IS ?",
                (state, article, reason, item.feed, item.url, item.stamp),
            )


_FREE_ITEM = FREE.replace("owner", "feed_item.owner").replace("leased", "feed_item.leased")
LONGEST_HOLD = timedelta(days=1)
"""An item put off for longer was put off before the clock was set back, and is tried."""


def _insert(connection: Connection, feed: Feed) -> Row | None:
    row: Row | None = connection.execute(
        "INSERT INTO feed (url, guild, channel, added_by, origin, outlet, title, added_at, next_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING *",
        (
            *(feed.url, feed.guild, feed.channel, feed.added_by, feed.origin, feed.outlet, feed.title),
            *(instant(feed.added_at), instant(feed.next_at)),
        ),
    ).fetchone()
    return row


def _enqueue(connection: Connection, item: Item, now: datetime) -> int:
    cursor = connection.execute(
        "INSERT INTO feed_item (feed, url, title, stamp, published, seen_at) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (feed, url) DO UPDATE SET stamp = excluded.stamp, title = excluded.title, state = 'waiting', "
        f"published = excluded.published, tries = 0, not_before = NULL, reason = NULL, {LEFT} "
        "WHERE excluded.stamp IS NOT NULL AND excluded.stamp IS NOT feed_item.stamp",
        (item.feed, item.url, item.title, item.stamp, item.published, instant(now)),
    )
    return cursor.rowcount


def _feed(row: Row) -> Feed:
    names = (name for name in row.keys() if name not in ("owner", "leased_until"))  # noqa: SIM118 - no mapping
    values = {name: row[name] for name in names}
    for moment in ("added_at", "next_at", "polled_at"):
        values[moment] = datetime.fromisoformat(values[moment]) if values[moment] else None
    return Feed(**values | {"told": bool(values["told"])})


def _item(row: Row) -> Item:
    return Item(
        *(row["feed"], row["url"], row["title"], row["stamp"], row["published"]),
        *(row["state"], row["article"], row["reason"], row["tries"]),
    )
