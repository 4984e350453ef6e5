"""The record in one PostgreSQL database with pgvector; several processes, on several machines, may use it at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import structlog

from bot.errors import CommuniqueError
from bot.record.connection import Connection, Cursor, Values
from bot.record.damage import RecordUnwritable
from bot.record.migration import Script, scripts
from bot.record.postgres.address import Address
from bot.record.postgres.connection import PostgresConnection, prepare
from bot.record.postgres.faults import explained
from bot.record.postgres.index import PgvectorIndex, Rows
from bot.record.postgres.lock import AdvisoryLock, number_of
from bot.record.postgres.pool import WRITER_WAITS, Pool, connected
from bot.record.postgres.schema import bring_up_database
from bot.record.visibility import Visibility

log = structlog.get_logger(__name__)

OLDEST_SERVER = 16
OLDEST_PGVECTOR = (0, 8)
WRITING = number_of("writing")

NUMBERED = (
    "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name) "
    "FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'"
)
"""Tables whose rows are numbered, by which column and out of which sequence."""


class PostgresEngine:
    """``bot.record.engine.Engine``. Every call takes a connection of its own, so any thread may make it.

    Writers go one after the other, as with SQLite, whichever process they are of: numbers then grow with each commit,
    and what was read in a transaction still holds when it writes. A committed write is on the server's disk.
    """

    def __init__(self, url: str, schema: list[Script] | None = None, index_method: str = "hnsw") -> None:
        """Open the database at ``url`` and bring it to ``schema``; many vectors get an index of ``index_method``.

        Raises:
            ConfigurationError: the address, the user or the password is wrong.
            RecordAway: it cannot be reached.
            CommuniqueError: server or pgvector is too old or missing, or it holds something else.

        """
        self._address = Address.of(url)
        self.place = self._address.place
        self._method = index_method
        self.read_only = False
        with connected(self.place, self._plain) as connection, explained(self.place):
            self._check(connection)
            with connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s::bigint)", (number_of("opening"),))
                if not self.read_only:
                    self._extend(connection)
                    bring_up_database(connection, self.place, schema or scripts())
        self._pool = Pool(self.place, self._connected)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection that commits statement by statement."""
        with self._pool.connection() as connection:
            yield PostgresConnection(connection)

    @contextmanager
    def moment(self) -> Iterator[Connection]:
        """A connection that sees the record as it is at the first statement."""
        with self._pool.connection() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield PostgresConnection(connection)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in one transaction, a writer at a time."""
        self.must_be_writable()
        with self._pool.connection() as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s::bigint)", (WRITING,))
            yield PostgresConnection(connection)

    @contextmanager
    def take(self) -> Iterator[Connection]:
        """A connection in one transaction, beside other writers; on the server's disk when it is committed."""
        self.must_be_writable()
        with self._pool.connection() as connection, connection.transaction():
            yield PostgresConnection(connection)

    @contextmanager
    def jot(self) -> Iterator[Connection]:
        """One small write beside the others, which does not wait for the disk."""
        self.must_be_writable()
        with self._pool.connection() as connection, connection.transaction():
            connection.execute("SET LOCAL synchronous_commit = off")
            yield PostgresConnection(connection)

    def lasting(self) -> "Lasting":
        """Something to read by that stays open."""
        return Lasting(self)

    def must_be_writable(self) -> None:
        """Refuse where nothing can be written.

        Raises:
            RecordUnwritable: it cannot.

        """
        if self.read_only:
            raise RecordUnwritable(
                f"The record at {self.place} cannot be written: that server is for reading only; name its primary."
            )

    def lock(self, name: str) -> AdvisoryLock:
        """A lock that one process at a time has, wherever it runs."""
        return AdvisoryLock(self.place, name, self._plain)

    def incarnation(self, connection: Connection) -> int:
        """The number of a table, which is another one when the whole record was restored."""
        return int(connection.execute("SELECT 'record_version'::regclass::oid::bigint").fetchone()[0])

    def numbers(self, connection: Connection) -> dict[str, int]:
        """The highest number that each table has given to a row, also to one that is gone."""
        found = {}
        for table, _, sequence in connection.execute(NUMBERED).fetchall():
            value, begun = connection.execute(f"SELECT last_value, is_called FROM {sequence}").fetchone()
            found[table] = int(value) if begun else 0
        return found

    def go_on_from(self, connection: Connection, numbers: dict[str, int]) -> None:
        """Give new rows higher numbers than these, and than those of the rows that are there."""
        for table, column, sequence in connection.execute(NUMBERED).fetchall():
            (held,) = connection.execute(f'SELECT coalesce(max("{column}"), 0) FROM "{table}"').fetchone()
            highest = max(int(held), numbers.get(table, 0))
            connection.execute("SELECT setval(?::regclass, ?, ?::int2 = 1)", (sequence, max(1, highest), highest > 0))

    def size(self) -> int:
        """How many bytes the database takes, its indexes included."""
        with self.connect() as connection:
            return int(connection.execute("SELECT pg_database_size(current_database())").fetchone()[0])

    def faults(self) -> list[str]:
        """Nothing: the server looks after its own pages."""
        return []

    def dangling(self, connection: Connection) -> set[tuple[str, int]]:
        """Nothing: the server lets no row refer to what is not there."""
        return set()

    def index(self, model: str, dimension: int, sees: Visibility) -> PgvectorIndex:
        """The vectors, searched where they are."""
        index = PgvectorIndex(self, Rows(model, dimension, sees), method=self._method)
        if not self.read_only:
            index.build(self.lock("index"))
        return index

    def close(self) -> None:
        """Close what stays open."""
        self._pool.close()

    def _plain(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self._address.conninfo, autocommit=True)

    def _connected(self) -> psycopg.Connection[Any]:
        connection = self._plain()
        try:
            prepare(connection)
            connection.execute("SELECT set_config('lock_timeout', %s, false)", (WRITER_WAITS,))
        except BaseException:
            connection.close()
            raise
        return connection

    def _check(self, connection: psycopg.Connection[Any]) -> None:
        version = connection.info.server_version // 10_000
        if version < OLDEST_SERVER:
            raise CommuniqueError(
                f"The record at {self.place} is on PostgreSQL {version}: {OLDEST_SERVER} or later is needed."
            )
        row = connection.execute("SHOW transaction_read_only").fetchone()
        self.read_only = row is not None and row[0] == "on"
        if self.read_only:
            log.warning("the record is read as it is and nothing is kept until the next start", place=self.place)

    def _extend(self, connection: psycopg.Connection[Any]) -> None:
        """See to it that pgvector is there, and new enough."""
        wanted = ".".join(map(str, OLDEST_PGVECTOR))
        asked = "SELECT extversion FROM pg_extension WHERE extname = 'vector'"
        row = connection.execute(asked).fetchone()
        if row is None:
            try:
                with connection.transaction():
                    connection.execute("CREATE EXTENSION vector")
            except psycopg.OperationalError:
                raise
            except psycopg.Error as error:
                raise CommuniqueError(
                    f"The database at {self.place} lacks pgvector: install pgvector {wanted} or later on its server "
                    "and have an administrator run CREATE EXTENSION vector there."
                ) from error
            row = connection.execute(asked).fetchone()
        version = str(row[0]) if row else "0"
        if tuple(map(int, version.split(".")[:2])) < OLDEST_PGVECTOR:
            raise CommuniqueError(
                f"The database at {self.place} has pgvector {version}: {wanted} or later is needed; once installed "
                "run ALTER EXTENSION vector UPDATE there."
            )


class Lasting:
    """A statement at a time, each on a connection of its own: one that stayed open could be lost meanwhile."""

    def __init__(self, engine: PostgresEngine) -> None:
        """Ask ``engine``."""
        self._engine = engine

    def execute(self, sql: str, parameters: Values = (), /) -> Cursor:
        """Run one statement; what it gave is all read."""
        with self._engine.connect() as connection:
            return connection.execute(sql, parameters)
