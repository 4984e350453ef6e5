"""The whole record copied into another store, row by row: goes on where it was ended, and compares at the end."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import numpy as np
from filelock import Timeout
from numpy.typing import NDArray

from bot.errors import CommuniqueError, UsageError
from bot.record.connection import Connection
from bot.record.database import BUILDING, DELIVERIES, JUDGING, REREADING, Database
from bot.record.migration import scripts
from bot.record.model import BY_ARRIVAL, Table, model_of, tables_of
from bot.record.passages import PassageStore
from bot.record.reservations import ReservationStore
from bot.record.visibility import EVERYTHING
from embeddings.index import VectorIndex
from embeddings.joined import Searchable

AT_ONCE = 2_000
SAMPLE = 20
NEAREST = 10
NEARLY = 1e-5
"""How far two engines' cosines of the same vectors may be apart."""
EXACT, FOUND = 20_000, 0.95
"""Of so many vectors every one is compared; of more an index finds so large a share of the nearest at least."""
OWN = ("schema_script", "transfer", "reservation")
"""Tables that every store has for itself."""
SINGLE = ("record_version", "corrected")
"""Tables of one row, which a new store has too."""

Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Transferred:
    """What was copied: rows by table, whether it went on from an earlier try, vectors whose nearest were compared."""

    rows: dict[str, int]
    resumed: bool
    sampled: int


@dataclass(frozen=True, slots=True)
class _Step:
    """Rows of one table that are copied after one another, by ``key``."""

    name: str
    table: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    where: str = "TRUE"

    def read(self, connection: Connection, after: Sequence[Any] | None) -> list[tuple[Any, ...]]:
        """The next rows; ``after`` is the key of the last one before."""
        key = _listed(self.key)
        beyond = f" AND ({key}) > ({', '.join('?' * len(self.key))})" if after is not None else ""
        query = (
            f'SELECT {_listed(self.columns)} FROM "{self.table}" WHERE {self.where}{beyond} ORDER BY {key} LIMIT ?'
        )
        return connection.execute(query, (*(after or ()), AT_ONCE)).fetchall()

    def key_of(self, row: Sequence[Any]) -> list[Any]:
        """The key of a row."""
        return [row[self.columns.index(name)] for name in self.key]

    def write(self, connection: Connection, rows: list[tuple[Any, ...]]) -> None:
        """Add rows."""
        places = ", ".join("?" * len(self.columns))
        vector = self.columns.index("vector") if "vector" in self.columns else None
        values = [_with_vector(row, vector) for row in rows] if vector is not None else rows
        connection.executemany(f'INSERT INTO "{self.table}" ({_listed(self.columns)}) VALUES ({places})', values)


class Transfer:
    """A record on its way from one store into another, empty one."""

    def __init__(self, source: Database, target: Database, report: Report) -> None:
        """Copy ``source`` into ``target``; ``report`` is told of rows copied and compared, of twice all there are."""
        self._source = source
        self._target = target
        self._report = report
        with model_of(scripts()) as model:
            self._tables = [table for table in tables_of(model) if table.name not in OWN]
        self._steps = list(_steps([table for table in self._tables if table.name not in SINGLE]))
        self._done = 0
        self._total = 0

    def run(self) -> Transferred:
        """Copy everything, or the rest of it, and compare.

        Raises:
            UsageError: the target holds a record, or part of another one; a process uses one of the two.
            CommuniqueError: they are not the same at the end.

        """
        with ExitStack() as stack:
            for database in (self._source, self._target):
                for name in (DELIVERIES, BUILDING, JUDGING, REREADING):
                    try:
                        stack.enter_context(database.lock(name).acquire(timeout=0))
                    except Timeout as error:
                        raise UsageError(
                            f"The record at {database.place} is in use: stop the bots and commands that use it first."
                        ) from error
                if ReservationStore(database).any():
                    raise UsageError(f"Articles are being taken into {database.place}: wait until that is done.")
            resumed = self._begin()
            self._total = 2 * sum(self._rows().values())
            for step in self._steps:
                self._copy(step)
            self._settle()
            self._compare()
            sampled = self._search()
            with self._target.write() as connection:
                connection.execute("DELETE FROM transfer")
            return Transferred(self._rows(), resumed, sampled)

    def _rows(self) -> dict[str, int]:
        with self._source.connect() as connection:
            return {
                table.name: int(connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0])
                for table in self._tables
            }

    def _begin(self) -> bool:
        """Note what is going to be copied; whether it was noted before."""
        with self._target.write() as connection:
            under_way = {row["source"] for row in connection.execute("SELECT source FROM transfer")}
            if under_way == {self._source.place}:
                return True
            if under_way:
                raise UsageError(
                    f"{self._target.place} holds part of {under_way.pop()}: migrate that again, or name an empty one."
                )
            for step in self._steps:
                if connection.execute(f'SELECT 1 FROM "{step.table}" LIMIT 1').fetchone() is not None:
                    raise UsageError(f"{self._target.place} holds a record already: name an empty one.")
            connection.executemany(
                "INSERT INTO transfer (step, source) VALUES (?, ?)",
                [(step.name, self._source.place) for step in self._steps],
            )
        return False

    def _copy(self, step: _Step) -> None:
        with self._target.connect() as connection:
            asked = "SELECT after, copied FROM transfer WHERE step = ?"
            written, copied = connection.execute(asked, (step.name,)).fetchone()
        after = json.loads(written) if written else None
        self._tell(copied, step)
        while True:
            with self._source.connect() as connection:
                connection.row_factory = None
                rows = step.read(connection, after)
            if not rows:
                return
            after = step.key_of(rows[-1])
            with self._target.write() as connection:
                step.write(connection, rows)
                connection.execute(
                    "UPDATE transfer SET after = ?, copied = copied + ? WHERE step = ?",
                    (json.dumps(after), len(rows), step.name),
                )
            self._tell(len(rows), step)

    def _tell(self, rows: int, step: _Step) -> None:
        self._done += rows
        self._report(self._done, self._total, step.table)

    def _settle(self) -> None:
        """Bring over the tables of one row, and from where numbers go on."""
        with self._source.connect() as connection:
            single = {name: connection.execute(f"SELECT number FROM {name}").fetchone()[0] for name in SINGLE}
            numbers = self._source.numbers(connection)
        with self._target.write() as connection:
            for name, number in single.items():
                connection.execute(f"UPDATE {name} SET number = ?", (number,))
            self._target.go_on_from(connection, numbers)

    def _compare(self) -> None:
        for step in self._steps:
            found = [self._digest(database, step) for database in (self._source, self._target)]
            if found[0] != found[1]:
                raise CommuniqueError(
                    f"The rows of {step.table} at {self._target.place} are not those of {self._source.place}, which "
                    "was written to meanwhile or is damaged: `communique check` it, and migrate into an empty one."
                )
            self._tell(found[0][0], step)

    def _digest(self, database: Database, step: _Step) -> tuple[int, str]:
        """How many rows there are, and a hash of all they hold."""
        digest = hashlib.blake2b(digest_size=16)
        count = 0
        after = None
        while True:
            with database.connect() as connection:
                connection.row_factory = None
                rows = step.read(connection, after)
            if not rows:
                return count, digest.hexdigest()
            for row in rows:
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
            count += len(rows)
            after = step.key_of(rows[-1])

    def _search(self) -> int:
        """Search the target for what is nearest to some of the vectors, and compare it with what is; how many."""
        with self._source.connect() as connection:
            models = [row["model"] for row in connection.execute("SELECT DISTINCT model FROM passage")]
        compared = 0
        for model in models:
            passages = PassageStore(self._source, model)
            sample, count = _sample(passages), passages.state().count
            scores, seqs = _searchable(self._target, model, sample.shape[1]).search(sample, NEAREST)
            # Vectors that are equally near may change places.
            near = scores >= _least_near(passages, sample)[:, None] - NEARLY
            share = np.count_nonzero(near & (seqs >= 0)) / (len(sample) * min(NEAREST, count))
            if share < (1.0 if count <= EXACT else FOUND):
                raise CommuniqueError(
                    f"{self._target.place} finds other passages than {self._source.place} does: keep the latter, "
                    "empty the former, and migrate again."
                )
            compared += len(sample)
        return compared


def _steps(tables: Sequence[Table]) -> Iterator[_Step]:
    for table in tables:
        columns, key = (
            (("rowid", *table.columns), ("rowid",)) if table.name in BY_ARRIVAL else (table.columns, table.key)
        )
        if table.name == "article":
            # A copy refers to its original, which is none itself.
            yield _Step("article", table.name, columns, key, "same_as IS NULL")
            yield _Step("copies", table.name, columns, key, "same_as IS NOT NULL")
        else:
            yield _Step(table.name, table.name, columns, key)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _with_vector(row: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    return (*row[:place], np.frombuffer(row[place], dtype=np.float32), *row[place + 1 :])


def _sample(passages: PassageStore) -> NDArray[np.float32]:
    """Some vectors from all over, shape (at most ``SAMPLE``, dimension)."""
    step = max(1, passages.state().count // SAMPLE)
    found: list[NDArray[np.float32]] = []
    before = 0
    for _, vectors in passages.vectors(0):
        found.append(vectors[-before % step :: step])
        before += len(vectors)
    return np.concatenate(found)[:SAMPLE]


def _least_near(passages: PassageStore, sample: NDArray[np.float32]) -> NDArray[np.float32]:
    """How near the last of the nearest passages is to each vector of a sample, every one compared."""
    best = np.zeros((len(sample), 0), np.float32)
    for _, vectors in passages.vectors(0):
        best = np.sort(np.concatenate([best, sample @ vectors.T], axis=1), axis=1)[:, -NEAREST:]
    return best[:, 0]


def _searchable(database: Database, model: str, dimension: int) -> Searchable:
    """The vectors of one model made searchable, as its store does it."""
    own = database.index(model, dimension, EVERYTHING)
    return own or VectorIndex.in_memory(PassageStore(database, model), dimension=dimension)
