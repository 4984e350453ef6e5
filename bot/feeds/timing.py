"""When a feed is polled: a pure function of the clock, of how the polls before went, and of a throw of the dice."""

from datetime import datetime, timedelta

LONGEST = timedelta(days=1)
"""Between two polls of a feed that fails."""

SPREAD = 0.1
"""Feeds added together are polled apart: each wait is up to so much shorter or longer."""


def wait_after(failures: int, every: timedelta, dice: float) -> timedelta:
    """How long until the next poll.

    Args:
        failures: polls that failed since one succeeded; each doubles the wait, up to a day.
        every: the wait after a poll that succeeded.
        dice: in [0, 1); spreads the wait.

    """
    doubled = every * 2.0 ** min(failures, 20)
    return max(every, min(doubled, LONGEST)) * (1 - SPREAD + 2 * SPREAD * dice)


def is_due(now: datetime, next_at: datetime, every: timedelta) -> bool:
    """Whether a feed is to be polled; one set further ahead than any wait was set before the clock went back."""
    furthest = max(every, LONGEST) * (1 + SPREAD)
    return next_at <= now or next_at > now + furthest


def gives_up(failures: int, most: int) -> bool:
    """Whether a feed is paused after so many polls that failed in a row."""
    return failures >= most
