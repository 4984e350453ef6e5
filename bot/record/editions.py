"""What became of each schedule's local dates: posted, late, skipped and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.record.connection import Row
from bot.record.database import Database
from bot.record.deliveries import Message, insert_messages
from bot.record.instants import instant

EditionState = Literal["planned", "posted", "skipped", "nothing-new", "failed"]


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One schedule's local date in the store. ``number`` counts the editions that were composed, from 1.

    ``mark`` is the number of the last words first read that this edition knew: the next one starts after it.
    ``message`` is the id of the first message, once it is posted.
    """

    schedule: int
    local_date: date
    due_at: datetime
    made_at: datetime
    state: EditionState
    number: int | None = None
    window_from: datetime | None = None
    window_to: datetime | None = None
    mark: int | None = None
    late: bool = False
    reason: str | None = None
    message: int | None = None
    id: int = 0


class EditionStore:
    """The editions in the store: one a schedule and local date, whatever happens."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def dates_since(self, first: date) -> dict[int, set[date]]:
        """The local dates from ``first`` on that each schedule id has a row for."""
        dates: dict[int, set[date]] = {}
        known: dict[str, date] = {}
        with self.database.connect() as connection:
            for number, text in connection.execute(
                "SELECT schedule, local_date FROM edition WHERE local_date >= ?", (first.isoformat(),)
            ):
                if text not in known:
                    known[text] = date.fromisoformat(text)
                dates.setdefault(number, set()).add(known[text])
        return dates

    def latest(self, schedules: Iterable[int]) -> dict[int, EditionEntry]:
        """The newest composed edition of each of these schedules that has one."""
        entries = {}
        with self.database.connect() as connection:
            for schedule in schedules:
                row = connection.execute(
                    "SELECT *, NULL AS message FROM edition WHERE schedule = ? AND number IS NOT NULL "
                    "ORDER BY number DESC LIMIT 1",
                    (schedule,),
                ).fetchone()
                if row is not None:
                    entries[schedule] = read_edition(row)
        return entries

    def record(self, entries: Iterable[tuple[EditionEntry, tuple[Message, ...]]]) -> int:
        """Save editions with the messages they consist of, all in one transaction; return how many were new.

        A schedule's local date that has a row keeps it, and its messages: recording again adds nothing.
        """
        added = 0
        with self.database.write() as connection:
            for entry, messages in entries:
                row = connection.execute(
                    "INSERT INTO edition (schedule, local_date, number, due_at, made_at, window_from, window_to, "
                    "mark, late, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                    "ON CONFLICT DO NOTHING RETURNING id",
                    (
                        entry.schedule,
                        entry.local_date.isoformat(),
                        entry.number,
                        instant(entry.due_at),
                        instant(entry.made_at),
                        instant(entry.window_from) if entry.window_from else None,
                        instant(entry.window_to) if entry.window_to else None,
                        entry.mark,
                        int(entry.late),
                        entry.state,
                        entry.reason,
                    ),
                ).fetchone()
                if row is not None:
                    insert_messages(connection, row["id"], messages)
                    added += 1
        return added

    def history(self, schedule: int, limit: int = 25) -> list[EditionEntry]:
        """A schedule's editions, newest first."""
        with self.database.connect() as connection:
            rows = connection.execute(
                "SELECT edition.*, delivery.message FROM edition LEFT JOIN delivery ON delivery.edition = edition.id "
                "AND delivery.part = 1 WHERE schedule = ? ORDER BY local_date DESC LIMIT ?",
                (schedule, limit),
            ).fetchall()
        return [read_edition(row) for row in rows]

    def take_untold(self) -> list[EditionEntry]:
        """Failed editions that nobody was told of, oldest first; from now on they count as told."""
        with self.database.write() as connection:
            rows = connection.execute(
                "SELECT *, NULL AS message FROM edition WHERE told = 0 ORDER BY schedule, local_date"
            ).fetchall()
            connection.execute("UPDATE edition SET told = 1 WHERE told = 0")
        return [read_edition(row) for row in rows]

    def get(self, edition: int) -> EditionEntry | None:
        """The edition of this id."""
        with self.database.connect() as connection:
            row = connection.execute(
                "SELECT edition.*, delivery.message FROM edition LEFT JOIN delivery ON delivery.edition = edition.id "
                "AND delivery.part = 1 WHERE edition.id = ?",
                (edition,),
            ).fetchone()
        return None if row is None else read_edition(row)


def read_edition(row: Row) -> EditionEntry:
    """An edition from its row."""
    return EditionEntry(
        schedule=row["schedule"],
        local_date=date.fromisoformat(row["local_date"]),
        due_at=datetime.fromisoformat(row["due_at"]),
        made_at=datetime.fromisoformat(row["made_at"]),
        state=row["state"],
        number=row["number"],
        window_from=datetime.fromisoformat(row["window_from"]) if row["window_from"] else None,
        window_to=datetime.fromisoformat(row["window_to"]) if row["window_to"] else None,
        mark=row["mark"],
        late=bool(row["late"]),
        reason=row["reason"],
        message=row["message"],
        id=row["id"],
    )
