"""Whether readers found an answer useful or wrong: one vote for each reader and answer."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from bot.record.database import Database

Vote = Literal["useful", "wrong"]
Noted = Literal["new", "again", "gone"]
"""A vote that was not there before; the reader's former vote once more; the answer is not kept any more."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said about one answer: the counts of votes and when the last one came."""

    answer: str
    guild: int | None
    useful: int
    wrong: int
    latest: str


class FeedbackStore:
    """Votes in the record's database. Every call blocks; any thread may make it."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    def vote(self, answer: str, user: int, guild: int | None, vote: Vote) -> Noted:
        """Store a reader's vote, replacing an earlier one; say whether it is news."""
        with self._database.write() as connection:
            if connection.execute("SELECT 1 FROM answer WHERE id = ?", (answer,)).fetchone() is None:
                return "gone"
            former = connection.execute(
                'SELECT vote FROM feedback WHERE answer = ? AND "user" = ?', (answer, user)
            ).fetchone()
            connection.execute(
                'INSERT INTO feedback (answer, "user", guild, vote, created_at) VALUES (?, ?, ?, ?, ?) '
                'ON CONFLICT (answer, "user") DO UPDATE SET guild = excluded.guild, vote = excluded.vote, '
                "created_at = excluded.created_at",
                (answer, user, guild, vote, datetime.now(UTC).isoformat()),
            )
            return "again" if former is not None and former["vote"] == vote else "new"

    def marked(self, vote: Vote = "wrong") -> list[Verdict]:
        """Every answer that got at least one such vote, latest first."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT answer, guild, count(*) FILTER (WHERE vote = 'useful') AS useful, "
                "count(*) FILTER (WHERE vote = 'wrong') AS wrong, max(created_at) AS latest FROM feedback "
                "GROUP BY answer, guild HAVING count(*) FILTER (WHERE vote = ?) > 0 ORDER BY latest DESC",
                (vote,),
            ).fetchall()
        return [Verdict(row["answer"], row["guild"], row["useful"], row["wrong"], row["latest"]) for row in rows]

    def forget_user(self, user: int) -> int:
        """Remove every vote of a user; how many there were."""
        with self._database.write() as connection:
            return connection.execute('DELETE FROM feedback WHERE "user" = ?', (user,)).rowcount
