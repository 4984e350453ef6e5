"""One SQLite file, opened the same way everywhere, brought to the current schema by numbered scripts."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from filelock import FileLock

from bot.errors import CommuniqueError, way_out


class Database:
    """The store's file. Connections are short-lived and per call, so any thread may use it.

    The write-ahead log with ``synchronous=FULL`` is what the delivery protocol relies on: a committed claim
    survives a power cut.
    """

    def __init__(self, path: Path) -> None:
        """Open or create the file at ``path`` and apply the schema scripts it has not seen.

        Raises:
            CommuniqueError: the file is not a usable SQLite database.

        """
        self.path = path
        self._jotter: sqlite3.Connection | None = None
        self._jotting = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Two processes that start at once must not both make the same tables.
            with FileLock(path.with_name("opening.lock")), self.connect() as connection:
                connection.execute("PRAGMA journal_mode=WAL")
                # A script that makes a table anew drops the old one: what refers to its rows must not go with them.
                connection.execute("PRAGMA foreign_keys=OFF")
                self._migrate(connection)
        except (OSError, sqlite3.OperationalError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            writable = f"make the folder {path.parent} writable, or set COMMUNIQUE_RECORD__DATA to one that is"
            raise CommuniqueError(
                f"The record at {path} cannot be opened for writing ({reason}): {way_out(error) or writable}."
            ) from error
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error
        # The last connection that closes moves the write-ahead log into the file and waits for the disk: 20 ms a
        # question, were there none that stays.
        self._open = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._open.execute("SELECT count(*) FROM sqlite_schema").fetchone()

    def _damaged(self, error: sqlite3.DatabaseError) -> CommuniqueError:
        return CommuniqueError(
            f"The record at {self.path} is damaged ({error}): move the file away and run the command again "
            "to rebuild it from seeds/, or restore a backup."
        )

    @contextmanager
    def connect(self) -> Iterator[sqlite3.Connection]:
        """A connection in one transaction: committed when the block ends, rolled back when it raises.

        Raises:
            CommuniqueError: the file turns out to be damaged.

        """
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
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
            # SQLite's own class alone, none of its children: the pages are not what they should be.
            if type(error) is sqlite3.DatabaseError:
                raise self._damaged(error) from error
            raise
        finally:
            connection.close()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A connection whose transaction takes the write lock at once, so a read cannot go stale before its write."""
        with self.connect() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def jot(self) -> Iterator[sqlite3.Connection]:
        """One small write on a connection that stays open, a caller at a time; committed when the block ends.

        It does not wait for the disk: a power cut may cost the last ones, never the file. For what is written with
        every question.

        Raises:
            CommuniqueError: the file turns out to be damaged.

        """
        with self._jotting:
            if self._jotter is None:
                self._jotter = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
                self._jotter.execute("PRAGMA foreign_keys=ON")
                self._jotter.execute("PRAGMA synchronous=NORMAL")
            try:
                self._jotter.execute("BEGIN IMMEDIATE")
                yield self._jotter
                self._jotter.commit()
            except BaseException as error:
                if self._jotter.in_transaction:
                    self._jotter.rollback()
                if type(error) is sqlite3.DatabaseError:
                    raise self._damaged(error) from error
                raise

    def _migrate(self, connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE IF NOT EXISTS schema_script (name TEXT PRIMARY KEY) STRICT")
        done = {row["name"] for row in connection.execute("SELECT name FROM schema_script")}
        scripts = sorted(
            (
                item
                for item in resources.files("bot.record").joinpath("schema").iterdir()
                if item.name.endswith(".sql")
            ),
            key=lambda s: s.name,
        )
        for script in scripts:
            if script.name not in done:
                # One transaction a script: a crash in mid-script leaves the file as it was.
                connection.executescript(
                    f"BEGIN IMMEDIATE;\n{script.read_text(encoding='utf-8')}\n"
                    f"INSERT OR IGNORE INTO schema_script VALUES ('{script.name}');\nCOMMIT;"
                )
