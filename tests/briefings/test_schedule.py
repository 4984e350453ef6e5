"""Due-ness: one instant a local date in every zone, and nothing posted twice or for a date long gone."""

import zoneinfo
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefings.schedule import SKIPPED_GRACE, SKIPPED_NEWER, due, exists, next_slot, slot
from bot.record.schedules import Schedule

DAY = timedelta(days=1)
GRACE = timedelta(hours=6)
ZONES = sorted(zoneinfo.available_timezones() - {"localtime", "posixrules", "Factory"})
MOMENTS = st.integers(0, 1000 * 24 * 60).map(lambda n: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)


def daily(at=time(8), zone="Europe/Kyiv", active_from=LONG_AGO, **more):
    return Schedule(guild=1, channel=2, creator=3, at=at, zone=zone, active_from=active_from, id=1, **more)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def transition_days(zone, first, last):
    """Local dates between two moments on which the zone's offset changes."""
    moment, offset = first, first.astimezone(zone).utcoffset()
    while moment < last:
        moment += DAY
        before, offset = offset, moment.astimezone(zone).utcoffset()
        if before != offset:
            yield (moment - DAY / 2).astimezone(zone).date()


@pytest.mark.parametrize("year", [2011, 2026])
def test_one_instant_a_local_date_in_every_zone_around_every_clock_change(year):
    first, last = utc(year, 1, 1), utc(year + 1, 1, 1)
    times = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
    changes = wrong = 0
    for name in ZONES:
        zone = ZoneInfo(name)
        for change in transition_days(zone, first, last):
            changes += 1
            days = [change + timedelta(days=shift) for shift in range(-2, 3)]
            present = [day for day in days if exists(day, zone)]
            for at in times:
                moments = [slot(daily(at, name), day) for day in days]
                kept = [moment for moment in moments if moment is not None]
                spaced = all(timedelta(hours=20) <= b - a <= timedelta(hours=28) for a, b in pairwise(kept))
                wrong += not spaced or len(kept) != len(present) or len(set(kept)) != len(kept)
    assert changes > 250
    assert wrong == 0


@pytest.mark.parametrize(
    ("zone", "at", "day", "instant"),
    [
        ("Europe/Berlin", time(2, 30), date(2026, 3, 29), utc(2026, 3, 29, 1, 30)),  # gap: 03:30 summer time
        ("Europe/Berlin", time(2, 30), date(2026, 10, 25), utc(2026, 10, 25, 0, 30)),  # overlap: the first one
        ("America/New_York", time(1, 30), date(2026, 11, 1), utc(2026, 11, 1, 5, 30)),
        ("America/Havana", time(0, 30), date(2026, 3, 8), utc(2026, 3, 8, 5, 30)),  # gap at midnight
        ("Asia/Beirut", time(0, 0), date(2026, 3, 29), utc(2026, 3, 28, 22, 0)),
        ("Australia/Lord_Howe", time(1, 45), date(2026, 4, 5), utc(2026, 4, 4, 14, 45)),  # half an hour back
        ("Asia/Kathmandu", time(8, 0), date(2026, 6, 1), utc(2026, 6, 1, 2, 15)),
        ("Pacific/Apia", time(8, 0), date(2011, 12, 30), None),  # a date that never was
        ("America/Nuuk", time(23, 45), date(2026, 3, 28), utc(2026, 3, 29, 1, 45)),  # lands in the next date
    ],
)
def test_known_clock_changes(zone, at, day, instant):
    assert slot(daily(at, zone), day) == instant


def test_only_on_the_days_asked_for():
    weekdays = daily(days=frozenset(range(5)))
    assert slot(weekdays, date(2026, 11, 21)) is None
    assert slot(weekdays, date(2026, 11, 23)) == utc(2026, 11, 23, 6)


def test_next_slot_is_after_the_moment_and_crosses_the_week():
    weekly = daily(days=frozenset({0}))
    assert next_slot(weekly, utc(2026, 11, 23, 5, 59)) == utc(2026, 11, 23, 6)
    assert next_slot(weekly, utc(2026, 11, 23, 6)) == utc(2026, 11, 30, 6)


def test_missed_within_the_grace_is_posted_late():
    (item,) = due(utc(2026, 11, 21, 11), [daily(active_from=utc(2026, 11, 21))], {}, GRACE)
    assert (item.local_date, item.late, item.skip) == (date(2026, 11, 21), True, None)


def test_missed_beyond_the_grace_is_recorded_as_skipped():
    (item,) = due(utc(2026, 11, 21, 13), [daily(active_from=utc(2026, 11, 21))], {}, GRACE)
    assert item.skip == SKIPPED_GRACE


def test_after_three_days_down_only_the_newest_is_posted_and_the_rest_is_visible():
    items = list(due(utc(2026, 11, 21, 7), [daily()], {1: {date(2026, 11, 18)}}, GRACE))
    assert [(item.local_date.day, item.skip) for item in items] == [
        (21, None),
        (20, SKIPPED_NEWER),
        (19, SKIPPED_NEWER),
    ]


def test_nothing_due_before_the_schedule_was_made_or_resumed():
    assert not list(due(utc(2026, 11, 21, 7), [daily(active_from=utc(2026, 11, 21, 6, 30))], {}, GRACE))


def test_paused_is_never_due():
    assert not list(due(utc(2026, 11, 21, 7), [daily(state="paused")], {}, GRACE))


def test_a_wrong_clock_a_day_ahead_costs_no_date_once_it_is_put_right():
    ahead = {1: {date(2026, 11, 20), date(2026, 11, 22)}}
    (item,) = due(utc(2026, 11, 21, 7), [daily()], ahead, GRACE)
    assert (item.local_date, item.skip) == (date(2026, 11, 21), None)


@given(
    st.sampled_from(ZONES),
    st.times().map(lambda t: time(t.hour, t.minute)),
    MOMENTS,
    st.lists(st.integers(-50, 90), min_size=1, max_size=60),
    st.frozensets(st.integers(0, 6), min_size=1),
)
def test_a_walk_of_clock_steps_never_repeats_a_date_and_posts_only_within_the_grace(zone, at, start, steps, days):
    now = start
    schedule = daily(at, zone, active_from=now, days=days)
    done: set[date] = set()
    for hours in steps:
        now += timedelta(hours=hours)
        items = list(due(now, [schedule], {1: frozenset(done)}, GRACE))
        assert sum(item.skip is None for item in items) <= 1
        for item in items:
            assert item.local_date not in done
            assert schedule.active_from <= item.at <= now
            assert item.skip is not None or now - item.at <= GRACE
            done.add(item.local_date)
        assert not list(due(now, [schedule], {1: frozenset(done)}, GRACE))


@given(
    st.sampled_from(ZONES),
    st.times().map(lambda t: time(t.hour, t.minute)),
    MOMENTS,
)
def test_a_bot_that_is_never_down_posts_every_date_once_and_on_time(zone, at, start):
    now = begin = start
    schedule = replace(daily(at, zone), active_from=begin)
    done: list[date] = []
    while now < begin + timedelta(days=12):
        for item in due(now, [schedule], {1: frozenset(done)}, GRACE):
            assert item.skip is None
            assert now - item.at < timedelta(minutes=20)
            done.append(item.local_date)
        now += timedelta(minutes=20)
    there = {begin.date() + n * DAY for n in range(2, 10)}
    assert there <= set(done)
    assert len(done) == len(set(done))
