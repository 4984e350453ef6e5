"""What the simulated Discord does wrong on purpose, request by request."""

import random
from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatchcase


class FaultKind(Enum):
    """What happens to a request: whether the back end sees it, and what comes back."""

    HANG = "hang before accepting"
    RESET = "connection reset before accepting"
    STATUS = "refused with a status"
    RATE_LIMIT = "refused with 429 and retry_after"
    ACCEPT_HANG = "accepted, no answer"
    ACCEPT_RESET = "accepted, then connection reset"
    ACCEPT_STATUS = "accepted, then answered with an error status"

    @property
    def accepts(self) -> bool:
        """Whether the back end carries the request out."""
        return self in (FaultKind.ACCEPT_HANG, FaultKind.ACCEPT_RESET, FaultKind.ACCEPT_STATUS)


@dataclass(frozen=True)
class Fault:
    """One kind of misbehaviour for the requests that match.

    ``method`` and ``path`` are shell patterns over the path below ``/api/v10`` (``POST``, ``/channels/*/messages``).
    The first ``skip`` matches pass unharmed, then ``times`` of them are hit (``None``: all), each with
    ``probability``.
    ``status`` belongs to ``STATUS`` and ``ACCEPT_STATUS``; ``retry_after`` (seconds), ``everywhere`` (Discord's
    "global") and ``via`` to ``RATE_LIMIT``: without the ``Via`` header discord.py takes a 429 for a ban and raises.
    ``seconds`` ends a hang with a reset; ``None`` hangs until the client goes away or the server stops.
    """

    kind: FaultKind
    method: str = "*"
    path: str = "*"
    times: int | None = 1
    skip: int = 0
    probability: float = 1.0
    status: int = 502
    retry_after: float = 0.5
    everywhere: bool = False
    via: bool = True
    seconds: float | None = None

    def matches(self, method: str, path: str) -> bool:
        """Whether a request is of the kind that this fault hits."""
        return fnmatchcase(method, self.method) and fnmatchcase(path, self.path)


class Faults:
    """The faults in force, and those that struck (``hits``, in order)."""

    def __init__(self, seed: int = 0) -> None:
        self.hits: list[tuple[Fault, str, str]] = []
        self._random = random.Random(seed)
        self._active: list[tuple[Fault, list[int]]] = []

    def add(self, *faults: Fault) -> None:
        """Put faults in force; of several that match, the earliest added strikes."""
        self._active += [(fault, [fault.skip, fault.times if fault.times is not None else -1]) for fault in faults]

    def clear(self) -> None:
        """Behave again."""
        self._active.clear()

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets, if any; counts it."""
        for fault, left in self._active:
            if not fault.matches(method, path) or left[1] == 0:
                continue
            if left[0] > 0:
                left[0] -= 1
                continue
            if self._random.random() >= fault.probability:
                continue
            left[1] -= left[1] > 0
            self.hits.append((fault, method, path))
            return fault
        return None
