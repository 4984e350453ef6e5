"""The vectors searched where they are kept: exactly where few are seen, else by pgvector's own index.

An index like HNSW first takes the nearest and then looks which of them are seen: of 2 % of the rows it found less
than half of the nearest. So what leaves few rows is filtered first and compared one by one; only what leaves many
goes by the index, which goes on (``iterative_scan``) until it has enough that are seen.
"""

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import structlog
from filelock import Timeout
from numpy.typing import NDArray

from bot.errors import CommuniqueError
from bot.record.connection import Connection
from bot.record.engine import Lock
from bot.record.postgres.pool import WRITER_WAITS
from bot.record.visibility import Visibility

FILTERED_FIRST = 20_000
"""Up to so many rows every one is compared: exact, and quicker than looking for them in an index of all."""
BUILT_FROM = 50_000
"""From so many vectors of a model on they get an index, as FAISS's is an approximate one from there on."""
LEAST_LOOKED_AT, MOST_LOOKED_AT = 200, 1000
"""How many candidates HNSW keeps: half as many again as are wanted; fewer cost recall, pgvector takes no more."""
BY_INDEX = (
    "SELECT set_config('enable_sort', 'off', true), set_config('enable_seqscan', 'off', true), "
    "set_config('hnsw.iterative_scan', 'strict_order', true), set_config('hnsw.ef_search', ?, true)"
)
"""Said before a search by the index: what it would cost to do without is guessed badly by the planner."""
CONSTRUCTION = 128
"""How many candidates HNSW keeps while it is built: with pgvector's 64, a tenth of the nearest was missed."""
MEMORY = (64, 4096)
"""Megabytes that building may take: what does not fit is built ten times as slowly."""

log = structlog.get_logger(__name__)


class Store(Protocol):
    """What an index asks of its store (see ``bot.record.engine.Engine``)."""

    def connect(self) -> AbstractContextManager[Connection]:
        """A connection to read by."""
        ...

    def moment(self) -> AbstractContextManager[Connection]:
        """A connection in one transaction."""
        ...


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows an index is of: those that ``model`` embedded, of the articles that ``sees`` lets through."""

    model: str
    dimension: int
    sees: Visibility

    @property
    def condition(self) -> str:
        """A condition on ``passage`` with one place, for the model."""
        return f"model = ? AND {self.sees.of_rows}"


class PgvectorIndex:
    """``embeddings.joined.Searchable`` over the rows in the database, as they are whenever it is asked."""

    def __init__(
        self,
        store: Store,
        rows: Rows,
        *,
        method: str = "hnsw",
        filtered_first: int = FILTERED_FIRST,
    ) -> None:
        """Search ``rows`` of ``store``; above ``filtered_first`` by an index of ``method``, where there is one."""
        self._store = store
        self._rows = rows
        self._method = method
        self._filtered_first = filtered_first

    def __len__(self) -> int:
        with self._store.connect() as connection:
            query = f"SELECT count(*) FROM passage WHERE {self._rows.condition}"
            return int(connection.execute(query, (self._rows.model,)).fetchone()[0])

    def search(self, vectors: NDArray[np.float32], k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The ``k`` nearest rows of each of ``vectors`` (m, dimension): cosines and numbers, each (m, at most k).

        Rows are best first; a place without a row has the number -1.
        """
        found = [self._nearest(np.ascontiguousarray(vector, dtype=np.float32), k) for vector in vectors]
        width = max(map(len, found), default=0)
        scores = np.zeros((len(found), width), np.float32)
        seqs = np.full((len(found), width), -1, np.int64)
        for place, rows in enumerate(found):
            if rows:
                seqs[place, : len(rows)], scores[place, : len(rows)] = zip(*rows, strict=True)
        return scores, seqs

    def vectors(self, seqs: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of rows, shape (len(seqs), dimension); of rows gone meanwhile noughts, near to nothing."""
        wanted = np.asarray(seqs, dtype=np.int64)
        result = np.zeros((len(wanted), self._rows.dimension), dtype=np.float32)
        if not len(wanted):
            return result
        with self._store.connect() as connection:
            connection.row_factory = None
            query = "SELECT seq, vector FROM passage WHERE seq = ANY(?)"
            found = dict(connection.execute(query, (wanted.tolist(),)))
        for place, seq in enumerate(wanted.tolist()):
            if seq in found:
                result[place] = np.frombuffer(found[seq], dtype=np.float32)
        return result

    def seqs(self) -> NDArray[np.int64]:
        """The numbers of all rows, ascending."""
        with self._store.connect() as connection:
            connection.row_factory = None
            query = f"SELECT seq FROM passage WHERE {self._rows.condition} ORDER BY seq"
            return np.array([row[0] for row in connection.execute(query, (self._rows.model,))], dtype=np.int64)

    def catch_up(self) -> bool:
        """Nothing is to be read: the rows are searched where they are."""
        return False

    @cached_property
    def approximate(self) -> bool:
        """Whether searches go by the index: as things were when this was first searched."""
        if len(self) <= self._filtered_first:
            return False
        with self._store.connect() as connection:
            return is_built(connection, name_of(self._rows, self._method))

    def build(self, lock: Lock, built_from: int = BUILT_FROM) -> None:
        """Make the index where it is worth it, beside those who write; ``lock`` is whoever's makes it.

        Where it cannot be made, searches go without, and the next process tries again.
        """
        name = name_of(self._rows, self._method)
        with self._store.connect() as connection:
            query = "SELECT count(*) FROM passage WHERE model = ?"
            (count,) = connection.execute(query, (self._rows.model,)).fetchone()
            if count < built_from or is_built(connection, name):
                return
        try:
            with lock.acquire(timeout=0), self._store.connect() as connection:
                log.info("the vectors get an index", rows=count, method=self._method)
                connection.execute("SET lock_timeout = 0")  # it waits for whoever reads or writes just now
                size = count * (4 * self._rows.dimension + 400) // 1_000_000
                connection.execute(f"SET maintenance_work_mem = '{min(max(size, MEMORY[0]), MEMORY[1])}MB'")
                connection.execute(f"DROP INDEX IF EXISTS {name}")  # what a killed process has left
                connection.execute(
                    f"CREATE INDEX CONCURRENTLY {name} ON passage USING {self._method} "
                    f"(({self._vector}) vector_ip_ops) WITH (ef_construction = {CONSTRUCTION}) "
                    f"WHERE model = {_quoted(self._rows.model)}"
                )
                connection.execute("ANALYZE passage, article")  # else the index is held to be dearer than it is
                connection.execute("RESET maintenance_work_mem")
                connection.execute("SELECT set_config('lock_timeout', ?, false)", (WRITER_WAITS,))
        except Timeout:
            return  # another process makes it
        except CommuniqueError as error:
            log.warning("the vectors have no index yet, and every one is compared", reason=str(error))

    @property
    def _vector(self) -> str:
        """The vector as the index knows it, with its dimension; what is compared exactly is written otherwise."""
        return f"vector::vector({self._rows.dimension})"

    def _nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """Numbers and cosines of the nearest rows, best first."""
        column = f"({self._vector})" if self.approximate else "vector"
        # An index of one model's rows is looked at only where the statement itself names that model.
        which = f"model = {_quoted(self._rows.model)} AND {self._rows.sees.of_rows}"
        with self._store.moment() if self.approximate else self._store.connect() as connection:
            connection.row_factory = None
            if self.approximate:
                connection.execute(BY_INDEX, (str(min(max(LEAST_LOOKED_AT, 3 * k // 2), MOST_LOOKED_AT)),))
            rows = connection.execute(
                f"SELECT seq, -({column} <#> ?) AS cosine FROM passage WHERE {which} ORDER BY {column} <#> ? LIMIT ?",
                (vector, vector, k),
            ).fetchall()
        return sorted(rows, key=lambda row: (-row[1], row[0]))


def name_of(rows: Rows, method: str) -> str:
    """The name of the index of a model's vectors."""
    digest = hashlib.blake2b(f"{rows.model}/{rows.dimension}/{method}".encode(), digest_size=8).hexdigest()
    return f"passage_vector_{digest}"


def is_built(connection: Connection, name: str) -> bool:
    """Whether an index is there, and whole."""
    query = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(?)"
    row = connection.execute(query, (name,)).fetchone()
    return row is not None and bool(row[0])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
