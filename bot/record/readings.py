"""Which articles have been read for statements, from which text, and by what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.record.article import Article
from bot.record.connection import Connection
from bot.record.database import Database
from bot.record.figure import Figure
from bot.record.statement import Position, Statement
from bot.record.visibility import EVERYTHING, Visibility


@dataclass(frozen=True, slots=True)
class Findings:
    """What was read out of one article by what ``fingerprint`` names.

    ``problem`` says in a few words why there is nothing; ``bears`` is whether the article bears on an issue.
    """

    statements: Sequence[Statement]
    positions: Sequence[Position]
    fingerprint: str
    problem: str | None = None
    bears: bool = True
    figures: Sequence[Figure] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One article read for statements; ``problem`` says in a few words why there are none."""

    article: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class Stale:
    """An article that is not read as things stand now, and by what it was read from this text (None: never)."""

    article: str
    fingerprint: str | None


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

    def former(self, articles: Iterable[str]) -> list[Stale]:
        """By what some articles were last read from the text they have."""
        found = []
        with self._database.connect() as connection:
            for article in articles:
                row = connection.execute(
                    "SELECT fingerprint, content_hash FROM reading JOIN article ON id = article WHERE article = ?",
                    (article,),
                ).fetchone()
                by, _, text = row["fingerprint"].partition("/") if row else ("", "", "")
                found.append(Stale(article, by if row and text == row["content_hash"] else None))
        return found

    def inputs(self, fingerprint: str) -> str | None:
        """What ``note_inputs`` noted for a fingerprint."""
        with self._database.connect() as connection:
            row = connection.execute(
                "SELECT inputs FROM reading_input WHERE fingerprint = ?", (fingerprint,)
            ).fetchone()
        return row["inputs"] if row else None

    def note_inputs(self, fingerprint: str, inputs: str) -> None:
        """Note what ``fingerprint`` stands for, and forget it of those by which nothing is read any more."""
        with self._database.write() as connection:
            connection.execute(
                "DELETE FROM reading_input WHERE NOT EXISTS (SELECT 1 FROM reading WHERE "
                "substr(reading.fingerprint, 1, length(reading_input.fingerprint) + 1) = "
                "reading_input.fingerprint || '/')"
            )
            connection.execute(
                "INSERT INTO reading_input (fingerprint, inputs) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (fingerprint, inputs),
            )

    def carry(self, untouched: Iterable[Stale], fingerprint: str) -> None:
        """Let readings stand for ``fingerprint`` too: what it changed does not touch them."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE reading SET fingerprint = replace(fingerprint, ?, ?) "
                "WHERE article = ? AND substr(fingerprint, 1, length(?)) = ?",
                (
                    (f"{stale.fingerprint}/", f"{fingerprint}/", stale.article, *(f"{stale.fingerprint}/",) * 2)
                    for stale in untouched
                ),
            )

    def problems(self, sees: Visibility = EVERYTHING) -> list[Reading]:
        """The articles without statements, and why."""
        with self._database.connect() as connection:
            rows = connection.execute(
                f"SELECT article, problem FROM reading WHERE problem IS NOT NULL AND {sees.of_rows} ORDER BY article"
            )
            return [Reading(row["article"], row["problem"]) for row in rows]

    def aside(self) -> set[str]:
        """The articles that bear on no issue: they answer questions and give no positions."""
        with self._database.connect() as connection:
            return {row["article"] for row in connection.execute("SELECT article FROM reading WHERE bears = 0")}

    def version(self) -> tuple[int, int]:
        """What changes whenever the record does (articles, their facts, what was read out of them) or is restored."""
        with self._database.connect() as connection:
            return self.version_at(connection)

    def version_at(self, connection: Connection) -> tuple[int, int]:
        """The same as an open connection sees it."""
        (number,) = connection.execute("SELECT number FROM record_version").fetchone()
        return int(number), self._database.incarnation(connection)

    def forget(self, articles: Iterable[str]) -> None:
        """Have articles read again by the next command that reads."""
        with self._database.write() as connection:
            connection.executemany("DELETE FROM reading WHERE article = ?", [(article,) for article in articles])


def mark(connection: Connection, article: Article, findings: Findings) -> None:
    """Note on an open connection that an article has been read."""
    connection.execute(
        "INSERT INTO reading (article, fingerprint, problem, bears) VALUES (?, ?, ?, ?) ON CONFLICT (article) "
        "DO UPDATE SET fingerprint = excluded.fingerprint, problem = excluded.problem, bears = excluded.bears",
        (article.id, f"{findings.fingerprint}/{article.content_hash}", findings.problem, findings.bears),
    )
