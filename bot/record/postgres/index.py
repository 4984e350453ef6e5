"""The vectors searched where they are kept: exactly where few are seen, else by pgvector's own index.

An index like HNSW first takes the nearest and then looks which of them are seen: of 2 % of the rows it found less
than half of the nearest. So what leaves few rows is filtered first and compared one by one; only what leaves many
goes by the index, which goes on (``iterative_scan``) until it has enough that are seen.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.record.connection import Connection
from bot.record.visibility import Visibility

FILTERED_FIRST = 20_000
"""Up to so many rows every one is compared: exact, and quicker than looking for them in an index of all."""


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
        connect: Callable[[], AbstractContextManager[Connection]],
        rows: Rows,
        *,
        filtered_first: int = FILTERED_FIRST,
    ) -> None:
        """Search ``rows``."""
        self._connect = connect
        self._rows = rows
        self._filtered_first = filtered_first

    def __len__(self) -> int:
        with self._connect() as connection:
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
        with self._connect() as connection:
            connection.row_factory = None
            query = "SELECT seq, vector FROM passage WHERE seq = ANY(?)"
            found = dict(connection.execute(query, (wanted.tolist(),)))
        for place, seq in enumerate(wanted.tolist()):
            if seq in found:
                result[place] = np.frombuffer(found[seq], dtype=np.float32)
        return result

    def seqs(self) -> NDArray[np.int64]:
        """The numbers of all rows, ascending."""
        with self._connect() as connection:
            connection.row_factory = None
            query = f"SELECT seq FROM passage WHERE {self._rows.condition} ORDER BY seq"
            return np.array([row[0] for row in connection.execute(query, (self._rows.model,))], dtype=np.int64)

    def catch_up(self) -> bool:
        """Nothing is to be read: the rows are searched where they are."""
        return False

    def _nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """Numbers and cosines of the nearest rows, every row compared."""
        with self._connect() as connection:
            connection.row_factory = None
            return connection.execute(
                f"SELECT seq, -(vector <#> ?) AS cosine FROM passage WHERE {self._rows.condition} "
                "ORDER BY cosine DESC, seq LIMIT ?",
                (vector, self._rows.model, k),
            ).fetchall()
