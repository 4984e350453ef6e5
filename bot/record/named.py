"""Whom the words of positions name: noted once for each position, asked by actor."""

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from bot.record.database import Database
from bot.record.positions import Condition, among

AT_ONCE = 1_000
"""So many positions are in memory together."""
REMEMBERED = 16
"""A sentence on several issues stands in several positions, one after the other."""

_BEYOND = "SELECT id, text FROM position WHERE id > ? AND kind != 'charged' AND issue != ? ORDER BY id LIMIT ?"
# A position that was read anew meanwhile is gone: its words are looked through under another number.
_NOTE = (
    "INSERT INTO named (actor, position) SELECT ?, id FROM position WHERE id = ? "
    "ON CONFLICT (actor, position) DO NOTHING"
)


class NamedStore:
    """Who is named in which positions; charges and one issue left out."""

    def __init__(self, database: Database, besides: str) -> None:
        """Look through the positions of ``database``, without those on the issue ``besides``."""
        self._database = database
        self._besides = besides

    def note(self, names: Callable[[str], Iterable[str]]) -> None:
        """Look through what is new; ``names`` gives the actors that a text names.

        Raises:
            RecordUnwritable: somebody is newly named, and it cannot be noted.

        """
        known = lru_cache(REMEMBERED)(lambda text: frozenset(names(text)))
        with self._database.connect() as connection:
            (after,) = connection.execute("SELECT coalesce(max(position), 0) FROM named").fetchone()
        while rows := self._beyond(after):
            found = [(actor, number) for number, text in rows for actor in sorted(known(text))]
            if found:
                with self._database.write() as connection:
                    connection.executemany(_NOTE, found)
            after = rows[-1][0]

    def _beyond(self, after: int) -> list[tuple[int, str]]:
        with self._database.connect() as connection:
            rows = connection.execute(_BEYOND, (after, self._besides, AT_ONCE))
            return [(row["id"], row["text"]) for row in rows]

    @staticmethod
    def of(actors: Collection[str]) -> Condition:
        """That a position's words name one of some actors."""
        return f"id IN (SELECT position FROM named WHERE {among('named.actor', actors)})", [*actors]
