"""The passages of the record and their vectors: the truth the FAISS index is derived from."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.record.damage import damaged
from bot.record.database import Database
from bot.record.visibility import EVERYTHING, Visibility
from embeddings.article_words import StoredPassage
from embeddings.vector_source import SourceState

BLOCK = 4096


class _Counted(NamedTuple):
    """How many passages there are, the highest number among them, and that of the last deletion of any."""

    number: int
    newest: int
    tombstone: int


_NOTHING = _Counted(0, 0, -1)


class PassageStore:
    """Passages embedded by one model, as the index's ``VectorSource``."""

    def __init__(self, database: Database, model: str, sees: Visibility = EVERYTHING) -> None:
        """Read the passages of ``database`` that ``model`` embedded, of the articles that ``sees`` lets through."""
        self._database = database
        self._model = model
        self._where = f"model = ? AND {sees.of_rows}" if sees != EVERYTHING else "model = ?"
        # No index knows what is put together: the store goes on from the number, and gathers nothing each time.
        self._each = f"model || '' = ? AND {sees.of_each('passage')}" if sees != EVERYTHING else "model || '' = ?"
        self._counted = _NOTHING

    def all(self) -> list[StoredPassage]:
        """Every passage, by number."""
        with self._database.connect() as connection:
            rows = connection.execute(
                f'SELECT seq, article, kind, start, "end", paragraph FROM passage WHERE {self._where} ORDER BY seq',
                (self._model,),
            )
            return [StoredPassage(*row) for row in rows]

    def state(self) -> SourceState:
        """What the store holds now. Where none has gone since the last time, only what was added is counted."""
        with self._database.moment() as connection:
            tombstone, gone = connection.execute(
                "SELECT coalesce(max(number), 0), coalesce(max(seq), 0) FROM tombstone"
            ).fetchone()
            known = self._counted
            known = known if known.tombstone == tombstone else _NOTHING
            where = self._where if known is _NOTHING else self._each
            count, newest = connection.execute(
                f"SELECT count(*), coalesce(max(seq), 0) FROM passage WHERE {where} AND seq > ?",
                (self._model, known.newest),
            ).fetchone()
        self._counted = now = _Counted(known.number + count, max(newest, known.newest), tombstone)
        # An index may have read the newest passages before they went.
        return SourceState(now.number, max(now.newest, gone), tombstone, self._model)

    def vectors(self, after_seq: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Rows above ``after_seq`` in blocks: numbers (n,) and vectors (n, dimension).

        Raises:
            RecordDamaged: vectors of one model have several lengths.

        """
        while True:
            with self._database.connect() as connection:
                rows = connection.execute(
                    f"SELECT seq, vector FROM passage WHERE {self._each} AND seq > ? ORDER BY seq LIMIT ?",
                    (self._model, after_seq, BLOCK),
                ).fetchall()
            if not rows:
                return
            after_seq = rows[-1]["seq"]
            if len({len(row["vector"]) for row in rows}) > 1:
                raise damaged(self._database.path, ValueError("vectors of several lengths"))
            vectors = np.frombuffer(b"".join(row["vector"] for row in rows), dtype=np.float32)
            yield np.array([row["seq"] for row in rows], dtype=np.int64), vectors.reshape(len(rows), -1)

    def removed(self, after_tombstone: int) -> Sequence[int]:
        """Numbers of the rows deleted after that deletion."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT seq FROM tombstone WHERE number > ? ORDER BY number", (after_tombstone,)
            )
            return [row["seq"] for row in rows]
