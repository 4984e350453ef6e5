"""Articles whose texts stay in the store until they are asked for: a large record's texts need no memory."""

import threading
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Any

from bot.record.article import Article
from bot.record.articles import as_facts, decoded, edits_of, sound
from bot.record.bulk import bulk
from bot.record.connection import Connection
from bot.record.database import Database
from bot.record.visibility import EVERYTHING, Visibility

REMEMBERED = 256
AT_ONCE = 256
_FACTS = tuple(field.name for field in fields(Article) if field.name != "raw")


class Texts:
    """Reads the texts of articles; safe from many threads."""

    def __init__(self, database: Database) -> None:
        """Read from ``database``, on one connection that stays open."""
        self._connection = database.lasting()
        self._lock = threading.Lock()
        self.read = lru_cache(REMEMBERED)(self._read)

    def _read(self, article: str, digest: str) -> str:
        """The text of an article with that content hash; empty where the record does not hold it any more.

        What was read out of another text must not be looked up in this one: of an empty text nothing is shown.
        """
        with self._lock:
            asked = "SELECT raw FROM article WHERE id = ? AND content_hash = ?"
            row = self._connection.execute(asked, (article, digest)).fetchone()
        return str(row[0]) if row else ""


class StoredArticle(Article):
    """An article that reads its text from the store whenever it is asked for."""

    __slots__ = ("_texts",)
    _texts: Texts

    def __init__(self, texts: Texts, facts: dict[str, object]) -> None:
        """``facts`` are the values of all fields but ``raw``."""
        object.__setattr__(self, "_texts", texts)
        for name, value in facts.items():
            object.__setattr__(self, name, value)

    @property
    def raw(self) -> str:
        """The raw text."""
        return self._texts.read(self.id, self.content_hash)

    @property
    def article(self) -> str:
        """Its id, as the retriever calls it."""
        return self.id

    @property
    def searched(self) -> None:
        """It is searched by its raw text."""

    @property
    def group(self) -> str:
        """Its outlet, by which hits are spread; itself where that is not known."""
        return self.outlet or self.id

    @property
    def original(self) -> str | None:
        """The article whose text it repeats, as the retriever calls it."""
        return self.same_as

    def __eq__(self, other: object) -> bool:
        """Whether it is the same article with the same text."""
        if not isinstance(other, StoredArticle):
            return NotImplemented
        return (self.id, self.content_hash) == (other.id, other.content_hash)

    def __hash__(self) -> int:
        return hash((self.id, self.content_hash))


def stored_articles(database: Database, sees: Visibility = EVERYTHING) -> dict[str, StoredArticle]:
    """Every undamaged article that ``sees`` lets through by id, in the order of ids. Facts are given as edited.

    Every text is compared with its hash here, once: one that was damaged since it was stored would be quoted.
    """
    texts = Texts(database)
    found: dict[str, StoredArticle] = {}
    with database.moment() as connection, bulk():
        connection.text_factory = decoded
        edits = edits_of(connection)
        connection.row_factory = None
        # A text is hashed as the bytes that it is stored as.
        connection.text_factory = bytes
        for raw, *values in _stored(connection, sees):
            facts = as_facts(dict(zip(_FACTS, map(_read, values), strict=True)))
            article = facts["id"]
            if sound(article, raw, facts["content_hash"]):
                found[article] = StoredArticle(texts, {**facts, **edits.get(article, {})})
    return found


def _read(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """A value of the store; what SQLite was to give as bytes is text."""
    return decoded(value) if isinstance(value, bytes) else value


def _stored(connection: Connection, sees: Visibility) -> Iterator[tuple[Any, ...]]:
    """The texts of the articles with their facts, some at a time: all at once need memory that nothing else does."""
    after = ""
    while True:
        rows = connection.execute(
            f"SELECT raw, {', '.join(_FACTS)} FROM article WHERE {sees.condition} AND id > ? ORDER BY id LIMIT ?",
            (after, AT_ONCE),
        ).fetchall()
        if not rows:
            return
        yield from rows
        after = _read(rows[-1][1])
