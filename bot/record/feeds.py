"""The feeds that are polled, and how each fares."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.errors import UsageError
from bot.record.connection import Connection, Row
from bot.record.database import Database
from bot.record.instants import instant
from bot.record.leases import FREE, LEFT, Leases

Origin = Literal["terminal", "config", "server"]
FeedState = Literal["active", "paused"]

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


class FeedStore:
    """Feeds in the store. Every call blocks; any thread may make it."""

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
        return read_feed(row)

    def get(self, feed: int, guild: int | None) -> Feed:
        """The feed of this number, of this server (None: the operator's).

        Raises:
            UsageError: there is none.
        """
        with self.database.connect() as connection:
            row = connection.execute("SELECT * FROM feed WHERE id = ? AND guild IS ?", (feed, guild)).fetchone()
        if row is None:
            raise UsageError(f"There is no feed number {feed} here: feed list shows them.")
        return read_feed(row)

    def of_guild(self, guild: int | None) -> list[Feed]:
        """A server's feeds, or the operator's, by number."""
        with self.database.connect() as connection:
            rows = connection.execute("SELECT * FROM feed WHERE guild IS ? ORDER BY id", (guild,)).fetchall()
        return [read_feed(row) for row in rows]

    def active(self) -> list[Feed]:
        """Every feed that may come due, longest due first."""
        with self.database.connect() as connection:
            rows = connection.execute("SELECT * FROM feed WHERE state = 'active' ORDER BY next_at, id").fetchall()
        return [read_feed(row) for row in rows]

    def take(self, feed: Feed, now: datetime) -> Feed | None:
        """Take a feed in hand to poll it; None where it was polled meanwhile, or another process has it."""
        with self.database.take() as connection:
            row = connection.execute(
                "UPDATE feed SET owner = ?, leased_until = ? WHERE id IN (SELECT id FROM feed WHERE id = ? AND "
                f"state = 'active' AND next_at = ? AND {FREE} /*+ FOR UPDATE SKIP LOCKED */) RETURNING *",
                (*self.leases.taken(now), feed.id, instant(feed.next_at), *self.leases.others(now)),
            ).fetchone()
        return None if row is None else read_feed(row)

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
        return [read_feed(row) for row in rows]

    def mark_told(self, feed: int) -> bool:
        """Note that whoever added it is being told; False if that was noted before (so that it is said once)."""
        with self.database.write() as connection:
            cursor = connection.execute("UPDATE feed SET told = 1 WHERE id = ? AND told = 0", (feed,))
            return cursor.rowcount == 1

    def forget_guild(self, guild: int) -> None:
        """Remove a server's feeds."""
        with self.database.write() as connection:
            connection.execute("DELETE FROM feed WHERE guild = ?", (guild,))

    def forget_user(self, user: int) -> int:
        """Forget that a user added feeds; the feeds go on for their server. How many there were."""
        with self.database.write() as connection:
            return connection.execute("UPDATE feed SET added_by = NULL WHERE added_by = ?", (user,)).rowcount


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


def read_feed(row: Row) -> Feed:
    """A feed in a row of the store."""
    names = (name for name in row.keys() if name not in ("owner", "leased_until"))  # noqa: SIM118 - no mapping
    values = {name: row[name] for name in names}
    for moment in ("added_at", "next_at", "polled_at"):
        values[moment] = datetime.fromisoformat(values[moment]) if values[moment] else None
    return Feed(**values | {"told": bool(values["told"])})
