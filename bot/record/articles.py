"""The articles of the record: stored byte for byte, never twice, replaced when edited."""

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from bot.record.article import Article
from bot.record.database import Database

COLUMNS = tuple(field.name for field in fields(Article))


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A span of one article that is embedded and retrieved, with its vector (float32 bytes)."""

    kind: str
    start: int
    end: int
    paragraph: int
    vector: bytes


def content_hash(raw: str) -> str:
    """Hash of an article's raw text (SHA-256, hexadecimal): the same content is never stored twice."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()


class ArticleStore:
    """Articles by id (the file's stem), with the passages that were embedded."""

    def __init__(self, database: Database) -> None:
        """Read and write the articles of ``database``."""
        self._database = database

    def all(self) -> list[Article]:
        """Every article, by id."""
        with self._database.connect() as connection:
            return [_article(row) for row in connection.execute("SELECT * FROM article ORDER BY id")]

    def count(self) -> int:
        """How many articles there are."""
        with self._database.connect() as connection:
            (number,) = connection.execute("SELECT count(*) FROM article").fetchone()
        return int(number)

    def get(self, article_id: str) -> Article | None:
        """The article called ``article_id``, None where there is none."""
        with self._database.connect() as connection:
            row = connection.execute("SELECT * FROM article WHERE id = ?", (article_id,)).fetchone()
        return _article(row) if row else None

    def with_content(self, digest: str) -> Article | None:
        """The article whose content hash is ``digest``, None where the record does not hold it."""
        with self._database.connect() as connection:
            row = connection.execute("SELECT * FROM article WHERE content_hash = ?", (digest,)).fetchone()
        return _article(row) if row else None

    def replace(self, article: Article, passages: Sequence[PassageRow], model: str) -> None:
        """Store ``article`` with its passages in one transaction, in place of a former self of the same id.

        What was read out of the former self (statements, positions) goes with it.
        """
        with self._database.write() as connection:
            connection.execute("DELETE FROM passage WHERE article = ?", (article.id,))
            connection.execute("DELETE FROM article WHERE id = ?", (article.id,))
            values = asdict(article)
            marks = ", ".join("?" for _ in COLUMNS)
            connection.execute(
                f"INSERT INTO article ({', '.join(COLUMNS)}) VALUES ({marks})", [values[name] for name in COLUMNS]
            )
            _insert_passages(connection, article.id, passages, model)

    def replace_passages(self, article_id: str, passages: Sequence[PassageRow], model: str) -> None:
        """Store the passages of an article again, embedded by another model."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM passage WHERE article = ?", (article_id,))
            _insert_passages(connection, article_id, passages, model)

    def embedded_otherwise(self, model: str) -> list[str]:
        """Ids of the articles whose passages were not embedded by ``model``."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT id FROM article WHERE NOT EXISTS "
                "(SELECT 1 FROM passage WHERE passage.article = article.id AND passage.model = ?) ORDER BY id",
                (model,),
            )
            return [row["id"] for row in rows]


def _article(row: sqlite3.Row) -> Article:
    values = {name: row[name] for name in COLUMNS}
    if values["machine_translated"] is not None:
        values["machine_translated"] = bool(values["machine_translated"])
    return Article(**values)


def _insert_passages(
    connection: sqlite3.Connection, article_id: str, passages: Sequence[PassageRow], model: str
) -> None:
    connection.executemany(
        'INSERT INTO passage (article, kind, start, "end", paragraph, model, vector) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [(article_id, p.kind, p.start, p.end, p.paragraph, model, p.vector) for p in passages],
    )
