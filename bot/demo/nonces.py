"""Discord's memory of nonces: the same one in the same channel within a while makes no second message."""

import time
from collections.abc import Callable
from typing import Any


class Nonces:
    """Remembers the answer to each enforced nonce of a channel for ``window`` seconds."""

    def __init__(self, window: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.window = window
        self._clock = clock
        self._kept: dict[tuple[str, str], tuple[float, dict[str, Any]]] = {}

    def recall(self, path: str, nonce: str) -> dict[str, Any] | None:
        """The message already made at ``path`` with this nonce, unless that was too long ago."""
        kept = self._kept.get((path, nonce))
        if kept is None or self._clock() - kept[0] > self.window:
            return None
        return kept[1]

    def remember(self, path: str, nonce: str, message: dict[str, Any]) -> None:
        """Keep the message made at ``path`` with this nonce."""
        self._kept[path, nonce] = (self._clock(), message)
