"""Whether readers found an answer useful or wrong: one vote for each reader and answer."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from bot.record.database import Database

Vote = Literal["useful", "wrong"]


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

    def vote(self, answer: str, user: int, guild: int | None, vote: Vote) -> bool:
        """Store a reader's vote, replacing an earlier one. False where the answer is not kept any more."""
        with self._database.write() as connection:
            if connection.execute("SELECT 1 FROM answer WHERE id = ?", (answer,)).fetchone() is None:
                return False
            connection.execute(
                "INSERT OR REPLACE INTO feedback (answer, user, guild, vote, created_at) VALUES (?,?,?,?,?)",
                (answer, user, guild, vote, datetime.now(UTC).isoformat()),
            )
            return True

    def marked(self, vote: Vote = "wrong") -> list[Verdict]:
        """Every answer that got at least one such vote, latest first."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT answer, guild, sum(vote = 'useful') AS useful, sum(vote = 'wrong') AS wrong, "
                "max(created_at) AS latest FROM feedback GROUP BY answer, guild "
                "HAVING sum(vote = ?) > 0 ORDER BY latest DESC",
                (vote,),
            ).fetchall()
        return [Verdict(row["answer"], row["guild"], row["useful"], row["wrong"], row["latest"]) for row in rows]

    def forget_user(self, user: int) -> int:
        """Remove every vote of a user; how many there were."""
        with self._database.write() as connection:
            return connection.execute("DELETE FROM feedback WHERE user = ?", (user,)).rowcount
