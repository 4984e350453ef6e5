"""Connections kept for the next caller: one that was lost is replaced at once, and why none is to be had told."""

import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from bot.record.damage import RecordAway
from bot.record.postgres.faults import explained

MOST_IDLE = 8
PATIENCE_SECONDS = 3.0
"""How long a caller waits for a server that restarts, before it is told that it is away."""
PAUSE_SECONDS = 0.25

WRITER_WAITS = "30s"
"""How long a writer waits for its turn, as with SQLite."""

Connection = psycopg.Connection[Any]


class Pool:
    """Connections to one database, each used by one caller at a time; any thread may call."""

    def __init__(self, place: str, connect: Callable[[], Connection]) -> None:
        """Make connections with ``connect``; ``place`` is told where it fails."""
        self._place = place
        self._connect = connect
        self._idle: list[Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection in no transaction. What is left open in it when the block ends is rolled back.

        Raises:
            RecordAway: none is to be had, or it was lost.
            CommuniqueError: a statement failed.

        """
        connection = self._take()
        try:
            with explained(self._place):
                yield connection
        except BaseException:
            # A statement that failed, or was left half way, may have left anything: nobody else gets it.
            connection.close()
            raise
        self._keep(connection)

    def close(self) -> None:
        """Close what is idle; what is in use is closed when it is given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def __del__(self) -> None:
        self.close()

    def _take(self) -> Connection:
        while True:
            with self._lock:
                if not self._idle:
                    break
                connection = self._idle.pop()
            if not lost(connection):
                return connection
            connection.close()
        return connected(self._place, self._connect)

    def _keep(self, connection: Connection) -> None:
        with self._lock:
            if not self._closed and not connection.closed and len(self._idle) < MOST_IDLE:
                self._idle.append(connection)
                return
        connection.close()


def connected(place: str, connect: Callable[[], Connection]) -> Connection:
    """A new connection by ``connect``; a server that restarts is waited for a little.

    Raises:
        RecordAway: none is to be had.
        CommuniqueError: user, password or database is wrong.

    """
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with explained(place):
                return connect()
        except RecordAway:
            if time.monotonic() > until:
                raise
        time.sleep(PAUSE_SECONDS)


def lost(connection: Connection) -> bool:
    """Whether the other side has closed an idle connection: then something can be read where nothing is due."""
    if connection.closed:
        return True
    ready, _, _ = select.select([connection.fileno()], [], [], 0)
    if not ready:
        return False
    try:
        connection.execute("SELECT 1")
    except psycopg.Error:
        return True
    return False
