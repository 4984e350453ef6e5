"""When a channel wants its briefing: the schedules of all servers."""

import json
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import lru_cache
from typing import Literal

from bot.errors import UsageError
from bot.record.connection import Row
from bot.record.database import Database
from bot.record.instants import instant

WhenEmpty = Literal["nothing", "line", "standing"]
ScheduleState = Literal["draft", "active", "paused", "removed"]

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Scope:
    """Which issues and actors a briefing is about, by id; an empty tuple is all of them."""

    issues: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """One channel's wish: on these days (0 is Monday) at this local time, an edition.

    ``active_from`` is the instant of creation or resumption: nothing due before it is ever posted or missed.
    ``recap`` makes every edition cover the week before it, whatever was shown since.
    ``told`` is false while whoever set it still has to hear of a pause by ``reason``. An ``id`` of 0 is unsaved.
    """

    guild: int
    channel: int
    creator: int
    at: time
    zone: str
    active_from: datetime
    days: frozenset[int] = EVERY_DAY
    scope: Scope = field(default_factory=Scope)
    when_empty: WhenEmpty = "nothing"
    recap: bool = False
    title: str | None = None
    state: ScheduleState = "active"
    reason: str | None = None
    told: bool = True
    id: int = 0


_INSERT = (
    "INSERT INTO schedule (guild, channel, creator, title, days, minute, zone, issues, actors, when_empty, recap, "
    "active_from, state, reason, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class ScheduleStore:
    """The schedules in the store."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, schedule: Schedule) -> Schedule:
        """Save a new schedule and return it with its id."""
        with self.database.write() as connection:
            return read_schedule(connection.execute(f"{_INSERT} RETURNING *", _values(schedule)).fetchone())

    def get(self, schedule: int, guild: int | None = None) -> Schedule:
        """The schedule of this id, of this server where one is given.

        Raises:
            UsageError: there is none.

        """
        with self.database.connect() as connection:
            row = connection.execute("SELECT * FROM schedule WHERE id = ?", (schedule,)).fetchone()
        if row is None or row["state"] == "removed" or (guild is not None and row["guild"] != guild):
            raise UsageError(f"There is no briefing schedule number {schedule} here: /briefing list shows them.")
        return read_schedule(row)

    def active(self) -> list[Schedule]:
        """Every schedule that may come due."""
        with self.database.connect() as connection:
            rows = connection.execute("SELECT * FROM schedule WHERE state = 'active' ORDER BY id").fetchall()
        return [read_schedule(row) for row in rows]

    def of_guild(self, guild: int) -> list[Schedule]:
        """A server's schedules, paused ones included, drafts and removed ones not."""
        with self.database.connect() as connection:
            rows = connection.execute(
                "SELECT * FROM schedule WHERE guild = ? AND state IN ('active', 'paused') ORDER BY id", (guild,)
            ).fetchall()
        return [read_schedule(row) for row in rows]

    def save_draft(self, schedule: int, now: datetime) -> bool:
        """Put a draft into force from now on; False if it is none any more."""
        with self.database.write() as connection:
            cursor = connection.execute(
                "UPDATE schedule SET state = 'active', active_from = ? WHERE id = ? AND state = 'draft'",
                (instant(now), schedule),
            )
            return cursor.rowcount == 1

    def discard_draft(self, schedule: int) -> bool:
        """Delete a draft; False if it is none any more."""
        with self.database.write() as connection:
            cursor = connection.execute("DELETE FROM schedule WHERE id = ? AND state = 'draft'", (schedule,))
            return cursor.rowcount == 1

    def discard_drafts(self, before: datetime) -> None:
        """Delete the drafts begun before a moment."""
        with self.database.write() as connection:
            connection.execute("DELETE FROM schedule WHERE state = 'draft' AND active_from < ?", (instant(before),))

    def pause(self, schedule: int, reason: str, *, tell: bool) -> None:
        """Stop a schedule; with ``tell`` whoever set it is told once. A paused one keeps its first reason."""
        with self.database.write() as connection:
            connection.execute(
                "UPDATE schedule SET state = 'paused', reason = ?, told = ? WHERE id = ? AND state = 'active'",
                (reason, not tell, schedule),
            )

    def resume(self, schedule: int, now: datetime) -> None:
        """Start a paused schedule again; what came due meanwhile is neither posted nor missed."""
        with self.database.write() as connection:
            connection.execute(
                "UPDATE schedule SET state = 'active', reason = NULL, told = 1, active_from = ? "
                "WHERE id = ? AND state = 'paused'",
                (instant(now), schedule),
            )

    def remove(self, schedule: int) -> None:
        """End a schedule; its history stays. Messages of it that were not begun are not posted any more."""
        with self.database.write() as connection:
            connection.execute("UPDATE schedule SET state = 'removed', told = 1 WHERE id = ?", (schedule,))
            connection.execute(
                "UPDATE delivery SET state = 'dead', reason = 'the schedule was removed' WHERE state = 'pending' "
                "AND edition IN (SELECT id FROM edition WHERE schedule = ? AND state = 'planned')",
                (schedule,),
            )
            connection.execute(
                "UPDATE edition SET state = 'failed', reason = 'the schedule was removed' WHERE schedule = ? AND "
                "state = 'planned' AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.edition = edition.id AND "
                "delivery.state = 'sending')",
                (schedule,),
            )

    def untold(self) -> list[Schedule]:
        """Paused schedules whose maker has not heard of it yet."""
        with self.database.connect() as connection:
            rows = connection.execute("SELECT * FROM schedule WHERE told = 0 ORDER BY id").fetchall()
        return [read_schedule(row) for row in rows]

    def mark_told(self, schedule: int) -> bool:
        """Note that the maker is being told; False if that was noted before (so that it is said once)."""
        with self.database.write() as connection:
            cursor = connection.execute("UPDATE schedule SET told = 1 WHERE id = ? AND told = 0", (schedule,))
            return cursor.rowcount == 1

    def forget_creator(self, user: int) -> int:
        """Forget that a user set schedules, and delete the drafts; returns how many rows there were.

        What is in force belongs to the server and goes on; of a pause nobody is told any more.
        """
        with self.database.write() as connection:
            drafts = connection.execute("DELETE FROM schedule WHERE creator = ? AND state = 'draft'", (user,))
            kept = connection.execute("UPDATE schedule SET creator = 0, told = 1 WHERE creator = ?", (user,))
            return drafts.rowcount + kept.rowcount

    def forget_guild(self, guild: int) -> None:
        """Delete everything kept for a server: its schedules, their editions and deliveries."""
        with self.database.write() as connection:
            mine = "SELECT id FROM schedule WHERE guild = ?"
            connection.execute(
                f"DELETE FROM delivery WHERE edition IN (SELECT id FROM edition WHERE schedule IN ({mine}))", (guild,)
            )
            connection.execute(f"DELETE FROM edition WHERE schedule IN ({mine})", (guild,))
            connection.execute("DELETE FROM schedule WHERE guild = ?", (guild,))


def _values(schedule: Schedule) -> tuple[object, ...]:
    return (
        schedule.guild,
        schedule.channel,
        schedule.creator,
        schedule.title,
        sum(1 << day for day in schedule.days),
        schedule.at.hour * 60 + schedule.at.minute,
        schedule.zone,
        json.dumps(schedule.scope.issues),
        json.dumps(schedule.scope.actors),
        schedule.when_empty,
        int(schedule.recap),
        instant(schedule.active_from),
        schedule.state,
        schedule.reason,
        int(schedule.told),
    )


_DAYS = [frozenset(day for day in range(7) if mask >> day & 1) for mask in range(128)]


@lru_cache(maxsize=1024)
def _scope(issues: str, actors: str) -> Scope:
    return Scope(tuple(json.loads(issues)), tuple(json.loads(actors)))


def read_schedule(row: Row) -> Schedule:
    """A schedule from its row."""
    return Schedule(
        guild=row["guild"],
        channel=row["channel"],
        creator=row["creator"],
        at=time(*divmod(row["minute"], 60)),
        zone=row["zone"],
        active_from=datetime.fromisoformat(row["active_from"]),
        days=_DAYS[row["days"]],
        scope=_scope(row["issues"], row["actors"]),
        when_empty=row["when_empty"],
        recap=bool(row["recap"]),
        title=row["title"],
        state=row["state"],
        reason=row["reason"],
        told=bool(row["told"]),
        id=row["id"],
    )
