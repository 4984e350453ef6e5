"""What processes are taking into the record just now: each text and each name of an article is one process's."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.record.connection import Connection
from bot.record.database import Database
from bot.record.leases import Leases, gone


class Overtaken(Exception):
    """What was reserved is another process's by now: this one was held up for longer than its lease."""


class ReservationStore:
    """Names that are reserved for as long as a lease (``bot.record.leases``). Every call blocks."""

    def __init__(self, database: Database, leases: Leases | None = None) -> None:
        """Keep them in ``database``; what is reserved is so by ``leases``."""
        self._database = database
        self._leases = leases or database.leases

    def take(self, names: Iterable[str]) -> bool:
        """Reserve all of some names, or none where one is reserved already, by whomever is still there."""
        now = datetime.now(UTC)
        taken: list[str] = []
        with self._database.take() as connection:
            connection.execute(
                "DELETE FROM reservation WHERE name IN (SELECT name FROM reservation WHERE leased_until NOT BETWEEN "
                "? AND ? /*+ FOR UPDATE SKIP LOCKED */)",
                self._leases.held(now),
            )
            for name in sorted(set(names)):
                cursor = connection.execute(
                    "INSERT INTO reservation (name, owner, leased_until) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    (name, *self._leases.taken(now)),
                )
                if cursor.rowcount != 1 and not self._inherited(connection, name, now):
                    _leave(connection, taken, self._leases.owner)
                    return False
                taken.append(name)
        return True

    def _inherited(self, connection: Connection, name: str, now: datetime) -> bool:
        """Take over what a process had that has ended; whether there was one."""
        row = connection.execute("SELECT owner FROM reservation WHERE name = ?", (name,)).fetchone()
        if row is None or not gone(row["owner"]):
            return False
        cursor = connection.execute(
            "UPDATE reservation SET owner = ?, leased_until = ? WHERE name = ? AND owner = ?",
            (*self._leases.taken(now), name, row["owner"]),
        )
        return bool(cursor.rowcount == 1)

    def leave(self, names: Iterable[str]) -> None:
        """Let names go that this process has reserved."""
        with self._database.take() as connection:
            _leave(connection, sorted(set(names)), self._leases.owner)

    def any(self) -> bool:
        """Whether a process takes something in just now."""
        now = datetime.now(UTC)
        with self._database.connect() as connection:
            row = connection.execute(
                "SELECT 1 FROM reservation WHERE leased_until BETWEEN ? AND ? LIMIT 1",
                self._leases.held(now),
            ).fetchone()
        return row is not None

    def check(self, connection: Connection, names: Iterable[str]) -> None:
        """See to it that names are still this process's, within the transaction that stores what was taken in.

        Raises:
            Overtaken: one is another's, or nobody's.

        """
        for name in sorted(set(names)):
            row = connection.execute(
                "SELECT 1 FROM reservation WHERE name = ? AND owner = ? /*+ FOR UPDATE */", (name, self._leases.owner)
            ).fetchone()
            if row is None:
                raise Overtaken(name)


def _leave(connection: Connection, names: Iterable[str], owner: str) -> None:
    connection.executemany("DELETE FROM reservation WHERE name = ? AND owner = ?", [(name, owner) for name in names])
