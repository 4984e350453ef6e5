"""Articles whose texts stay in the store until they are asked for: a large record's texts need no memory."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from bot.record.article import Article
from bot.record.articles import as_facts, decoded, edits_of, sound
from bot.record.bulk import bulk
from bot.record.connection import Connection
from bot.record.database import Database
from bot.record.visibility import EVERYTHING, SHARED, Visibility

REMEMBERED = 1_024
AT_ONCE = 256
_FACTS = tuple(field.name for field in fields(Article) if field.name != "raw")


class Texts:
    """Reads the texts of articles; safe from many threads."""

    def __init__(self, database: Database) -> None:
        """Read from ``database``, on one connection that stays open."""
        self._database = database
        self._database = database
        self._connection = database.lasting()
        self._lock = threading.Lock()
        self.read = lru_cache(REMEMBERED)(self._read)

    def reopen(self) -> None:
        """Read from the store that is there now: another may have been put in its place."""
        with self._lock:
            self._connection = self._database.lasting()

    def _read(self, article: str, digest: str) -> str:
        """The text of an article with that content hash; empty where the record does not hold it any more.

        What was read out of another text must not be looked up in this one: of an empty text nothing is shown.
        """
        with self._lock:
            asked = "SELECT raw FROM article WHERE id = ? AND content_hash = ?"
            row = self._connection.execute(asked, (article, digest)).fetchone()
        return str(row[0]) if row and sound(article, str(row[0]), digest) else ""


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


class _Kept(NamedTuple):
    """An article with what the store held of it."""

    facts: Sequence[Any]
    edited: Mapping[str, str | None]
    article: StoredArticle


class KeptArticles:
    """The articles as they were last read, from which the next reading goes on; safe from many threads.

    A text is compared with its hash when it is first met, and whenever it is asked for: one that was damaged since it
    was stored would be quoted.
    """

    def __init__(self, database: Database) -> None:
        """Read those of ``database``."""
        self._database = database
        self._kept: Mapping[Any, _Kept] = {}

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self._database)

    def forget(self) -> None:
        """Compare every text again."""
        self._kept = {}

    def of(self, sees: Visibility) -> dict[str, StoredArticle]:
        """What ``stored_articles`` gives, as the store is now."""
        kept, now = self._kept, dict[Any, _Kept]()
        self._texts.reopen()
        with self._database.moment() as connection, bulk():
            connection.text_factory = decoded
            edits = edits_of(connection)
            connection.row_factory = None
            # A text is hashed as the bytes that it is stored as.
            connection.text_factory = bytes
            for raw, *facts in _stored(connection, sees, "''" if kept else "raw"):
                key = facts[0]
                edited = edits.get(_read(key), {})
                one = kept.get(key)
                if one is None or (one.facts, one.edited) != (facts, edited):
                    one = self._met(facts, edited, _raw(connection, key) if kept else raw)
                if one is not None:
                    now[key] = one
        # What everybody sees and was not found is gone.
        others = {key: one for key, one in kept.items() if sees != SHARED or one.article.guild is not None}
        self._kept = {**others, **now}
        return {one.article.id: one.article for one in now.values()}

    def _met(self, facts: Sequence[Any], edited: Mapping[str, str | None], raw: str | bytes) -> _Kept | None:
        """An article met first, or with other facts; None for one that is damaged."""
        told = as_facts(dict(zip(_FACTS, map(_read, facts), strict=True)))
        if not sound(told["id"], raw, told["content_hash"]):
            return None
        return _Kept(facts, edited, StoredArticle(self._texts, {**told, **edited}))


def stored_articles(database: Database, sees: Visibility = EVERYTHING) -> dict[str, StoredArticle]:
    """Every undamaged article that ``sees`` lets through by id, in the order of ids. Facts are given as edited."""
    return KeptArticles(database).of(sees)


def _read(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """A value of the store; what SQLite was to give as bytes is text."""
    return decoded(value) if isinstance(value, bytes) else value


def _raw(connection: Connection, key: Any) -> str | bytes:  # noqa: ANN401 - as the store gave it
    text: str | bytes = connection.execute("SELECT raw FROM article WHERE id = ?", (_read(key),)).fetchone()[0]
    return text


def _stored(connection: Connection, sees: Visibility, raw: str) -> Iterator[tuple[Any, ...]]:
    """What ``raw`` gives of each article, and its facts, some at a time: all at once need much memory."""
    after = ""
    while True:
        rows = connection.execute(
            f"SELECT {raw}, {', '.join(_FACTS)} FROM article WHERE {sees.condition} AND id > ? ORDER BY id LIMIT ?",
            (after, AT_ONCE),
        ).fetchall()
        if not rows:
            return
        yield from rows
        after = _read(rows[-1][1])
