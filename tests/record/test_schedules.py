"""Schedules as they are kept."""

from datetime import UTC, datetime, time

import pytest

from bot.errors import UsageError
from bot.record.guilds import GuildStore
from bot.record.instants import instant
from bot.record.schedules import Schedule, ScheduleStore, Scope

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


@pytest.fixture
def store(database):
    return ScheduleStore(database)


def wish(**more):
    return Schedule(1, 2, 3, time(8, 30), "Europe/Kyiv", NOW, **more)


def test_a_schedule_comes_back_as_it_was_given(store):
    given = wish(
        days=frozenset({0, 6}),
        scope=Scope(("troops",), ("russia", "france")),
        when_empty="line",
        recap=True,
        title="T",
    )
    kept = store.add(given)
    assert kept.id == 1
    assert store.get(1, guild=1) == kept
    assert store.active() == [kept]


def test_another_server_cannot_see_it(store):
    store.add(wish())
    with pytest.raises(UsageError, match="no briefing schedule number 1"):
        store.get(1, guild=9)


def test_a_draft_counts_only_once_it_is_saved(store):
    store.add(wish(state="draft"))
    assert store.active() == [] and store.of_guild(1) == []
    later = NOW.replace(hour=9)
    assert store.save_draft(1, later) and not store.save_draft(1, later)
    assert store.active()[0].active_from == later
    assert not store.discard_draft(1)


def test_old_drafts_are_discarded_and_schedules_stay(store):
    store.add(wish(state="draft"))
    store.add(wish())
    store.discard_drafts(NOW.replace(day=22))
    assert [schedule.id for schedule in store.of_guild(1)] == [2]
    with pytest.raises(UsageError):
        store.get(1)


def test_a_pause_keeps_its_first_reason_and_ends_with_a_new_beginning(store):
    store.add(wish())
    store.pause(1, "no permission", tell=True)
    store.pause(1, "paused by a manager", tell=False)
    assert (store.get(1).reason, store.get(1).told) == ("no permission", False)
    store.resume(1, NOW.replace(day=25))
    assert store.get(1).state == "active" and store.get(1).active_from == NOW.replace(day=25)
    assert store.untold() == []


def test_a_server_that_was_left_is_known_until_it_is_forgotten(store, database):
    store.add(wish())
    assert GuildStore(database).known() == {1}
    store.forget_guild(1)
    assert GuildStore(database).known() == set()


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        instant(NOW.replace(tzinfo=None))
