"""The record's database: one SQLite file, or PostgreSQL where an address is given; the rooms above see neither."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.errors import CommuniqueError, ConfigurationError, UsageError
from bot.record.connection import Connection
from bot.record.engine import Engine, Lock
from bot.record.leases import LEASE, Leases
from bot.record.marker import marker_path
from bot.record.migration import Script
from bot.record.sqlite import SqliteEngine
from bot.record.visibility import Visibility
from bot.settings import Settings
from embeddings.joined import Searchable
from embeddings.owned import own_folder

BUILDING = "building"
"""The lock of whoever builds the record, checks it, or embeds it again: one at a time."""
REREADING = "rereading"
"""The lock of whoever reads articles again: one is enough."""


JUDGING = "judging"
"""The lock of whoever asks the judge about articles that wait: one is enough."""
DELIVERIES = "deliveries"
"""The lock of whoever plans editions: one bot at a time."""


class Database:
    """The store. Connections are per call, so any thread may use it; a committed write survives a power cut.

    ``path`` is the record's file, or where it would stand: its folder holds what belongs to this machine.
    """

    def __init__(
        self,
        path: Path,
        schema: list[Script] | None = None,
        *,
        url: str | None = None,
        index_method: str = "hnsw",
        whole: bool = True,
        lease: timedelta = LEASE,
    ) -> None:
        """Open or create the store and apply the scripts of ``schema`` it has not seen.

        One that a migration has filled in part is opened only where it need not be ``whole``. What this process takes
        in hand it has for ``lease``.

        Raises:
            RecordLost: the file is gone or empty, and there was a record.
            RecordAway: PostgreSQL cannot be reached.
            CommuniqueError: it is not a usable store, or one of a later release.

        """
        self.path = path
        self.leases = Leases.of_process(lease)
        self._engine = engine_of(path, schema, url, index_method)
        if whole and schema is None:
            self._refuse_part()

    def _refuse_part(self) -> None:
        with self.connect() as connection:
            row = connection.execute("SELECT source FROM transfer LIMIT 1").fetchone()
        if row is not None:
            self.close()
            raise CommuniqueError(
                f"The record at {self.place} is half of {row['source']}: run `communique migrate` from there again, "
                "which goes on with it."
            )

    @property
    def place(self) -> str:
        """Where the record is, as people are told: the file, or the address without its password."""
        return self._engine.place

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written until the next start; writing raises ``RecordUnwritable``."""
        return self._engine.read_only

    def connect(self) -> AbstractContextManager[Connection]:
        """A connection to read by.

        Raises:
            RecordDamaged: the store turns out to be damaged.
            RecordAway: it cannot be reached.
            RecordUnwritable: something was to be written and cannot be.

        """
        return self._engine.connect()

    def moment(self) -> AbstractContextManager[Connection]:
        """A connection that sees the record as it is at the first statement, whatever is written meanwhile."""
        return self._engine.moment()

    @contextmanager
    def write(self, within: Connection | None = None) -> Iterator[Connection]:
        """A connection in one transaction, a writer at a time: committed when the block ends, or nothing of it.

        ``within`` is the connection of a transaction that is open already: it is given back, and ends with its own.

        Raises:
            RecordDamaged: the store turns out to be damaged.
            RecordAway: it cannot be reached.
            RecordUnwritable: it cannot be written.

        """
        if within is not None:
            yield within
            return
        with self._engine.write() as connection:
            yield connection

    def take(self) -> AbstractContextManager[Connection]:
        """A connection in one transaction, beside other writers, for rows that are taken one by one.

        Raises what ``write`` raises.
        """
        return self._engine.take()

    def jot(self) -> AbstractContextManager[Connection]:
        """One small write that does not wait for the disk: a power cut may cost the last ones, never the store.

        For what is written with every question. Raises what ``write`` raises.
        """
        return self._engine.jot()

    def lasting(self) -> Any:  # noqa: ANN401 - of execute(...) and what it fetches
        """Something to read by that stays open; any thread may use it, one at a time."""
        return self._engine.lasting()

    def must_be_writable(self) -> None:
        """Refuse where nothing can be written.

        Raises:
            RecordUnwritable: it cannot.

        """
        self._engine.must_be_writable()

    def lock(self, name: str) -> Lock:
        """A lock that one process at a time has, among all that use this record."""
        return self._engine.lock(name)

    def incarnation(self, connection: Connection) -> int:
        """A number that is another one when the whole record was replaced by a backup."""
        return self._engine.incarnation(connection)

    def numbers(self, connection: Connection) -> dict[str, int]:
        """The highest number that each table has given to a row, also to one that is gone."""
        return self._engine.numbers(connection)

    def go_on_from(self, connection: Connection, numbers: dict[str, int]) -> None:
        """Give new rows higher numbers than these, and than those of the rows that are there."""
        self._engine.go_on_from(connection, numbers)

    def size(self) -> int:
        """How many bytes the store takes."""
        return self._engine.size()

    def faults(self) -> list[str]:
        """What is wrong with the store itself, below its tables; empty where nothing is."""
        return self._engine.faults()

    def dangling(self, connection: Connection) -> set[tuple[str, int]]:
        """Rows that refer to something that is gone, by table and ``rowid``."""
        return self._engine.dangling(connection)

    def index(self, model: str, dimension: int, sees: Visibility) -> Searchable | None:
        """The store's own index of the vectors of ``model``; None where one is to be derived from them."""
        return self._engine.index(model, dimension, sees)

    def close(self) -> None:
        """Close what stays open."""
        self._engine.close()


def open_database(settings: Settings) -> Database:
    """The record that the settings name.

    Raises:
        CommuniqueError: as ``Database``.

    """
    record = settings.record
    return Database(
        settings.record_file,
        url=record.url,
        index_method=record.index_method,
        lease=timedelta(seconds=record.lease_seconds),
    )


def place_of(settings: Settings) -> str:
    """Where the record is, as people are told, without opening it."""
    if settings.record.url is None:
        return str(settings.record_file)
    from bot.record.postgres.address import Address

    return Address.of(settings.record.url).place


def begun(settings: Settings) -> bool:
    """Whether there is a record, or was one."""
    return settings.record.url is not None or any(
        path.exists() for path in (settings.record_file, marker_path(settings.record_file))
    )


def file_of(settings: Settings, instead: str) -> Path:
    """The record's file, for what is done with files alone.

    Raises:
        UsageError: the record is no file; ``instead`` says what does the same for a database.

    """
    if settings.record.url is not None:
        raise UsageError(f"The record is in a database of PostgreSQL, not in a file: {instead}.")
    return settings.record_file


def engine_of(path: Path, schema: list[Script] | None, url: str | None, index_method: str) -> Engine:
    """What the record runs on.

    Raises:
        ConfigurationError: PostgreSQL is asked for, and the extra ``postgres`` is not installed.

    """
    if url is None:
        return SqliteEngine(path, schema)
    try:
        from bot.record.postgres.engine import PostgresEngine  # its libraries are an extra
    except ImportError as error:
        raise ConfigurationError(
            "The key url in [record] names a database of PostgreSQL: `pip install -c constraints.txt -e .[postgres]`."
        ) from error
    try:
        own_folder(path.parent)
    except OSError as error:
        raise CommuniqueError(
            f"The folder {path.parent} for models and caches cannot be made ({error.strerror}): set "
            "COMMUNIQUE_RECORD__DATA to one that can."
        ) from error
    return PostgresEngine(url, schema, index_method)
