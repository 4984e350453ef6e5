"""A lock among all processes that use one database: held by a connection, it ends with its process."""

import hashlib
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import psycopg
from filelock import Timeout

from bot.record.postgres.faults import explained

POLL_SECONDS = 0.1


class AdvisoryLock:
    """``bot.record.engine.Lock`` by an advisory lock of PostgreSQL. Where its connection is lost, so is the lock."""

    def __init__(self, place: str, name: str, connect: Callable[[], psycopg.Connection[Any]]) -> None:
        """Lock ``name`` in the database that ``connect`` connects to."""
        self._place = place
        self._name = name
        self._connect = connect
        self._connection: psycopg.Connection[Any] | None = None
        self._guard = threading.Lock()

    @property
    def is_locked(self) -> bool:
        """Whether this process has it, asked of the server. Blocks."""
        with self._guard:
            return self._has_it()

    def acquire(self, timeout: float | None = None) -> Self:
        """Take it, waiting for at most ``timeout`` seconds (None: for as long as it takes).

        Raises:
            Timeout: another process has it.
            RecordAway: the database cannot be reached.

        """
        until = None if timeout is None else time.monotonic() + timeout
        with self._guard:
            if self._has_it():
                return self
            with explained(self._place):
                connection = self._connect()
                while not _taken(connection, self._name):
                    if until is not None and time.monotonic() >= until:
                        connection.close()
                        raise Timeout(self._name)
                    time.sleep(POLL_SECONDS)
            self._connection = connection
        return self

    def release(self, force: bool = False) -> None:
        """Let it go."""
        with self._guard:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _has_it(self) -> bool:
        if self._connection is None:
            return False
        try:
            self._connection.execute("SELECT 1")
        except psycopg.Error:
            self._connection.close()
            self._connection = None
        return self._connection is not None

    def __enter__(self) -> Self:
        return self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def __del__(self) -> None:
        self.release()

    def __str__(self) -> str:
        return f"{self._name} in {self._place}"


def number_of(name: str) -> int:
    """The number that a lock has in PostgreSQL: 64 bits, with a sign."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)


def _taken(connection: psycopg.Connection[Any], name: str) -> bool:
    row = connection.execute("SELECT pg_try_advisory_lock(%s::bigint)", (number_of(name),)).fetchone()
    return row is not None and bool(row[0])
