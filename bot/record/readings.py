"""Which articles have been read for statements, from which text, and by what."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from bot.record.article import Article
from bot.record.database import Database
from bot.record.statement import Position, Statement


@dataclass(frozen=True, slots=True)
class Findings:
    """What was read out of one article by what ``fingerprint`` names; ``problem`` says why there is nothing."""

    statements: Sequence[Statement]
    positions: Sequence[Position]
    fingerprint: str
    problem: str | None = None


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

    def problems(self) -> list[Reading]:
        """The articles without statements, and why."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT article, problem FROM reading WHERE problem IS NOT NULL ORDER BY article"
            )
            return [Reading(row["article"], row["problem"]) for row in rows]

    def version(self) -> int:
        """What grows whenever the record does: articles, their facts, or what was read out of them."""
        with self._database.connect() as connection:
            (number,) = connection.execute("SELECT number FROM record_version").fetchone()
        return int(number)


def mark(connection: sqlite3.Connection, article: Article, findings: Findings) -> None:
    """Note on an open connection that an article has been read."""
    connection.execute(
        "INSERT OR REPLACE INTO reading (article, fingerprint, problem) VALUES (?, ?, ?)",
        (article.id, f"{findings.fingerprint}/{article.content_hash}", findings.problem),
    )
