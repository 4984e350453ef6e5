"""The corrections of messages that cite what was withdrawn: planned once, claimed before they are sent."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.record.connection import Connection, Row
from bot.record.database import Database
from bot.record.deliveries import LONGEST_WAIT, hold
from bot.record.instants import instant
from bot.record.leases import FREE, LEFT, Leases
from bot.record.withdrawals import Change, Decide, Note, dealt_with, news, notes_due

CorrectionState = Literal["pending", "sending", "sent", "dead"]
Way = Literal["edit", "reply"]


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction on its way. ``sending`` means: it may be there already.

    ``reference`` stands visibly in it: by it it is found again. ``anchor`` is, for a reply, the channel's newest
    message before the first try. ``owner``: the process that has it in hand.
    """

    id: int
    guild: int
    channel: int
    message: int
    notes: tuple[Note, ...]
    made_at: datetime
    way: Way
    state: CorrectionState
    anchor: int | None
    tries: int
    reason: str | None = None
    owner: str | None = None

    @property
    def reference(self) -> str:
        """The words by which the correction is found again."""
        return f"ref c{self.message:x}-{self.id}"

    @property
    def nonce(self) -> str:
        """What Discord knows a reply by for some minutes."""
        return f"c{self.id}-{self.message:x}"[:25]


class CorrectionStore:
    """The corrections' rows. Every call blocks; any thread may make it."""

    def __init__(self, database: Database, leases: Leases | None = None) -> None:
        """Keep them in ``database``; what is taken is taken by ``leases``."""
        self._database = database
        self._leases = leases or database.leases

    def plan(self, decide: Decide, now: datetime) -> int:
        """Plan the corrections that follow from withdrawals not dealt with yet, in one transaction; how many.

        A message is corrected once for all that was withdrawn since the last round. What it says after that counts
        as what it shows. Messages written down since are compared with all earlier withdrawals of what they cite.
        """
        with self._database.connect() as connection:
            if not news(connection):
                return 0
        with self._database.write() as connection:
            newest, notes = notes_due(connection, decide)
            connection.executemany(
                "INSERT INTO correction (citing, number, notes, made_at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (citing, number) DO NOTHING",
                [
                    (citing, newest, json.dumps([asdict(note) for note in own]), instant(now))
                    for citing, own in notes.items()
                ],
            )
            dealt_with(connection, newest)
        return len(notes)

    def waiting(self, now: datetime, limit: int = 200) -> list[Correction]:
        """The next correction of each message that may be tried now and is in nobody's hand.

        One of a message not posted yet waits.
        """
        with self._database.connect() as connection:
            rows = connection.execute(
                f"{_SELECT} WHERE correction.id IN (SELECT min(id) FROM correction WHERE state IN ('pending', "
                "'sending') GROUP BY citing) AND citing.message IS NOT NULL AND (not_before IS NULL OR "
                f"not_before NOT BETWEEN ? AND ?) AND {FREE} ORDER BY correction.id LIMIT ?",
                (*hold(now), *self._leases.others(now), limit),
            ).fetchall()
        return [_read(row) for row in rows]

    def take(self, correction: Correction, now: datetime) -> Correction | None:
        """Take one that waits in hand; None if it is not as it was read any more, or another process has it."""
        with self._database.take() as connection:
            row = connection.execute(
                "UPDATE correction SET owner = ?, leased_until = ? WHERE id IN (SELECT id FROM correction "
                f"WHERE id = ? AND state = ? AND tries = ? AND way = ? AND {FREE} "
                "/*+ FOR UPDATE SKIP LOCKED */) RETURNING id",
                (
                    *self._leases.taken(now),
                    *(correction.id, correction.state, correction.tries, correction.way),
                    *self._leases.others(now),
                ),
            ).fetchone()
            return None if row is None else _found(connection, correction)

    def all(self) -> list[Correction]:
        """Every correction of a message that is posted, oldest first."""
        with self._database.connect() as connection:
            rows = connection.execute(f"{_SELECT} WHERE citing.message IS NOT NULL ORDER BY correction.id").fetchall()
        return [_read(row) for row in rows]

    def claim(self, correction: Correction, now: datetime, anchor: int | None = None) -> Correction | None:
        """Commit that it may be there from now on; None if the row is not as it was read any more."""
        with self._database.take() as connection:
            cursor = connection.execute(
                "UPDATE correction SET state = 'sending', anchor = coalesce(anchor, ?), tries = tries + 1, "
                "leased_until = ? WHERE id = ? AND state = ? AND tries = ? AND way = ? AND owner IS ?",
                (
                    *(anchor, instant(now + self._leases.length)),
                    *(correction.id, correction.state, correction.tries, correction.way, correction.owner),
                ),
            )
            return _found(connection, correction) if cursor.rowcount == 1 else None

    def reply_instead(self, correction: Correction, reason: str) -> Correction | None:
        """Commit that editing was refused, so that nothing of it is there, and that a reply is to be sent.

        None if the row is not as it was read any more.
        """
        with self._database.write() as connection:
            cursor = connection.execute(
                "UPDATE correction SET way = 'reply', state = 'pending', reason = ? "
                "WHERE id = ? AND way = 'edit' AND state = 'sending' AND tries = ? AND owner IS ?",
                (reason, correction.id, correction.tries, correction.owner),
            )
            return _found(connection, correction) if cursor.rowcount == 1 else None

    def confirm(self, correction: Correction) -> None:
        """Note that it is there."""
        with self._database.write() as connection:
            connection.execute(
                f"UPDATE correction SET state = 'sent', not_before = NULL, {LEFT} WHERE id = ?", (correction.id,)
            )

    def doubt(self, correction: Correction, reason: str, now: datetime, wait: timedelta) -> None:
        """Try again after a while; the row keeps its state, since it may be there."""
        with self._database.write() as connection:
            connection.execute(
                f"UPDATE correction SET not_before = ?, reason = ?, {LEFT} WHERE id = ? AND state IN ('pending', "
                "'sending') AND owner IS ?",
                (instant(now + min(wait, LONGEST_WAIT)), reason, correction.id, correction.owner),
            )

    def bury(self, correction: Correction, reason: str) -> None:
        """Give it up; not where another process has taken it meanwhile."""
        with self._database.write() as connection:
            connection.execute(
                f"UPDATE correction SET state = 'dead', reason = ?, {LEFT} WHERE id = ? AND state IN ('pending', "
                "'sending') AND owner IS ?",
                (reason, correction.id, correction.owner),
            )


_SELECT = (
    "SELECT correction.*, citing.guild, citing.channel, citing.message FROM correction "
    "JOIN citing ON citing.id = correction.citing "
)


def _found(connection: Connection, correction: Correction) -> Correction:
    """A correction as an open connection sees it now."""
    return _read(connection.execute(f"{_SELECT} WHERE correction.id = ?", (correction.id,)).fetchone())


def _notes(text: str) -> Iterable[Note]:
    for note in json.loads(text):
        yield Note(**note | {"changes": tuple(Change(**change) for change in note["changes"])})


def _read(row: Row) -> Correction:
    return Correction(
        id=row["id"],
        guild=row["guild"],
        channel=row["channel"],
        message=row["message"],
        notes=tuple(_notes(row["notes"])),
        made_at=datetime.fromisoformat(row["made_at"]),
        way=row["way"],
        state=row["state"],
        anchor=row["anchor"],
        tries=row["tries"],
        reason=row["reason"],
        owner=row["owner"],
    )
