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

    def version(self) -> tuple[object, ...]:
        """What changes whenever the record does: articles, readings, statements or positions. To be compared only."""
        with self._database.connect() as connection:
            return tuple(
                connection.execute(
                    "SELECT (SELECT count(*) FROM article), (SELECT max(ingested_at) FROM article), "
                    "(SELECT count(*) FROM reading), (SELECT max(id) FROM statement), "
                    "(SELECT count(*) FROM position), (SELECT max(id) FROM position)"
                ).fetchone()
            )
