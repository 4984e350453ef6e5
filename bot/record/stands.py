"""Who takes which stance on what, as the store tells it: counted, and the newest; charges and one issue left out.

A stand is what an actor says on an issue with one stance. Rows are numbered, joined to the facts of their articles as
edited, counted and put in order by the store over indexed columns; read are those alone that are given.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.record.database import Database
from bot.record.positions import COLUMNS, among, in_reading_order
from bot.record.selection import as_edited
from bot.record.statement import Position, Stance
from bot.record.visibility import EVERYTHING, Sees, Visibility, quoted

_OWN = "kind != 'charged' AND issue != ?"
_ANALYST = "CASE speaker_kind WHEN 'analyst' THEN 1 ELSE 0 END"
_ON = "coalesce(published, '')"


Weights = Mapping[str, Mapping[str, int]]
"""What values of some columns count, in hundredths; a position weighs their product."""


class Tally(NamedTuple):
    """How many positions of a stand analysts hold, or all others, as one outlet reports, in dated articles or not."""

    issue: str
    actor: str
    stance: Stance
    analyst: bool
    outlet: str | None
    dated: bool
    times: int


@dataclass(frozen=True, slots=True)
class Scoped:
    """Some positions: of these actors, issues and articles (None: of all), those ``without`` left out by number."""

    actors: Collection[str] | None = None
    issues: Collection[str] | None = None
    articles: Collection[str] | None = None
    without: Collection[int] = ()


class StandStore:
    """Stands by issue, actor and stance. Every call blocks; any thread may make it."""

    def __init__(self, database: Database, besides: str, sees: Sees = EVERYTHING) -> None:
        """Read the positions of ``database`` that ``sees`` lets through, without those on the issue ``besides``."""
        self._database = database
        self._besides = besides
        self._sees = sees

    def tallies(self, actors: Collection[str] | None = None) -> list[Tally]:
        """All of them, or those of some actors, counted."""
        of_them, values = ("", []) if actors is None else (f" AND {among('actor', actors)}", [*actors])
        with self._database.moment() as connection:
            connection.row_factory = None
            rows = connection.execute(
                f"{_facts(self._sees.at(connection), 'outlet', 'published')} "
                f"SELECT issue, actor, stance, {_ANALYST}, outlet, CASE WHEN published IS NULL THEN 0 ELSE 1 END, "
                f"count(*) FROM position JOIN fact ON fact.id = article WHERE {_OWN}{of_them} "
                "GROUP BY 1, 2, 3, 4, 5, 6",
                (self._besides, *values),
            )
            return [
                Tally(issue, actor, stance, bool(analyst), outlet, bool(dated), times)
                for issue, actor, stance, analyst, outlet, dated, times in rows
            ]

    def articles(self, scope: "Scoped") -> dict[str, int]:
        """In how many articles each actor has positions."""
        rows = self._counted(scope, "actor, count(DISTINCT article)", "GROUP BY actor")
        return dict(rows)

    def issues(self, scope: "Scoped") -> frozenset[str]:
        """The issues on which somebody has positions."""
        return frozenset(issue for (issue,) in self._counted(scope, "DISTINCT issue"))

    def of_actors(self, scope: "Scoped") -> frozenset[str]:
        """The articles in which somebody has positions."""
        return frozenset(article for (article,) in self._counted(scope, "DISTINCT article"))

    def number(self, scope: "Scoped") -> int:
        """How many positions there are."""
        ((number,),) = self._counted(scope, "count(*)")
        return int(number)

    def _counted(self, scope: "Scoped", what: str, more: str = "") -> list[tuple[Any, ...]]:
        clauses = [_OWN, "id NOT IN (SELECT value FROM json_each(?))"]
        values: list[object] = [self._besides, json.dumps(sorted(scope.without))]
        for column, wanted in (("actor", scope.actors), ("issue", scope.issues), ("article", scope.articles)):
            if wanted is not None:
                clauses.append(among(column, wanted))
                values += wanted
        with self._database.moment() as connection:
            connection.row_factory = None
            where = " AND ".join([*clauses, self._sees.at(connection).of_rows])
            return connection.execute(f"SELECT {what} FROM position WHERE {where} {more}", values).fetchall()

    def newest(self, dates: int) -> list[Position]:
        """The positions of the newest ``dates`` of each clear stand, in reading order.

        Analysts have dates of their own; an article without one is older than all others.
        """
        place = f"dense_rank() OVER (PARTITION BY issue, actor, stance, {_ANALYST} ORDER BY {_ON} DESC)"
        return self._ranked(place, "stance != 'unclear'", dates)

    def weightiest(self, weights: Weights) -> list[Position]:
        """Of each actor on each issue the positions without a clear stance that weigh most, of these the newest."""
        place = f"rank() OVER (PARTITION BY issue, actor ORDER BY {_weight(weights)} DESC, {_ON} DESC)"
        return self._ranked(place, "stance = 'unclear'", 1)

    def _ranked(self, place: str, which: str, most: int) -> list[Position]:
        """The positions of some stances that have at most this place, in reading order."""
        with self._database.moment() as connection:
            connection.row_factory = None
            rows = connection.execute(
                f"{_facts(self._sees.at(connection), 'published')}, ranked AS (SELECT position.id AS number, "
                f"{place} AS place FROM position JOIN fact ON fact.id = article WHERE {_OWN} AND {which}) "
                f"SELECT id, {COLUMNS} FROM position WHERE id IN (SELECT number FROM ranked WHERE place <= ?)",
                (self._besides, most),
            ).fetchall()
        return in_reading_order(rows)

    def together(self) -> list[tuple[str, int, str, int]]:
        """The sentences in which several actors speak: article, start, actor, and how many positions that are."""
        with self._database.moment() as connection:
            connection.row_factory = None
            return connection.execute(
                "WITH several AS MATERIALIZED (SELECT article AS whole, start AS sentence FROM position WHERE "
                f"{_OWN} AND {self._sees.at(connection).of_rows} GROUP BY 1, 2 HAVING min(actor) != max(actor)) "
                "SELECT article, start, actor, count(*) FROM several "
                f"JOIN position ON article = whole AND start = sentence WHERE {_OWN} GROUP BY 1, 2, 3",
                (self._besides, self._besides),
            ).fetchall()

    def repeatable(self) -> list[Position]:
        """The positions that another article of the same family may repeat, in reading order.

        A family is an original with its copies: where it holds an issue and a stance in one article alone, nothing is
        said again.
        """
        with self._database.moment() as connection:
            connection.row_factory = None
            sees = self._sees.at(connection)
            rows = connection.execute(
                "WITH member AS MATERIALIZED (SELECT id, coalesce(same_as, id) AS family FROM article WHERE "
                f"{sees.condition} AND (same_as IS NOT NULL OR id IN "
                "(SELECT same_as FROM article WHERE same_as IS NOT NULL))), "
                "told AS MATERIALIZED (SELECT family, issue, stance FROM member JOIN position ON article = member.id "
                f"WHERE {_OWN} GROUP BY 1, 2, 3 HAVING count(DISTINCT article) > 1) "
                f"SELECT position.id, {', '.join(f'position.{name}' for name in COLUMNS.split(', '))} FROM member "
                "JOIN position ON article = member.id JOIN told ON told.family = member.family "
                f"AND told.issue = position.issue AND told.stance = position.stance WHERE kind != 'charged'",
                (self._besides,),
            ).fetchall()
        return in_reading_order(rows)


def _weight(weights: Weights) -> str:
    """What a position weighs."""
    cases = []
    for column, own in weights.items():
        known = " ".join(f"WHEN {quoted(value)} THEN {weight}" for value, weight in own.items())
        cases.append(f"CASE {column} {known} ELSE 100 END")
    return " * ".join(cases)


def _facts(sees: Visibility, *facts: str) -> str:
    """A table ``fact`` of the articles that are seen: looked up once an article, and not once a position."""
    columns = ", ".join(f"{as_edited(fact)} AS {fact}" for fact in facts)
    return f"WITH fact AS MATERIALIZED (SELECT id, {columns} FROM article WHERE {sees.condition})"
