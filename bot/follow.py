"""What a long-running bot answers with follows the record: made anew aside when it changes, then swapped."""

import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

import structlog

from bot.record.damage import RecordAway

log = structlog.get_logger(__name__)

EVERY_SECONDS = 5.0
"""How often at most the store is asked whether the record has changed."""
RETRY_SECONDS = 30.0
"""How long to wait after a failure."""
REST = 4.0
"""After making anew it rests so many times as long as that took: while much changes, questions have the processor."""
MOST = 8
"""Servers' snapshots held beside the shared one; of others the next question waits."""
SWITCH_SECONDS = 0.0005
"""While something is made beside questions, threads take turns this often: a question asks for its turn some ten
times, and by default (5 ms) would wait longer for them than it works."""

Made = TypeVar("Made")
Key = int | None


class Following(Generic[Made]):
    """Holds what was made of the record for each key (None: the shared record). Safe from many threads.

    ``get`` returns at once what there is, and makes only what there is not yet. Where ``look`` finds that the record
    has changed, what is in use is made anew on a thread of its own and swapped in when it is whole; what nobody asked
    for since the last time is let go.
    """

    def __init__(
        self,
        make: Callable[[Key], Made],
        version: Callable[[], Hashable],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Hold what ``make`` makes as long as ``version`` stays what it was."""
        self._make = make
        self._version = version
        self._clock = clock
        self._held: OrderedDict[Key, tuple[Hashable, Made]] = OrderedDict()
        self._used: set[Key] = set()
        self._lock = threading.Lock()
        self._first = threading.RLock()
        self._next = clock() + EVERY_SECONDS
        self._thread: threading.Thread | None = None
        self._watch: threading.Thread | None = None
        self._end = threading.Event()

    def get(self, key: Key = None) -> Made:
        """What was made for a key."""
        found = self._find(key)
        if found is None:
            with self._first:
                found = self._find(key) or self._put(key, self._version(), self._make(key))
        return found

    def held(self, key: Key = None) -> Made | None:
        """The same if it is there, else None: nothing is made for it."""
        return self._find(key)

    def look(self) -> bool:
        """Begin to make anew what is out of date; whether anything is being made."""
        with self._lock:
            if self._thread is not None or self._clock() < self._next:
                return self._thread is not None
            self._next = self._clock() + EVERY_SECONDS
            version = self._version()
            if all(seen == version for seen, _ in self._held.values()):
                return False
            thread = threading.Thread(target=self._renew, name="snapshot", daemon=True)
            # Begun before others see it: who waits could not join it otherwise. It waits for this lock itself.
            thread.start()
            self._thread = thread
            return True

    def start(self) -> None:
        """Look from now on, until ``close``."""
        if self._watch is None:
            self._watch = threading.Thread(target=self._look_on, name="following", daemon=True)
            self._watch.start()

    def wait(self) -> None:
        """Return when nothing is being made."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def close(self) -> None:
        """Look no more, and let what is being made be finished."""
        self._end.set()
        if self._watch is not None:
            self._watch.join()
        self.wait()

    def clear(self) -> None:
        """Forget everything made: it is made again when it is asked for."""
        with self._lock:
            self._held.clear()

    def _look_on(self) -> None:
        while not self._end.wait(EVERY_SECONDS):
            try:
                self.look()
            except RecordAway as error:
                log.warning("answers are from before until the record can be reached", reason=str(error))
            except Exception:
                log.exception("the record could not be looked at")

    def _renew(self) -> None:
        begun = self._clock()
        pause = EVERY_SECONDS
        usual = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_SECONDS)
        try:
            with self._lock:
                self._held = OrderedDict((k, v) for k, v in self._held.items() if k is None or k in self._used)
                self._used.clear()
                keys = list(self._held)
            for key in keys:
                version = self._version()
                self._put(key, version, self._make(key))
        except RecordAway as error:
            log.warning("answers are from before until the record can be reached", reason=str(error))
            pause = RETRY_SECONDS
        except Exception:
            log.exception("the record has changed and could not be read anew: answers are from before")
            pause = RETRY_SECONDS
        finally:
            sys.setswitchinterval(usual)
            with self._lock:
                self._next = self._clock() + max(pause, REST * (self._clock() - begun))
                self._thread = None

    def _find(self, key: Key) -> Made | None:
        with self._lock:
            self._used.add(key)
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
            return found[1]

    def _put(self, key: Key, version: Hashable, made: Made) -> Made:
        with self._lock:
            self._held[key] = (version, made)
            servers = [one for one in self._held if one is not None]
            for one in servers[: max(0, len(servers) - MOST)]:
                del self._held[one]
        return made


class Current:
    """Stands in for a part of what is current whenever it is used: every attribute is that of ``current()``."""

    def __init__(self, current: Callable[[], Any]) -> None:
        """Stand for what ``current`` gives."""
        self._current = current

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the part has
        """Return the attribute of the part as it is now."""
        return getattr(self._current(), name)
