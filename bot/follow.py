"""What a long-running bot answers with follows the record: another process may ingest while it runs."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any

EVERY_SECONDS = 5.0
"""How often at most the store is asked whether the record has changed."""


class Following:
    """Stands in for a part of the application that is a snapshot of the record, and is always the current one.

    Every attribute is that of ``current()``; before it is looked up, and at most every few seconds, ``version()`` is
    compared with what it was, and ``refresh()`` called where it differs. Safe from many threads.
    """

    def __init__(
        self,
        current: Callable[[], Any],
        version: Callable[[], Hashable],
        refresh: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Follow what ``current`` gives."""
        self._current = current
        self._version_of = version
        self._refresh = refresh
        self._clock = clock
        self._lock = threading.Lock()
        self._seen = version()
        self._asked = clock()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the part has
        """Return the attribute of the part as it is now."""
        with self._lock:
            now = self._clock()
            if now - self._asked >= EVERY_SECONDS:
                self._asked = now
                version = self._version_of()
                if version != self._seen:
                    self._seen = version
                    self._refresh()
            return getattr(self._current(), name)
