"""Callers that ask at the same time share one batch."""

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
"""What a text is encoded as."""


class _Request(Generic[T]):
    __slots__ = ("error", "result", "texts")

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.result: Sequence[T] | None = None
        self.error: BaseException | None = None


class Coalescer(Generic[T]):
    """Runs ``encode`` for one caller at a time, on everything that is waiting by then.

    A lone caller waits for nobody. Callers that arrive while another is encoding are answered together by the next
    of them, up to ``largest`` texts at once, so that fifty threads cost a few batches and not fifty. Safe to call
    from any thread.
    """

    def __init__(self, encode: Callable[[list[str]], Sequence[T]], largest: int = 32) -> None:
        self._encode = encode
        self._largest = largest
        self._turn = threading.Lock()
        self._waiting_lock = threading.Lock()
        self._waiting: list[_Request[T]] = []

    def __call__(self, texts: list[str]) -> Sequence[T]:
        """What ``texts`` are encoded as, one by one; an error of ``encode`` reaches every caller of its batch."""
        request: _Request[T] = _Request(texts)
        with self._waiting_lock:
            self._waiting.append(request)
        with self._turn:
            if request.result is None and request.error is None:
                self._run(self._take(request))
        if request.error is not None:
            raise request.error
        assert request.result is not None
        return request.result

    def _take(self, own: _Request[T]) -> list[_Request[T]]:
        """The caller's own request and whatever else is waiting, as far as it fits."""
        with self._waiting_lock:
            batch, size = [own], len(own.texts)
            for request in self._waiting:
                if request is not own and size + len(request.texts) <= self._largest:
                    batch.append(request)
                    size += len(request.texts)
            taken = set(map(id, batch))
            self._waiting = [request for request in self._waiting if id(request) not in taken]
        return batch

    def _run(self, batch: list[_Request[T]]) -> None:
        try:
            encoded = self._encode([text for request in batch for text in request.texts])
        except Exception as error:  # every caller of the batch must hear of it
            for request in batch:
                request.error = error
            return
        at = 0
        for request in batch:
            request.result = encoded[at : at + len(request.texts)]
            at += len(request.texts)
