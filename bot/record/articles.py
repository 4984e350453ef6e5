"""The articles of the record: stored byte for byte, never twice, replaced when edited."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields

import structlog

from bot.record.article import Article
from bot.record.database import Database

log = structlog.get_logger(__name__)

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
    """Articles by id (the file's stem), with the passages that were embedded.

    A text is compared with its hash whenever it is read. One that was damaged since it was stored is never given: it
    would be quoted as verbatim.
    """

    def __init__(self, database: Database) -> None:
        """Read and write the articles of ``database``."""
        self._database = database
        self._warned: set[str] = set()

    def all(self) -> list[Article]:
        """Every undamaged article, by id."""
        with self._texts() as connection:
            rows = connection.execute("SELECT * FROM article ORDER BY id")
            return [article for row in rows if (article := self._sound(row)) is not None]

    def damaged(self) -> list[str]:
        """Ids of the articles whose text is not the one that was stored."""
        with self._texts() as connection:
            rows = connection.execute("SELECT id, raw, content_hash FROM article ORDER BY id")
            return [row["id"] for row in rows if content_hash(row["raw"]) != row["content_hash"]]

    def count(self) -> int:
        """How many articles there are."""
        with self._database.connect() as connection:
            (number,) = connection.execute("SELECT count(*) FROM article").fetchone()
        return int(number)

    def get(self, article_id: str) -> Article | None:
        """The article called ``article_id``, None where there is none or it is damaged."""
        with self._texts() as connection:
            row = connection.execute("SELECT * FROM article WHERE id = ?", (article_id,)).fetchone()
        return self._sound(row) if row else None

    def with_content(self, digest: str) -> Article | None:
        """The article whose content hash is ``digest``, None where the record does not hold it undamaged."""
        with self._texts() as connection:
            row = connection.execute("SELECT * FROM article WHERE content_hash = ?", (digest,)).fetchone()
        return self._sound(row) if row else None

    def replace(
        self,
        article: Article,
        passages: Sequence[PassageRow],
        model: str,
        *,
        within: sqlite3.Connection | None = None,
    ) -> None:
        """Store ``article`` with its passages in one transaction, in place of a former self of the same id.

        What was read out of the former self (statements, positions) goes with it, and so does a damaged article of
        the same content. ``within`` is a transaction to be part of.
        """
        with self._database.write(within) as connection:
            connection.execute(
                "DELETE FROM article WHERE id = ? OR content_hash = ?", (article.id, article.content_hash)
            )
            values = asdict(article)
            marks = ", ".join("?" for _ in COLUMNS)
            connection.execute(
                f"INSERT INTO article ({', '.join(COLUMNS)}) VALUES ({marks})", [values[name] for name in COLUMNS]
            )
            _insert_passages(connection, article.id, passages, model)

    def replace_passages(
        self,
        article_id: str,
        passages: Sequence[PassageRow],
        model: str,
        *,
        within: sqlite3.Connection | None = None,
    ) -> None:
        """Store the passages of an article again, embedded by another model. ``within`` as in ``replace``."""
        with self._database.write(within) as connection:
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

    @contextmanager
    def _texts(self) -> Iterator[sqlite3.Connection]:
        """A connection that reads texts of damaged bytes too: their hash tells of them."""
        with self._database.connect() as connection:
            connection.text_factory = decoded
            yield connection

    def _sound(self, row: sqlite3.Row) -> Article | None:
        """The article of a row, None where its text is not the one that was stored."""
        if content_hash(row["raw"]) == row["content_hash"]:
            return _article(row)
        if row["id"] not in self._warned:
            self._warned.add(row["id"])
            log.warning("an article is damaged and left out: run `communique check`", article=row["id"])
        return None


def decoded(text: bytes) -> str:
    """Text as SQLite holds it; what is no UTF-8 is replaced instead of being an error that quotes it."""
    return text.decode(errors="replace")


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
