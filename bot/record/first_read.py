"""When the record first read which words, and which positions are new by that."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.record.database import Database
from bot.record.instants import instant
from bot.record.positions import Condition
from bot.record.visibility import Sees

SHARED = 0
"""Stands in the table for the shared record, which is no server's."""
AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Before:
    """What ``guild`` (None: whoever sees the shared record alone) knew when words had numbers up to ``mark``.

    Without one, what it had read by ``since``: words, or an article itself.
    """

    guild: int | None
    mark: int | None = None
    since: datetime | None = None

    @property
    def unknown(self) -> Condition:
        """That a position's words were not known."""
        guilds = (SHARED, SHARED if self.guild is None else self.guild)
        met = "EXISTS (SELECT 1 FROM first_read WHERE first_read.words = position.words AND guild IN (?, ?) AND "
        if self.mark is not None:
            later = "words IN (SELECT words FROM first_read WHERE number > ? AND guild IN (?, ?))"
            return f"(words IS NULL OR {later} AND NOT {met} number <= ?))", (self.mark, *guilds, *guilds, self.mark)
        assert self.since is not None
        since = instant(self.since)
        read = "article IN (SELECT id FROM article WHERE ingested_at > ?)"
        return f"{read} AND NOT {met} at <= ?)", (since, *guilds, since)


class FirstReadStore:
    """When the record first read which words, kept even when their article is replaced."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def note(self, key: Callable[[str], str], sees: Sees, *, besides: str) -> None:
        """Number words not met before, by their ``key``; the earliest moment of the same words is kept.

        They are those of the positions that ``sees`` lets through, charges and the issue ``besides`` left out, noted
        for the server whose addition they stand in: what one server reads is not known to another.
        """
        self._make_keys(key)
        with self.database.write() as connection:
            connection.execute(
                f"WITH fact AS MATERIALIZED (SELECT id, ingested_at, coalesce(guild, {SHARED}) AS server "
                f"FROM article WHERE {sees.at(connection).condition}) "
                "INSERT INTO first_read (words, at, guild) SELECT words, min(ingested_at), server FROM position "
                "JOIN fact ON fact.id = article WHERE kind != 'charged' AND issue != ? AND words IS NOT NULL "
                # Nearly all of a record's words are known: looking costs less than telling the store again.
                "AND NOT EXISTS (SELECT 1 FROM first_read WHERE first_read.words = position.words "
                "AND guild = server AND at <= ingested_at) GROUP BY words, server "
                "ON CONFLICT (words, guild) DO UPDATE SET at = excluded.at WHERE excluded.at < first_read.at",
                (besides,),
            )

    def mark(self, guild: int | None) -> int:
        """How far a server has seen: the highest number among words when it first met them."""
        with self.database.connect() as connection:
            (number,) = connection.execute(
                "SELECT max(number) FROM (SELECT min(number) AS number FROM first_read WHERE guild IN (?, ?) "
                "GROUP BY words) AS met",
                (SHARED, SHARED if guild is None else guild),
            ).fetchone()
        return number or 0

    def _make_keys(self, key: Callable[[str], str]) -> None:
        """Give every position the key of its words that has none yet."""
        while True:
            with self.database.connect() as connection:
                rows = connection.execute(
                    "SELECT id, text FROM position WHERE words IS NULL ORDER BY id LIMIT ?", (AT_ONCE,)
                ).fetchall()
            if not rows:
                return
            with self.database.write() as connection:
                connection.executemany(
                    "UPDATE position SET words = ? WHERE id = ?", [(key(row["text"]), row["id"]) for row in rows]
                )
