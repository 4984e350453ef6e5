"""What people write into /briefing schedule."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefings.wishes import DAY_WISHES, describe_days, parse_days, parse_names, parse_time, suggest
from bot.errors import UsageError
from tests.briefings.test_schedule import daily

KNOWN = {"foreign-troops": "Foreign troops", "nato-membership": "NATO membership", "russia": "Russia"}


@pytest.mark.parametrize(
    ("text", "days", "recap"),
    [
        ("daily", range(7), False),
        ("Weekdays", range(5), False),
        ("mon, wed and Fri", (0, 2, 4), False),
        ("weekly recap on Sunday", (6,), True),
        ("weekly", (0,), True),
        ("tu th", (1, 3), False),
    ],
)
def test_days(text, days, recap):
    assert parse_days(text) == (frozenset(days), recap)


@pytest.mark.parametrize("text", ["", "never", "t", "weekly recap on mon, tue", "mon,xyz"])
def test_days_not_understood(text):
    with pytest.raises(UsageError):
        parse_days(text)


@pytest.mark.parametrize("wish", DAY_WISHES)
def test_every_offered_wish_is_understood_and_described(wish):
    days, recap = parse_days(wish)
    assert describe_days(daily(days=days, recap=recap)).split()[-1].casefold().startswith(wish.split()[-1].casefold())


@pytest.mark.parametrize(
    ("text", "at"),
    [("8", (8, 0)), ("08:00", (8, 0)), ("8.30", (8, 30)), ("8pm", (20, 0)), ("12 am", (0, 0)), ("12pm", (12, 0))],
)
def test_times(text, at):
    assert parse_time(text) == time(*at)


@pytest.mark.parametrize("text", ["", "24", "8:60", "13pm", "0am", "noon", "-1"])
def test_no_times(text):
    with pytest.raises(UsageError):
        parse_time(text)


@given(st.times())
def test_any_clock_time_is_read_back(at):
    assert parse_time(f"{at:%H:%M}") == time(at.hour, at.minute)


def test_names():
    assert parse_names("foreign troops, NATO, foreign-troops", KNOWN, "issue") == (
        "foreign-troops",
        "nato-membership",
    )
    assert parse_names(None, KNOWN, "issue") == ()
    assert suggest("nto membership", KNOWN) == ["nato-membership"]
    with pytest.raises(UsageError, match="Mars"):
        parse_names("Mars", KNOWN, "actor")
