"""The figures that were read out of the articles."""

import json
import sqlite3
from collections.abc import Iterable

from bot.record.database import Database
from bot.record.figure import Figure


class FigureStore:
    """Figures by article; they are stored with the article's positions (``PositionStore.save``)."""

    def __init__(self, database: Database) -> None:
        """Read the figures of ``database``."""
        self._database = database

    def all(self) -> list[Figure]:
        """Every figure of the record, in reading order, article by article."""
        with self._database.connect() as connection:
            rows = connection.execute("SELECT * FROM figure ORDER BY article, start, id")
            return [
                Figure(
                    row["article"],
                    row["quantity"],
                    row["issue"],
                    row["text"],
                    row["start"],
                    row["end"],
                    row["paragraph"],
                    frozenset(json.loads(row["numbers"])),
                )
                for row in rows
            ]


def save_figures(connection: sqlite3.Connection, article: str, figures: Iterable[Figure]) -> None:
    """Store an article's figures in place of those read before, in the caller's transaction."""
    connection.execute("DELETE FROM figure WHERE article = ?", (article,))
    connection.executemany(
        'INSERT INTO figure (article, quantity, issue, text, start, "end", paragraph, numbers) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (f.article, f.quantity, f.issue, f.text, f.start, f.end, f.paragraph, json.dumps(sorted(f.numbers)))
            for f in figures
        ],
    )
