"""The record as one SQLite file, opened the same way everywhere, brought to the current schema by its scripts."""

import json
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import structlog
from filelock import BaseFileLock, FileLock

from bot.errors import CommuniqueError
from bot.record.connection import Connection
from bot.record.damage import (
    RecordUnwritable,
    damaged,
    lost,
    out_of_room,
    refuses_writing,
    says_damaged,
    unopened,
    unwritable,
)
from bot.record.marker import copies_of, is_empty, mark, marker_path, once_held
from bot.record.migration import Script, bring_up, scripts, version_of
from bot.record.privacy import tighten
from bot.record.visibility import Visibility
from embeddings.owned import NEW_FILE, new_file, own_folder

log = structlog.get_logger(__name__)

ABOUT_AN_INDEX = re.compile(r"(row \d+ missing from|wrong # of entries in|non-unique entry in) index \S+")
"""What SQLite says of its own look-up tables, which it can make again."""


class SqliteEngine:
    """The store's file (see ``bot.record.engine``). Connections are short-lived and per call.

    The write-ahead log with ``synchronous=FULL`` is what the delivery protocol relies on: a committed claim
    survives a power cut. Where the folder cannot be written, or its disk is full, the record is read as it is:
    ``read_only`` is then true, and writing raises ``RecordUnwritable``.
    """

    def __init__(self, path: Path, schema: list[Script] | None = None) -> None:
        """Open or create the file at ``path`` and apply the scripts of ``schema`` it has not seen.

        Raises:
            RecordLost: the file is gone or empty, and there was a record.
            CommuniqueError: the file is not a usable SQLite database, or one of a later release.

        """
        self.path = path
        self.place = str(path)
        self.read_only = False
        self._schema = schema or scripts()
        self._jotter: sqlite3.Connection | None = None
        self._jotting = threading.Lock()
        self._refusal: Exception | None = None
        held = once_held(path)
        if held is not None and is_empty(path):
            raise lost(path, held, copies_of(path))
        try:
            self._open_for_writing()
        except RecordUnwritable as error:
            self._open_for_reading(error.__cause__ or error)
        except (OSError, sqlite3.OperationalError) as error:
            self._open_for_reading(error)
        except sqlite3.DatabaseError as error:
            raise damaged(path, error) from error
        self._marked = marker_path(path).exists()
        # The last connection that closes moves the write-ahead log into the file and waits for the disk: 20 ms a
        # question, were there none that stays.
        self._open = self._connection(check_same_thread=False)
        self._open.execute("SELECT count(*) FROM sqlite_schema").fetchone()

    def _open_for_writing(self) -> None:
        own_folder(self.path.parent)
        # Two processes that start at once must not both make the same tables.
        with FileLock(self.path.with_name("opening.lock"), mode=NEW_FILE):
            if not self.path.exists():
                # Never where it is there: to open and close it lets go the locks that this process has on it
                # (sqlite.org/howtocorrupt.html, 2.2).
                new_file(self.path)
            tighten(self.path.parent)
            with self.connect() as connection:
                connection.execute("PRAGMA journal_mode=WAL")
                bring_up(connection, self.path, self._schema)
                mark(self.path, connection)

    def _open_for_reading(self, error: BaseException) -> None:
        assert isinstance(error, Exception)
        if not refuses_writing(error) or is_empty(self.path):
            raise unopened(self.path, error) from error
        self.read_only = True
        self._refusal = error
        try:
            with self.connect() as connection:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
        except (sqlite3.OperationalError, RecordUnwritable) as second:
            raise unopened(self.path, error) from second
        target = version_of([name for name, _ in self._schema])
        if version != target:
            raise CommuniqueError(
                f"The record at {self.path} has schema {version} and is to be brought to {target}, which cannot be "
                f"written: make the folder {self.path.parent} writable, with room on its disk."
            ) from error
        reason = "its disk is full" if out_of_room(error) else "its folder cannot be written"
        log.warning("the record is read as it is and nothing is kept until the next start", reason=reason)

    def _connection(self, *, check_same_thread: bool = True) -> sqlite3.Connection:
        name: str | Path = self.path
        if self.read_only:
            log_file = self.path.with_name(f"{self.path.name}-wal")
            # Without a log there is nothing to be told of by others, and no file to be made for it.
            alone = not log_file.exists() or log_file.stat().st_size == 0
            name = f"{self.path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
        return sqlite3.connect(
            name, timeout=30, isolation_level=None, check_same_thread=check_same_thread, uri=self.read_only
        )

    def lasting(self) -> sqlite3.Connection:
        """A connection to read by that stays open; any thread may use it, one at a time."""
        return self._connection(check_same_thread=False)

    @contextmanager
    def connect(self) -> Iterator[sqlite3.Connection]:
        """A connection in one transaction: committed when the block ends, rolled back when it raises.

        Raises:
            RecordDamaged: the file turns out to be damaged.
            RecordUnwritable: something was to be written and cannot be.

        """
        connection = self._connection()
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        try:
            yield connection
            if connection.in_transaction:
                connection.commit()
        except BaseException as error:
            if connection.in_transaction:
                connection.rollback()
            self._explain(error)
            raise
        finally:
            connection.close()

    @contextmanager
    def moment(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the record as it is at the first statement, whatever is written meanwhile."""
        with self.connect() as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A connection whose transaction takes the write lock at once, so a read cannot go stale before its write.

        Raises:
            RecordDamaged: the file turns out to be damaged.
            RecordUnwritable: it cannot be written.

        """
        self.must_be_writable()
        with self.connect() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            if not self._marked:
                connection.commit()
                mark(self.path, connection)
                self._marked = marker_path(self.path).exists()

    def take(self) -> AbstractContextManager[sqlite3.Connection]:
        """The same as ``write``: here writers go one after the other, whatever they write."""
        return self.write()

    @contextmanager
    def jot(self) -> Iterator[sqlite3.Connection]:
        """One small write on a connection that stays open, a caller at a time; committed when the block ends.

        It does not wait for the disk: a power cut may cost the last ones, never the file. For what is written with
        every question.

        Raises:
            RecordDamaged: the file turns out to be damaged.
            RecordUnwritable: it cannot be written.

        """
        self.must_be_writable()
        with self._jotting:
            if self._jotter is None:
                self._jotter = self._connection(check_same_thread=False)
                self._jotter.execute("PRAGMA foreign_keys=ON")
                self._jotter.execute("PRAGMA synchronous=NORMAL")
            try:
                self._jotter.execute("BEGIN IMMEDIATE")
                yield self._jotter
                self._jotter.commit()
            except BaseException as error:
                if self._jotter.in_transaction:
                    self._jotter.rollback()
                self._explain(error)
                raise

    def must_be_writable(self) -> None:
        """Refuse where nothing can be written.

        Raises:
            RecordUnwritable: it cannot.

        """
        if self.read_only:
            raise unwritable(self.path, self._refusal)

    def lock(self, name: str) -> BaseFileLock:
        """A lock that one process at a time has; a file beside the record."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(self.path.with_name(f"{name}.lock"), mode=NEW_FILE, thread_local=False)

    def incarnation(self, connection: Connection) -> int:
        """A number that is another one when the whole record was replaced by a backup."""
        return int(connection.execute("SELECT schema_version FROM pragma_schema_version").fetchone()[0])

    def numbers(self, connection: Connection) -> dict[str, int]:
        """The highest number that each table has given to a row, also to one that is gone."""
        return dict(map(tuple, connection.execute("SELECT name, seq FROM sqlite_sequence")))

    def go_on_from(self, connection: Connection, numbers: dict[str, int]) -> None:
        """Give new rows higher numbers than these; than those of the rows that are there SQLite does by itself."""
        query = "SELECT name FROM sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%'"
        for (table,) in connection.execute(query).fetchall():
            highest = max(self.numbers(connection).get(table, 0), numbers.get(table, 0))
            if highest:
                connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
                connection.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, highest))

    def size(self) -> int:
        """How many bytes the file takes, with its write-ahead log."""
        files = (self.path, self.path.with_name(f"{self.path.name}-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def faults(self) -> list[str]:
        """What SQLite finds wrong with its pages; its look-up tables are made again.

        Raises:
            RecordDamaged: too much is wrong to look further.

        """
        with self.connect() as connection:
            found = _integrity(connection)
            if found and all(ABOUT_AN_INDEX.match(line) for line in found) and not self.read_only:
                connection.execute("REINDEX")
                found = _integrity(connection)
        return found

    def dangling(self, connection: Connection) -> set[tuple[str, int]]:
        """Rows that refer to something that is gone, by table and ``rowid``."""
        return {(row[0], row[1]) for row in connection.execute("PRAGMA foreign_key_check")}

    def index(self, model: str, dimension: int, sees: Visibility) -> None:
        """None: the vectors are searched by an index that is derived from them."""

    def close(self) -> None:
        """Close what stays open."""
        for connection in (self._open, self._jotter):
            if connection is not None:
                connection.close()

    def _explain(self, error: BaseException) -> None:
        """Raise in place of an error of SQLite the one that people are told, where it is the file's fault."""
        if says_damaged(error) or isinstance(error, json.JSONDecodeError):
            assert isinstance(error, Exception)
            raise damaged(self.path, error) from error
        if isinstance(error, sqlite3.OperationalError) and refuses_writing(error):
            raise unwritable(self.path, error) from error


def _integrity(connection: sqlite3.Connection) -> list[str]:
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found
