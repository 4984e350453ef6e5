"""Discord's documented rate limits: fifty requests a second in all, five messages in five seconds a channel."""

import math
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUTES = (
    (re.compile(r"POST /channels/(\d+)/messages"), 5, 5.0),
    (re.compile(r"PATCH /channels/(\d+)/messages/\d+"), 5, 5.0),
)
"""Which requests share a bucket (method and channel), how many it holds and in how many seconds it fills again."""

EVERYWHERE, EVERYWHERE_SECONDS = 50, 1.0
EXEMPT = ("/interactions/", "/webhooks/")
"""Answers to interactions count against no global limit."""


@dataclass
class Bucket:
    """So many requests a period; the period starts with the first request after the former one."""

    limit: int
    seconds: float
    left: int = 0
    until: float = -math.inf

    def take(self, now: float) -> float:
        """Use one; returns how long to wait instead where none is left, else 0."""
        if now >= self.until:
            self.left, self.until = self.limit, now + self.seconds
        if self.left == 0:
            return self.until - now
        self.left -= 1
        return 0.0


@dataclass(frozen=True)
class Verdict:
    """What a request is told: how long to wait (0: not at all), whether for everything, and the headers."""

    retry_after: float
    everywhere: bool
    headers: dict[str, str]


class RateLimits:
    """Counts the requests of one bot."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._everywhere = Bucket(EVERYWHERE, EVERYWHERE_SECONDS)
        self._buckets: dict[str, Bucket] = {}

    def judge(self, method: str, path: str) -> Verdict:
        """Count a request."""
        now = self._clock()
        if not path.startswith(EXEMPT) and (wait := self._everywhere.take(now)):
            return Verdict(wait, True, {"X-RateLimit-Global": "true"})
        for number, (pattern, limit, seconds) in enumerate(ROUTES):
            if match := pattern.fullmatch(f"{method} {path}"):
                bucket = self._buckets.setdefault(f"{number}:{match[1]}", Bucket(limit, seconds))
                wait = bucket.take(now)
                headers = {
                    "X-RateLimit-Limit": str(limit),
                    "X-RateLimit-Remaining": str(bucket.left),
                    "X-RateLimit-Reset-After": f"{bucket.until - now:.3f}",
                    "X-RateLimit-Bucket": f"bucket{number}",
                }
                return Verdict(wait, False, headers)
        return Verdict(0.0, False, {})
