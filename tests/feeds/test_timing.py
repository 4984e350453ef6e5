"""When feeds are polled: by table, and whatever the numbers."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.timing import LONGEST, SPREAD, gives_up, is_due, wait_after

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
DICE = st.floats(0, 1, exclude_max=True)
EVERY = st.timedeltas(timedelta(seconds=1), timedelta(days=7))


@pytest.mark.parametrize(
    ("failures", "dice", "wait"),
    [
        (0, 0.5, timedelta(minutes=30)),
        (0, 0.0, timedelta(minutes=27)),
        (1, 0.5, timedelta(hours=1)),
        (3, 0.5, timedelta(hours=4)),
        (6, 0.5, timedelta(hours=24)),
        (1000, 0.5, timedelta(hours=24)),
    ],
)
def test_each_failure_doubles_the_wait_up_to_a_day(failures, dice, wait):
    assert wait_after(failures, HALF_HOUR, dice) == wait


@pytest.mark.parametrize(
    ("ahead", "due"),
    [
        (timedelta(0), True),
        (timedelta(seconds=-1), True),
        (timedelta(days=-400), True),
        (timedelta(seconds=1), False),
        (timedelta(hours=24), False),
        (timedelta(days=2), True),  # written before the clock was set back
    ],
)
def test_due(ahead, due):
    assert is_due(NOW, NOW + ahead, HALF_HOUR) is due


@given(st.integers(0, 200), EVERY, DICE)
def test_waits_stay_in_their_bounds_and_never_shrink_with_failures(failures, every, dice):
    wait = wait_after(failures, every, dice)
    assert every * (1 - SPREAD) - timedelta(microseconds=1) <= wait
    assert wait <= max(every, LONGEST) * (1 + SPREAD) + timedelta(microseconds=1)
    assert wait <= wait_after(failures + 1, every, dice)


@given(st.integers(0, 200), EVERY, DICE, st.floats(0, 1))
def test_a_feed_is_due_when_its_wait_is_over_and_never_before(failures, every, dice, part):
    wait = wait_after(failures, every, dice)
    assert is_due(NOW + wait, NOW + wait, every)
    before = wait * part
    assert is_due(NOW + before, NOW + wait, every) is (before >= wait)


def test_given_up_at_the_limit():
    assert [gives_up(n, 3) for n in range(5)] == [False, False, False, True, True]
