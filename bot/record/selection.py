"""Which articles of those that a reader sees are meant: by outlet, date and who has a position in them.

A selection is one more condition on ``article``, so everything that is made for a visibility (texts, words, vectors,
positions) is made of the selected articles alone: filtered first, and exact. Facts count as edited.
"""

from dataclasses import dataclass

from bot.record.database import Database
from bot.record.visibility import SHARED, Visibility, quoted

LAST_DAY = "CASE length({0}) WHEN 4 THEN {0} || '-12-31' WHEN 7 THEN {0} || '-31' ELSE {0} END"
FIRST_DAY = "CASE length({0}) WHEN 4 THEN {0} || '-01-01' WHEN 7 THEN {0} || '-01' ELSE {0} END"
"""The last and first day that an ISO date, cut to its precision, may be."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is None is not asked.

    ``outlets`` are named as the record names them, ``since`` and ``until`` ISO dates, which may be cut
    ("2025-08"), ``actor`` an id. An article is in time where it is for certain: one of "2025" is not since 2025-08.
    """

    outlets: tuple[str, ...] | None = None
    since: str | None = None
    until: str | None = None
    actor: str | None = None

    def within(self, sees: Visibility) -> Visibility:
        """The articles of ``sees`` that are meant."""
        outlet, published = as_edited("outlet"), as_edited("published")
        conditions = [sees.condition]
        if self.outlets is not None:
            conditions.append(f"{outlet} IN ({', '.join(map(quoted, self.outlets)) or 'NULL'})")
        if self.since is not None:
            conditions.append(f"{FIRST_DAY.format(published)} >= {FIRST_DAY.format(quoted(self.since))}")
        if self.until is not None:
            conditions.append(f"{LAST_DAY.format(published)} <= {LAST_DAY.format(quoted(self.until))}")
        if self.actor is not None:
            spoken = f"SELECT article FROM position WHERE actor = {quoted(self.actor)} AND kind != 'charged'"
            conditions.append(f"article.id IN ({spoken})")
        return Visibility(" AND ".join(conditions))


EVERY = Selection()
"""All that is seen."""


def outlets(database: Database, sees: Visibility = SHARED) -> list[str]:
    """The outlets of the articles that ``sees`` lets through, by name."""
    outlet = as_edited("outlet")
    with database.connect() as connection:
        rows = connection.execute(
            f"SELECT DISTINCT {outlet} AS outlet FROM article WHERE {sees.condition} AND {outlet} IS NOT NULL"
        ).fetchall()
    return sorted(row["outlet"] for row in rows)


def as_edited(fact: str) -> str:
    """A fact of an article as people have corrected it, also to unknown."""
    edit = f"article_edit WHERE article_edit.article = article.id AND field = '{fact}'"
    return f"(CASE WHEN EXISTS (SELECT 1 FROM {edit}) THEN (SELECT value FROM {edit}) ELSE article.{fact} END)"
