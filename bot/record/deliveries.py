"""The outbox: messages to be posted, each exactly once. Every method is one transaction, committed on return."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.record.citations import Quotation, cite_part, posted
from bot.record.connection import Connection, Row
from bot.record.database import Database
from bot.record.instants import instant
from bot.record.leases import FREE, LEFT, Leases
from bot.record.shards import ALL, Shards

DeliveryState = Literal["pending", "sending", "sent", "dead"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that goes with a message.

    ``alt`` says in words what it shows, ``cites`` are the words that it rests on; both are kept with the message.
    """

    name: str
    content: bytes
    alt: str = ""
    cites: tuple[Quotation, ...] = ()

    @property
    def hash(self) -> str:
        """What the store knows the content by."""
        return hashlib.blake2b(self.name.encode() + b"\0" + self.content, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Message:
    """One message of an edition as it will be posted: the body is frozen, whatever the record says later.

    ``reference`` stands visibly in the body: by it the message is found again after a doubt. ``cites`` is what it
    quotes of which articles.
    """

    channel: int
    body: str
    reference: str
    nonce: str
    picture: Picture | None = None
    cites: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message in the outbox. ``sending`` means: it may have been posted.

    ``anchor`` is the channel's newest message before the first try. ``message`` is the posted one's id.
    ``refused_at``: since when Discord has turned the message or its channel away. ``owner``: the process that has it
    in hand.
    """

    edition: int
    part: int
    channel: int
    body: str
    reference: str
    nonce: str
    state: DeliveryState
    anchor: int | None
    message: int | None
    tries: int
    due_at: datetime
    schedule: int
    file: str | None
    reason: str | None = None
    refused_at: datetime | None = None
    owner: str | None = None


_OPEN = "state IN ('pending', 'sending')"
_DUE = "(not_before IS NULL OR not_before NOT BETWEEN ? AND ?)"
_SELECT = (
    "SELECT delivery.*, edition.due_at, edition.schedule FROM delivery JOIN edition ON edition.id = delivery.edition "
)


class DeliveryStore:
    """The outbox's rows. What one process has taken, no other is given until it is done or its lease has run out."""

    def __init__(self, database: Database, shards: Shards = ALL, leases: Leases | None = None) -> None:
        """Keep them in ``database``; what waits is given of the servers of ``shards``, and taken by ``leases``."""
        self.database = database
        self.leases = leases or database.leases
        self._where = "TRUE"
        if shards != ALL:
            self._where = (
                "edition IN (SELECT edition.id FROM edition JOIN schedule ON schedule.id = edition.schedule "
                f"WHERE {shards.condition('schedule.guild')})"
            )

    def waiting(self, now: datetime, limit: int = 1000) -> list[Delivery]:
        """The next message of each channel that may be tried now and is in nobody's hand, longest due first.

        A channel gets its messages in the order of editions and parts: while one is open, no later one is given.
        """
        with self.database.connect() as connection:
            rows = connection.execute(
                f"{_SELECT} WHERE (delivery.edition, delivery.part) IN (SELECT edition, part FROM (SELECT edition, "
                "part, not_before, owner, leased_until, row_number() OVER (PARTITION BY channel ORDER BY edition, "
                f"part) AS place FROM delivery WHERE {_OPEN} AND {self._where}) AS next WHERE place = 1 AND {_DUE} "
                f"AND {FREE}) ORDER BY edition.due_at, delivery.edition LIMIT ?",
                (*hold(now), *self.leases.others(now), limit),
            ).fetchall()
        return [_read(row) for row in rows]

    def open_since(self) -> list[datetime]:
        """When the messages were due that are not posted yet, of all servers."""
        with self.database.connect() as connection:
            rows = connection.execute(
                "SELECT edition.due_at FROM delivery JOIN edition ON edition.id = delivery.edition "
                "WHERE delivery.state IN ('pending', 'sending')"
            ).fetchall()
        return [datetime.fromisoformat(row["due_at"]) for row in rows]

    def take(self, channel: int, now: datetime) -> Delivery | None:
        """Take the channel's next message in hand; None where it may not be tried now, or another process has it."""
        first = f"SELECT edition, part FROM delivery WHERE channel = ? AND {_OPEN} ORDER BY edition, part LIMIT 1"
        with self.database.take() as connection:
            key = connection.execute(
                "UPDATE delivery SET owner = ?, leased_until = ? WHERE (edition, part) IN (SELECT edition, part FROM "
                f"delivery WHERE channel = ? AND {_OPEN} AND {_DUE} AND {FREE} AND (edition, part) = ({first}) "
                "/*+ FOR UPDATE SKIP LOCKED */) RETURNING edition, part",
                (*self.leases.taken(now), channel, *hold(now), *self.leases.others(now), channel),
            ).fetchone()
            if key is None:
                return None
            row = connection.execute(f"{_SELECT} WHERE edition = ? AND part = ?", tuple(key)).fetchone()
        return _read(row)

    def get(self, edition: int, part: int) -> Delivery:
        """The message as it stands in the store now."""
        with self.database.connect() as connection:
            row = connection.execute(f"{_SELECT} WHERE edition = ? AND part = ?", (edition, part)).fetchone()
        return _read(row)

    def of_edition(self, edition: int) -> list[Delivery]:
        """All messages of an edition, in order."""
        with self.database.connect() as connection:
            rows = connection.execute(f"{_SELECT} WHERE edition = ? ORDER BY part", (edition,)).fetchall()
        return [_read(row) for row in rows]

    def picture(self, delivery: Delivery) -> Picture | None:
        """The file that goes with a message."""
        if delivery.file is None:
            return None
        with self.database.connect() as connection:
            row = connection.execute("SELECT * FROM delivery_file WHERE hash = ?", (delivery.file,)).fetchone()
        return Picture(row["name"], row["content"])

    def claim(self, delivery: Delivery, anchor: int, now: datetime) -> bool:
        """Commit that the message may be posted from now on; False if the row is not as it was read any more.

        From now on it is in hand for the whole of a lease.
        """
        with self.database.take() as connection:
            cursor = connection.execute(
                "UPDATE delivery SET state = 'sending', anchor = coalesce(anchor, ?), tries = tries + 1, "
                "leased_until = ? WHERE edition = ? AND part = ? AND state = ? AND tries = ? AND owner IS ?",
                (
                    *(anchor, instant(now + self.leases.length)),
                    *(delivery.edition, delivery.part, delivery.state, delivery.tries, delivery.owner),
                ),
            )
            return cursor.rowcount == 1

    def confirm(self, delivery: Delivery, message: int) -> None:
        """Record the posted message's id; the edition is posted when its last message is."""
        with self.database.write() as connection:
            connection.execute(
                f"UPDATE delivery SET state = 'sent', message = ?, not_before = NULL, {LEFT} "
                "WHERE edition = ? AND part = ?",
                (message, delivery.edition, delivery.part),
            )
            posted(connection, delivery.edition, delivery.part, message)
            connection.execute(
                "UPDATE edition SET state = 'posted' WHERE id = ? AND NOT EXISTS "
                "(SELECT 1 FROM delivery WHERE edition = edition.id AND state != 'sent')",
                (delivery.edition,),
            )

    def release(self, delivery: Delivery, now: datetime, wait: timedelta) -> None:
        """Back to pending for a while: the first try was refused cleanly, so nothing can have been posted."""
        self._retry(delivery, "pending", now, wait)

    def doubt(self, delivery: Delivery, now: datetime, wait: timedelta) -> None:
        """Try again after a while; the message keeps the state it has, since it may have been posted."""
        self._retry(delivery, None, now, wait)

    def refused(self, delivery: Delivery, since: datetime, now: datetime, wait: timedelta) -> None:
        """Try again after a while what Discord has turned away ``since``; the state stays, as in doubt."""
        self._retry(delivery, None, now, wait, since)

    def bury(self, delivery: Delivery, reason: str, *, pause: bool = False) -> None:
        """Give the edition up: this message and those after it are dead, the edition has failed, nobody was told.

        ``pause`` stops its schedule as well, for the same reason. Nothing of it where another process has taken the
        message meanwhile.
        """
        with self.database.write() as connection:
            cursor = connection.execute(
                f"UPDATE delivery SET state = 'dead', reason = ?, {LEFT} WHERE edition = ? AND part = ? AND {_OPEN} "
                "AND owner IS ?",
                (reason, delivery.edition, delivery.part, delivery.owner),
            )
            if cursor.rowcount != 1:
                return
            connection.execute(
                "UPDATE delivery SET state = 'dead', reason = ? WHERE edition = ? AND part > ? AND state != 'sent'",
                (reason, delivery.edition, delivery.part),
            )
            connection.execute(
                "UPDATE edition SET state = 'failed', reason = ?, told = 0 WHERE id = ?", (reason, delivery.edition)
            )
            if pause:
                connection.execute(
                    "UPDATE schedule SET state = 'paused', reason = ?, told = 0 WHERE id = ? AND state = 'active'",
                    (reason, delivery.schedule),
                )

    def prune(self, before: datetime) -> int:
        """Forget the bodies and files of editions due before a moment; their history stays."""
        with self.database.write() as connection:
            cursor = connection.execute(
                "DELETE FROM delivery WHERE part > 1 AND state IN ('sent', 'dead') AND edition IN "
                "(SELECT id FROM edition WHERE due_at < ?)",
                (instant(before),),
            )
            removed = cursor.rowcount
            cursor = connection.execute(
                "UPDATE delivery SET body = '', file = NULL WHERE body != '' AND state IN ('sent', 'dead') AND "
                "edition IN (SELECT id FROM edition WHERE due_at < ?)",
                (instant(before),),
            )
            removed += cursor.rowcount
            connection.execute(
                "DELETE FROM delivery_file WHERE hash NOT IN (SELECT file FROM delivery WHERE file IS NOT NULL)"
            )
        return removed

    def _retry(
        self,
        delivery: Delivery,
        state: DeliveryState | None,
        now: datetime,
        wait: timedelta,
        refused_at: datetime | None = None,
    ) -> None:
        """Put it out of hand; not where another process has taken it meanwhile, which knows better how it stands."""
        with self.database.write() as connection:
            connection.execute(
                "UPDATE delivery SET state = coalesce(?, state), not_before = ?, "
                f"refused_at = coalesce(?, refused_at), {LEFT} WHERE edition = ? AND part = ? AND {_OPEN} "
                "AND owner IS ?",
                (
                    *(state, instant(now + min(wait, LONGEST_WAIT)), instant(refused_at) if refused_at else None),
                    *(delivery.edition, delivery.part, delivery.owner),
                ),
            )


LONGEST_WAIT = timedelta(minutes=10)
"""Between two tries of one message."""


def hold(now: datetime) -> tuple[str, str]:
    """A retry put into this span waits; one put later was written before the clock was set back, and is tried."""
    return instant(now + timedelta(microseconds=1)), instant(now + LONGEST_WAIT)


def insert_messages(connection: Connection, edition: int, messages: Iterable[Message]) -> None:
    """Write an edition's messages in order, within the transaction that writes the edition."""
    for part, message in enumerate(messages, start=1):
        if message.picture is not None:
            connection.execute(
                "INSERT INTO delivery_file (hash, name, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (message.picture.hash, message.picture.name, message.picture.content),
            )
        connection.execute(
            "INSERT INTO delivery (edition, part, channel, body, file, reference, nonce) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                edition,
                part,
                message.channel,
                message.body,
                message.picture.hash if message.picture else None,
                message.reference,
                message.nonce,
            ),
        )
        cite_part(connection, edition, part, message.channel, message.cites)


def _read(row: Row) -> Delivery:
    return Delivery(
        edition=row["edition"],
        part=row["part"],
        channel=row["channel"],
        body=row["body"],
        reference=row["reference"],
        nonce=row["nonce"],
        state=row["state"],
        anchor=row["anchor"],
        message=row["message"],
        tries=row["tries"],
        due_at=datetime.fromisoformat(row["due_at"]),
        schedule=row["schedule"],
        file=row["file"],
        reason=row["reason"],
        refused_at=datetime.fromisoformat(row["refused_at"]) if row["refused_at"] else None,
        owner=row["owner"],
    )
