"""What keeps one reader, or many at once, from taking the bot down: a cooldown and a queue with an end."""

import asyncio
import os
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

REMEMBERED_READERS = 10_000


class Busy(Exception):
    """More work is waiting than should wait."""


class TooSlow(Exception):
    """The work did not end in time."""


class Closing(Exception):
    """The bot is about to end: what had not begun is not done any more."""


class Workshop:
    """One pool of as many threads as cores for everything that blocks: encoding, search, the store, pictures.

    More threads would only take turns with each other and with the event loop (measured: 2 s of a blocked loop with
    32 threads, under 30 ms with as many as cores).
    """

    def __init__(self, *, max_waiting: int, timeout: float, threads: int | None = None) -> None:
        """Let ``max_waiting`` jobs wait, and give up on one after ``timeout`` seconds (queueing included)."""
        self._pool = ThreadPoolExecutor(threads or os.cpu_count() or 2, thread_name_prefix="work")
        self._max = max_waiting + (threads or os.cpu_count() or 2)
        self._timeout = timeout
        self._inside = 0
        self._closed = False

    @property
    def full(self) -> bool:
        """Whether a question more would be refused."""
        return self._inside >= self._max

    def check_room(self) -> None:
        """Nothing, while there is room.

        Raises:
            Busy: too many are waiting already.
            Closing: the bot is about to end.

        """
        if self._closed:
            raise Closing
        if self.full:
            raise Busy

    async def run(
        self, job: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Run a blocking job in the pool.

        Raises:
            Busy: too many are waiting already.
            TooSlow: it took longer than the time given; a job that has begun ends unseen.
            Closing: the bot is about to end, and the job had not begun.

        """
        self.check_room()
        self._inside += 1
        future = asyncio.get_running_loop().run_in_executor(self._pool, lambda: job(*args, **kwargs))
        future.add_done_callback(self._leave)
        try:
            return await asyncio.wait_for(future, self._timeout)
        except TimeoutError as error:
            raise TooSlow from error
        except asyncio.CancelledError as error:
            # Dropped by ``close``; or whoever waits was cancelled, and that is not to be kept from him.
            task = asyncio.current_task()
            if self._closed and future.cancelled() and not (task and task.cancelling()):
                raise Closing from error
            raise

    def _leave(self, _: object) -> None:
        self._inside -= 1

    def close(self) -> None:
        """Take no more jobs, let running ones end, drop those that wait (``Closing`` for whoever waits for them)."""
        self._closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)


class Cooldown:
    """At most ``rate`` questions in ``per`` seconds for each reader, counted in memory only."""

    def __init__(self, rate: int, per: float = 60.0) -> None:
        """Allow ``rate`` in any ``per`` seconds."""
        self._rate = rate
        self._per = per
        self._asked: OrderedDict[int, deque[float]] = OrderedDict()

    def take(self, reader: int, now: float) -> float:
        """0 and the question is counted, or the seconds until the reader may ask again."""
        asked = self._asked.setdefault(reader, deque())
        self._asked.move_to_end(reader)
        while len(self._asked) > REMEMBERED_READERS:
            self._asked.popitem(last=False)
        while asked and asked[0] <= now - self._per:
            asked.popleft()
        if len(asked) >= self._rate:
            return max(0.1, asked[0] + self._per - now)
        asked.append(now)
        return 0.0

    def forget(self, reader: int) -> None:
        """Drop what is remembered of a reader."""
        self._asked.pop(reader, None)
