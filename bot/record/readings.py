"""Which articles have been read for statements, and by which configuration."""

from dataclasses import dataclass

from bot.record.database import Database


@dataclass(frozen=True, slots=True)
class Reading:
    """One article read for statements; ``problem`` says in a few words why there are none."""

    article: str
    problem: str | None


class ReadingStore:
    """Readings by article; a changed configuration makes all of them stale."""

    def __init__(self, database: Database) -> None:
        """Read and write the readings of ``database``."""
        self._database = database

    def stale(self, fingerprint: str) -> list[str]:
        """Ids of the articles that were never read, or read by another configuration than ``fingerprint``."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM reading "
                "WHERE reading.article = article.id AND reading.fingerprint = ?) ORDER BY id",
                (fingerprint,),
            )
            return [row["id"] for row in rows]

    def record(self, article: str, fingerprint: str, problem: str | None) -> None:
        """Note that an article has been read; to be called after what was read is stored."""
        with self._database.connect() as connection:
            connection.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", (article, fingerprint, problem))

    def problems(self) -> list[Reading]:
        """The articles without statements, and why."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT article, problem FROM reading WHERE problem IS NOT NULL ORDER BY article"
            )
            return [Reading(row["article"], row["problem"]) for row in rows]

    def version(self) -> tuple[int, str | None, int]:
        """What changes whenever an article has been read: to be compared, not understood."""
        with self._database.connect() as connection:
            count, newest = connection.execute("SELECT count(*), max(ingested_at) FROM article").fetchone()
            (rows,) = connection.execute("SELECT count(*) FROM reading").fetchone()
            (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM statement").fetchone()
        return count, newest, rows + last
