"""Questions that wait their turn are encoded together with the one whose turn it is."""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")
"""What a question is encoded as."""

KEPT = 256
"""So many questions are expected, and so many encoded that nobody came for are kept, at most."""


class Lookahead(Generic[T]):
    """What single questions are encoded as, those of expected ones made in advance; safe from any thread.

    A pool of as few threads as cores never has more than a few questions at the encoder at once, however many wait
    for the pool. Told of these by ``expect``, whoever is to be encoded takes others along; and while one thread goes
    on with what is encoded, the next to come encodes the following batch first.

    Args:
        encode: what texts are encoded as, one by one.
        prepare: the text that an expected question will be asked for by.
        at_once: so many are encoded together at most; 1 for an encoder that gains nothing by it: nothing is
            encoded in advance then, and threads encode side by side.

    """

    def __init__(
        self, encode: Callable[[list[str]], Sequence[T]], prepare: Callable[[str], str], at_once: int
    ) -> None:
        self._encode = encode
        self._prepare = prepare
        self._at_once = at_once
        self._expected: deque[str] = deque(maxlen=KEPT)
        self._made: OrderedDict[str, Future[T]] = OrderedDict()
        self._latest: list[str] = []
        self._encoding = 0
        self._lock = threading.Lock()

    def expect(self, question: str) -> None:
        """Note that a question is going to be asked. Takes no time and never waits."""
        if self._at_once > 1:
            self._expected.append(question)

    def __call__(self, text: str) -> T:
        """What ``text`` is encoded as; an error of ``encode`` reaches everybody whose text was in its batch."""
        if self._at_once == 1:
            return self._encode([text])[0]
        with self._lock:
            own = self._made.pop(text, None)
            batch: dict[str, Future[T]] = {}
            if own is None:
                own = batch[text] = Future()
            if batch or self._runs_short():
                self._fill(batch)
            self._encoding += bool(batch)
        if batch:
            self._run(batch)
        return own.result()

    def _runs_short(self) -> bool:
        """Whether the next batch should be made now: nobody is at it, and half of the latest has been called for."""
        left = sum(text in self._made for text in self._latest)
        return not self._encoding and left <= self._at_once // 2

    def _fill(self, batch: dict[str, Future[T]]) -> None:
        """Add what is expected; it is to be called for."""
        while self._expected and len(batch) < self._at_once:
            text = self._prepare(self._expected.popleft())
            if text not in batch and text not in self._made:
                batch[text] = self._made[text] = Future()
        self._latest = list(batch)
        while len(self._made) > KEPT:
            self._made.popitem(last=False)

    def _run(self, batch: dict[str, Future[T]]) -> None:
        try:
            encoded = self._encode(list(batch))
        except BaseException as error:
            for future in batch.values():
                future.set_exception(error)
            if not isinstance(error, Exception):
                raise
        else:
            for future, one in zip(batch.values(), encoded, strict=True):
                future.set_result(one)
        finally:
            with self._lock:
                self._encoding -= 1
