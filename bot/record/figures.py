"""The figures that were read out of the articles."""

import json
from collections.abc import Iterable
from dataclasses import astuple
from functools import lru_cache

from bot.record.connection import Connection
from bot.record.database import Database
from bot.record.figure import Count, Figure
from bot.record.visibility import EVERYTHING, Sees

REMEMBERED = 1024
"""Numbers as they are written, remembered with what they say: the same few are given again and again."""


class FigureStore:
    """Figures by article; they are stored with what else is read out of it (``bot.record.keeping``)."""

    def __init__(self, database: Database, sees: Sees = EVERYTHING) -> None:
        """Read the figures of ``database``, of the articles that ``sees`` lets through."""
        self._database = database
        self._sees = sees

    def all(self) -> list[Figure]:
        """Every figure of the record, in reading order, article by article."""
        return self._where("TRUE")

    def of(self, quantity: str) -> list[Figure]:
        """The figures for one quantity, in reading order."""
        return self._where("quantity = ?", quantity)

    def places(self) -> list[tuple[str, int, int, str]]:
        """Where figures stand and which quantities they give: article, start, end and quantity of each."""
        with self._database.moment() as connection:
            connection.row_factory = None
            seen = self._sees.at(connection).of_rows
            return connection.execute(f'SELECT article, start, "end", quantity FROM figure WHERE {seen}').fetchall()

    def several(self) -> list[Figure]:
        """The figures for those quantities for which several articles give several numbers, in reading order."""
        return self._where(
            "quantity IN (SELECT quantity FROM figure WHERE {seen} GROUP BY quantity "
            "HAVING count(DISTINCT article) > 1 AND count(DISTINCT numbers) > 1)"
        )

    def _where(self, condition: str, *values: str) -> list[Figure]:
        with self._database.moment() as connection:
            connection.row_factory = None
            seen = self._sees.at(connection).of_rows
            rows = connection.execute(
                'SELECT article, quantity, issue, text, start, "end", paragraph, numbers, counted FROM figure '
                f"WHERE {seen} AND {condition.replace('{seen}', seen)} ORDER BY article, start, id",
                values,
            )
            return [
                Figure(article, quantity, issue, text, start, end, paragraph, _numbers(numbers), _count(counted))
                for article, quantity, issue, text, start, end, paragraph, numbers, counted in rows
            ]


@lru_cache(REMEMBERED)
def _numbers(written: str) -> frozenset[float]:
    return frozenset(json.loads(written))


@lru_cache(REMEMBERED)
def _count(written: str | None) -> Count | None:
    return Count(*json.loads(written)) if written else None


def put_figures(connection: Connection, article: str, figures: Iterable[Figure]) -> None:
    """Store an article's figures on an open connection, in place of those read before."""
    connection.execute("DELETE FROM figure WHERE article = ?", (article,))
    connection.executemany(
        'INSERT INTO figure (article, quantity, issue, text, start, "end", paragraph, numbers, counted) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (f.article, f.quantity, f.issue, f.text, f.start, f.end, f.paragraph, json.dumps(sorted(f.numbers)),
             json.dumps(astuple(f.count)) if f.count is not None else None)
            for f in figures
        ],
    )  # fmt: skip
