"""Which articles repeat which: found by their sketches, linked to the first of them, linked anew when that goes.

A link never leads to another copy. Of two articles that repeat each other, one of the shared record is the original
before one of a server's additions, since every server sees it; else the one that came first.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.record.connection import Connection
from bot.record.database import Database
from embeddings.sketch import VERSION, Sketch, repeated

REPEATS = 0.55
"""Share of one article's words in another's from which it is a copy: measured by ``python -m benchmarks copies``."""
WORTH_A_LOOK = 0.1
"""Share of the sampled runs from which two articles are compared; of a copy it is 0.25 or more."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What an article repeats: the first article with its words, and the share of the one text in the other."""

    article: str
    share: float


@dataclass(frozen=True, slots=True)
class _Sketched:
    number: int
    article: str
    guild: int | None
    same_as: str | None
    share: float = 1.0

    @property
    def place(self) -> tuple[bool, int]:
        """The lower one is the original."""
        return self.guild is not None, self.number

    def sees(self, other: "_Sketched") -> bool:
        """Whether the other is in the record of whoever sees this one."""
        return other.guild in (None, self.guild)


class CopyStore:
    """The sketches of the articles, and the copies among these."""

    def __init__(self, database: Database) -> None:
        """Read and write the sketches of ``database``."""
        self._database = database

    def count(self) -> int:
        """How many articles are copies of another."""
        with self._database.connect() as connection:
            (number,) = connection.execute("SELECT count(*) FROM article WHERE same_as IS NOT NULL").fetchone()
        return int(number)

    def unsketched(self) -> list[str]:
        """Ids of the articles without a sketch as they are made now, those ingested first before the others."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT id FROM article WHERE id NOT IN (SELECT article FROM sketch WHERE version = ?) "
                "ORDER BY ingested_at, id",
                (VERSION,),
            )
            return [row["id"] for row in rows]

    def of(self, sketch: Sketch, guild: int | None = None) -> Copy | None:
        """What a text would repeat in a server's additions, or in the shared record; nothing is stored."""
        with self._database.connect() as connection:
            like = [other for other in _like(connection, sketch) if other.guild in (None, guild)]
        first = min(like, key=lambda other: other.place, default=None)
        return Copy(first.article, first.share) if first else None

    def put(self, article: str, sketch: Sketch) -> Copy | None:
        """Store the sketch of an article that is there, and link it, in one transaction; what it repeats."""
        with self._database.write() as connection:
            return put(connection, article, sketch)


def put(connection: Connection, article: str, sketch: Sketch) -> Copy | None:
    """Store the sketch of an article on an open connection and link it, and what hangs on it; what it repeats."""
    affected = set(family(connection, article))
    _store(connection, article, sketch)
    own = _sketched(connection, article)
    like = _like(connection, sketch, own)
    found = _link(connection, own, like)
    for other in like:
        if other.place > own.place and other.sees(own):
            affected |= {other.article, *family(connection, other.article)}
    relink(connection, affected - {article})
    return found


def family(connection: Connection, article: str) -> list[str]:
    """Ids of the copies of an article, or of what it is itself a copy of: they may hang on it."""
    rows = connection.execute(
        "SELECT id FROM article WHERE same_as = coalesce((SELECT same_as FROM article WHERE id = ?), ?) AND id <> ?",
        (article, article, article),
    )
    return [row["id"] for row in rows]


def relink(connection: Connection, articles: Iterable[str]) -> None:
    """Link articles anew on an open connection, the originals first; those that are gone are left out."""
    there = [found for article in set(articles) if (found := _find(connection, article)) is not None]
    for one in sorted(there, key=lambda found: found.place):
        (runs,) = connection.execute("SELECT runs FROM sketch WHERE number = ?", (one.number,)).fetchone()
        _link(connection, one, _like(connection, Sketch.from_bytes(runs), one))


def _link(connection: Connection, own: _Sketched, like: Sequence[_Sketched]) -> Copy | None:
    """Link an article to the original of the first that it repeats, or to none."""
    earlier = [other for other in like if other.place < own.place and own.sees(other)]
    first = min(earlier, key=lambda other: other.place, default=None)
    root = (first.same_as or first.article) if first else None
    if root != own.same_as:
        connection.execute("UPDATE article SET same_as = ? WHERE id = ?", (root, own.article))
    return Copy(first.article, first.share) if first else None


def _store(connection: Connection, article: str, sketch: Sketch) -> None:
    sample = sketch.sample.tolist()
    connection.execute(
        "INSERT INTO sketch (article, version, runs, sampled) VALUES (?, ?, ?, ?) ON CONFLICT (article) DO UPDATE "
        "SET version = excluded.version, runs = excluded.runs, sampled = excluded.sampled",
        (article, VERSION, sketch.stored, len(sample)),
    )
    number = _sketched(connection, article).number
    connection.execute("DELETE FROM sketch_run WHERE sketch = ?", (number,))
    connection.executemany("INSERT INTO sketch_run (run, sketch) VALUES (?, ?)", [(run, number) for run in sample])


_CANDIDATES = """
    SELECT sketch.number, article.id, article.guild, article.same_as, sketch.runs FROM
        (SELECT sketch, count(*) AS hits FROM sketch_run
         WHERE run IN (SELECT value FROM json_each(:runs)) GROUP BY sketch) AS met
    JOIN sketch ON sketch.number = met.sketch JOIN article ON article.id = sketch.article
    WHERE sketch.version = :version AND sketch.number <> :own
    -- By the sample: the share of the one's runs that the other has, or the other way round.
    AND (met.hits >= :share * sketch.sampled
         OR met.hits >= :share * :length * 4.0 * sketch.sampled / length(sketch.runs))
"""
_TWINS = """
    SELECT sketch.number, article.id, article.guild, article.same_as FROM article
    JOIN sketch ON sketch.article = article.id
    WHERE content_hash = (SELECT content_hash FROM article WHERE id = :id) AND article.id <> :id
"""


def _like(connection: Connection, sketch: Sketch, own: _Sketched | None = None) -> list[_Sketched]:
    """The articles that repeat a text or are repeated by it, whoever sees them; ``own`` is the article that it is."""
    twins = connection.execute(_TWINS, {"id": own.article}) if own else ()
    found = {row["id"]: _Sketched(*row) for row in twins}
    runs = sketch.distinct.tolist()
    values = {
        "runs": json.dumps(runs), "length": len(runs), "version": VERSION, "own": own.number if own else 0,
        "share": WORTH_A_LOOK,
    }  # fmt: skip
    for row in connection.execute(_CANDIDATES, values):
        share = repeated(sketch, Sketch.from_bytes(row["runs"]))
        if share >= REPEATS:
            other = _Sketched(row["number"], row["id"], row["guild"], row["same_as"], share)
            found.setdefault(other.article, other)
    return list(found.values())


def _sketched(connection: Connection, article: str) -> _Sketched:
    found = _find(connection, article)
    if found is None:
        raise KeyError(article)
    return found


def _find(connection: Connection, article: str) -> _Sketched | None:
    row = connection.execute(
        "SELECT number, id, guild, same_as FROM sketch JOIN article ON article.id = sketch.article WHERE id = ?",
        (article,),
    ).fetchone()
    return _Sketched(*row) if row else None
