"""Which articles have been read for statements, from which text, and by what."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from bot.record.article import Article
from bot.record.database import Database


@dataclass(frozen=True, slots=True)
class Reading:
    """One article read for statements; ``problem`` says in a few words why there are none."""

    article: str
    problem: str | None


class ReadingStore:
    """Readings by article; another text makes one of them stale, another fingerprint all."""

    def __init__(self, database: Database) -> None:
        """Read and write the readings of ``database``."""
        self._database = database

    def stale(self, fingerprint: str) -> list[str]:
        """Ids of the articles never read, or read from another text or by something else than ``fingerprint``."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM reading "
                "WHERE article = id AND fingerprint = ? || '/' || content_hash) ORDER BY id",
                (fingerprint,),
            )
            return [row["id"] for row in rows]

    def record(
        self, article: Article, fingerprint: str, problem: str | None, *, within: sqlite3.Connection | None = None
    ) -> None:
        """Note that an article has been read; ``within`` is the transaction that stores what was read."""
        with self._database.write(within) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO reading VALUES (?, ?, ?)",
                (article.id, f"{fingerprint}/{article.content_hash}", problem),
            )

    def forget(self, articles: Iterable[str]) -> None:
        """Have articles read again by the next command that reads."""
        with self._database.write() as connection:
            connection.executemany("DELETE FROM reading WHERE article = ?", [(article,) for article in articles])

    def problems(self) -> list[Reading]:
        """The articles without statements, and why."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT article, problem FROM reading WHERE problem IS NOT NULL ORDER BY article"
            )
            return [Reading(row["article"], row["problem"]) for row in rows]

    def version(self) -> tuple[object, ...]:
        """What changes whenever the record does: articles, readings, statements or positions; or when it is restored.

        To be compared only.
        """
        with self._database.connect() as connection:
            return tuple(
                connection.execute(
                    "SELECT (SELECT count(*) FROM article), (SELECT max(ingested_at) FROM article), "
                    "(SELECT count(*) FROM reading), (SELECT max(id) FROM statement), "
                    "(SELECT count(*) FROM position), (SELECT max(id) FROM position), "
                    "(SELECT schema_version FROM pragma_schema_version)"
                ).fetchone()
            )
