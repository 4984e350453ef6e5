"""The corrections of messages that cite what was withdrawn: planned once, claimed before they are sent."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.record.article import Article
from bot.record.articles import What, find
from bot.record.citations import Quotation, cite, read_quotation
from bot.record.connection import Connection, Row
from bot.record.database import Database
from bot.record.deliveries import LONGEST_WAIT, hold
from bot.record.instants import instant
from bot.record.leases import FREE, LEFT, Leases
from bot.record.statement import Stance

CorrectionState = Literal["pending", "sending", "sent", "dead"]
Way = Literal["edit", "reply"]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What became of an article, with the title and outlet it had; ``at`` is an ISO moment."""

    number: int
    article: str
    title: str | None
    outlet: str | None
    what: What
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that a message shows of an article, and what it is now; None is unknown.

    A stance is that of the ``words``, as the article is read.
    """

    fact: Literal["title", "outlet", "date", "stance"]
    before: str | None
    now: str | None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a correction says of one article. ``changes`` only where its facts were edited; ``on`` is a date (ISO)."""

    what: What
    title: str | None
    outlet: str | None
    on: str
    changes: tuple[Change, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Read:
    """Where an article's words are read to stand now."""

    actor: str
    issue: str
    stance: Stance
    words: str


Decide = Callable[[Sequence[tuple[Quotation, Quotation]], Withdrawal, Article | None], Note | None]
"""What is said of an article that a message cites, None for nothing.

Given what the message shows of it, each time with how that stands now; its last withdrawal; and the article now.
"""


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
            if not _news(connection):
                return 0
        with self._database.write() as connection:
            (done,) = connection.execute("SELECT number FROM corrected").fetchone()
            latest = {
                row["article"]: _withdrawal(row)
                for row in connection.execute("SELECT * FROM withdrawal ORDER BY number")
            }
            if not latest:
                connection.execute("UPDATE citing SET fresh = 0 WHERE fresh = 1")
                return 0
            newest = max(done, *(withdrawal.number for withdrawal in latest.values()))
            rows = connection.execute(
                "SELECT DISTINCT citing.id AS message, quotation.article FROM citing JOIN citation ON "
                "citation.citing = citing.id JOIN quotation ON quotation.id = citation.quotation WHERE "
                "quotation.article IN (SELECT article FROM withdrawal WHERE number > ?) OR (citing.fresh = 1 AND "
                "quotation.article IN (SELECT article FROM withdrawal)) ORDER BY citing.id, quotation.article",
                (done,),
            ).fetchall()
            affected: dict[int, list[str]] = {}
            for row in rows:
                affected.setdefault(row["message"], []).append(row["article"])
            planned = 0
            for citing, articles in affected.items():
                notes = [
                    note
                    for article in articles
                    if (note := _decided(connection, citing, latest[article], decide)) is not None
                ]
                if notes:
                    planned += 1
                    connection.execute(
                        "INSERT INTO correction (citing, number, notes, made_at) VALUES (?, ?, ?, ?) "
                        "ON CONFLICT (citing, number) DO NOTHING",
                        (citing, newest, json.dumps([asdict(note) for note in notes]), instant(now)),
                    )
            connection.execute("UPDATE citing SET fresh = 0 WHERE fresh = 1")
            connection.execute("UPDATE corrected SET number = ?", (newest,))
        return planned

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


def stands(words: str, raw: str) -> bool:
    """Whether words stand in a text, however its lines are broken."""
    return " ".join(words.split()) in " ".join(raw.split())


def _news(connection: Connection) -> bool:
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM withdrawal WHERE number > (SELECT number FROM corrected)) "
        "OR EXISTS (SELECT 1 FROM citing WHERE fresh = 1)"
    ).fetchone()
    return bool(found)


def _decided(connection: Connection, citing: int, withdrawal: Withdrawal, decide: Decide) -> Note | None:
    """What is to be said of one article in one message; what the message cites is brought to how things stand."""
    rows = connection.execute(
        "SELECT quotation.* FROM citation JOIN quotation ON quotation.id = citation.quotation "
        "WHERE citation.citing = ? AND quotation.article = ?",
        (citing, withdrawal.article),
    ).fetchall()
    article = find(connection, withdrawal.article)
    read = _positions(connection, withdrawal.article)
    cited = [(shown, as_now(shown, article, read)) for shown in map(read_quotation, rows)]
    note = decide(cited, withdrawal, article)
    if note is not None:
        told = [
            row["id"]
            for row, (quotation, _) in zip(rows, cited, strict=True)
            if note.what != "replaced" or article is None or not stands(quotation.words, article.raw)
        ]
        connection.executemany(
            "DELETE FROM citation WHERE citing = ? AND quotation = ?", [(citing, quotation) for quotation in told]
        )
        if note.what == "edited":
            cite(connection, citing, (now for _, now in cited))
    return note


def as_now(shown: Quotation, article: Article | None, read: Sequence[Read]) -> Quotation:
    """A quotation with the facts that its article has now, and the stance in which its words are read now."""
    if article is None:
        return shown
    now = Quotation.of(article, shown.words, article.title if shown.title is not None else None)
    if shown.stance is None:
        return now
    here = [one for one in read if one.issue == shown.issue and stands(one.words, shown.words)]
    # An actor that the record alone knows may be shown under the id of another spelling of its name.
    own = {one.stance for one in here if one.actor == shown.actor} or {one.stance for one in here}
    if shown.stance not in own:
        stance = min(own - {"unclear"}, default=None)
        return now if stance is None else replace(now, actor=shown.actor, issue=shown.issue, stance=stance)
    return replace(now, actor=shown.actor, issue=shown.issue, stance=shown.stance)


def _positions(connection: Connection, article: str) -> list[Read]:
    rows = connection.execute(
        "SELECT actor, issue, stance, text FROM position WHERE article = ? AND kind != 'charged'", (article,)
    )
    return [Read(row["actor"], row["issue"], row["stance"], row["text"]) for row in rows]


def _withdrawal(row: Row) -> Withdrawal:
    return Withdrawal(row["number"], row["article"], row["title"], row["outlet"], row["what"], row["at"])


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
