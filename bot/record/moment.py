"""The record at a moment: what is read out of the store later is kept to what still fits it."""

from collections.abc import Mapping

from bot.record.article import Article
from bot.record.connection import Connection
from bot.record.database import Database
from bot.record.readings import ReadingStore
from bot.record.visibility import EVERYTHING, Visibility, Without


class Moment:
    """Articles as they were when the record had a version; safe from many threads."""

    def __init__(
        self,
        database: Database,
        version: tuple[int, int],
        articles: Mapping[str, Article],
        sees: Visibility = EVERYTHING,
    ) -> None:
        """``articles`` are those of that version, by id: all that ``sees`` lets through but what is damaged."""
        self._database = database
        self._readings = ReadingStore(database)
        self._articles = articles
        self._sees = sees
        self._missing: list[str] | None = None
        self.version = version

    def passed(self) -> bool:
        """Whether the record has changed since."""
        return self._readings.version() != self.version

    def at(self, connection: Connection) -> Visibility:
        """The articles that fit the moment, of those that a connection sees in one transaction.

        When the record has changed meanwhile these are the ones whose text is still the same: spans in another text
        point anywhere.
        """
        if self._readings.version_at(connection) != self.version:
            others = [article for article, same in self._compared(connection, self._sees) if not same]
        else:
            if self._missing is None:
                seen = connection.execute(f"SELECT id FROM article WHERE {self._sees.condition}").fetchall()
                self._missing = [article for (article,) in seen if article not in self._articles]
            others = self._missing
        if not others:
            return self._sees
        return Without(self._sees, others).at(connection)

    def same(self) -> set[str]:
        """The articles that have the text which they had."""
        with self._database.connect() as connection:
            return {article for article, same in self._compared(connection, EVERYTHING) if same}

    def _compared(self, connection: Connection, sees: Visibility) -> list[tuple[str, bool]]:
        rows = connection.execute(f"SELECT id, content_hash FROM article WHERE {sees.condition}").fetchall()
        held = self._articles
        return [(name, name in held and held[name].content_hash == digest) for name, digest in rows]
