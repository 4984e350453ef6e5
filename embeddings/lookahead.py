"""Questions that wait their turn are encoded together with the one whose turn it is."""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future

import numpy as np
from numpy.typing import NDArray

KEPT = 256
"""So many questions are expected, and so many vectors that nobody came for are kept, at most."""


class Lookahead:
    """Vectors of single questions, those of expected ones made in advance; safe from any thread.

    A pool of as few threads as cores never has more than a few questions at the encoder at once, however many wait
    for the pool. Told of these by ``expect``, whoever is to be encoded takes others along; and while one thread goes
    on with what is encoded, the next to come encodes the following batch first.

    Args:
        encode: vectors of texts, one row each.
        prepare: the text that an expected question will be asked for by.
        at_once: so many are encoded together at most; 1 for an encoder that gains nothing by it: nothing is
            encoded in advance then, and threads encode side by side.

    """

    def __init__(
        self, encode: Callable[[list[str]], NDArray[np.float32]], prepare: Callable[[str], str], at_once: int
    ) -> None:
        self._encode = encode
        self._prepare = prepare
        self._at_once = at_once
        self._expected: deque[str] = deque(maxlen=KEPT)
        self._made: OrderedDict[str, Future[NDArray[np.float32]]] = OrderedDict()
        self._latest: list[str] = []
        self._encoding = 0
        self._lock = threading.Lock()

    def expect(self, question: str) -> None:
        """Note that a question is going to be asked. Takes no time and never waits."""
        if self._at_once > 1:
            self._expected.append(question)

    def __call__(self, text: str) -> NDArray[np.float32]:
        """The vector of ``text``; an error of ``encode`` reaches everybody whose text was in its batch."""
        if self._at_once == 1:
            vector: NDArray[np.float32] = self._encode([text])[0]
            return vector
        with self._lock:
            own = self._made.pop(text, None)
            batch: dict[str, Future[NDArray[np.float32]]] = {}
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

    def _fill(self, batch: dict[str, Future[NDArray[np.float32]]]) -> None:
        """Add what is expected; its vectors are to be called for."""
        while self._expected and len(batch) < self._at_once:
            text = self._prepare(self._expected.popleft())
            if text not in batch and text not in self._made:
                batch[text] = self._made[text] = Future()
        self._latest = list(batch)
        while len(self._made) > KEPT:
            self._made.popitem(last=False)

    def _run(self, batch: dict[str, Future[NDArray[np.float32]]]) -> None:
        try:
            vectors = self._encode(list(batch))
        except BaseException as error:
            for future in batch.values():
                future.set_exception(error)
            if not isinstance(error, Exception):
                raise
        else:
            for future, vector in zip(batch.values(), vectors, strict=True):
                future.set_result(vector)
        finally:
            with self._lock:
                self._encoding -= 1
