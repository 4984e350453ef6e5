"""The record at a moment: what is read out of the store later is kept to what still fits it."""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from bot.record.article import Article
from bot.record.database import Database
from bot.record.readings import ReadingStore


class OfArticle(Protocol):
    """What was read out of an article."""

    @property
    def article(self) -> str:
        """The article's id."""


Found = TypeVar("Found", bound=OfArticle)


class Moment:
    """Articles as they were when the record had a version; safe from many threads."""

    def __init__(self, database: Database, version: tuple[int, int], articles: Mapping[str, Article]) -> None:
        """``articles`` are those of that version, by id."""
        self._database = database
        self._readings = ReadingStore(database)
        self._articles = articles
        self.version = version

    def passed(self) -> bool:
        """Whether the record has changed since."""
        return self._readings.version() != self.version

    def kept(self, found: Iterable[Found]) -> list[Found]:
        """What fits the moment of all that was read out of the store just now.

        When the record has changed meanwhile, only what comes from a text that is still the same is kept: spans in
        another text point anywhere.
        """
        rows = list(found)
        same = self.same() if self.passed() else self._articles.keys()
        return [row for row in rows if row.article in same]

    def same(self) -> set[str]:
        """The articles that have the text which they had."""
        with self._database.connect() as connection:
            rows = connection.execute("SELECT id, content_hash FROM article").fetchall()
        held = self._articles
        return {
            row["id"] for row in rows if row["id"] in held and held[row["id"]].content_hash == row["content_hash"]
        }
