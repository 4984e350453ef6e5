"""The outbox's rules one by one; everything at once is in test_outbox_model."""

import asyncio

import pytest

from bot.briefings.outbox import Outbox, Pace, Rejected
from tests.briefings.model import World
from tests.briefings.test_schedule import daily


@pytest.fixture
def world(database):
    return World(database)


@pytest.fixture
def schedule(world):
    return world.schedules.add(daily())


def state(world, edition=1):
    return [delivery.state for delivery in world.deliveries.of_edition(edition)]


async def test_parts_are_posted_in_order_and_the_edition_is_posted(world, schedule):
    world.plan(schedule, 0, 3, channel=7)
    await world.tick()
    assert [body for _, body in world.channels.posted[7]] == [f'"part {n} ref 1-0-{n}."' for n in (1, 2, 3)]
    (entry,) = world.editions.history(schedule.id)
    assert (entry.state, entry.message) == ("posted", world.channels.posted[7][0][0])


async def test_a_clean_refusal_of_a_first_try_is_pending_again(world, schedule):
    world.plan(schedule, 0, 1, channel=7)
    world.channels.behaviour = "refuse"
    await world.tick()
    assert state(world) == ["pending"]
    world.channels.behaviour = "ok"
    await world.tick()
    assert state(world) == ["pending"]  # not before the time Discord asked for
    world.clock.true += 2
    await world.tick()
    assert state(world) == ["sent"]


async def test_a_refusal_after_a_doubt_stays_in_doubt(world, schedule):
    world.plan(schedule, 0, 1, channel=7)
    world.channels.behaviour = "fail"
    await world.tick()
    world.clock.true += 60
    world.channels.behaviour = "refuse"
    await world.tick()
    assert state(world) == ["sending"]


async def test_where_nothing_can_be_looked_up_nothing_is_sent(world, schedule):
    world.plan(schedule, 0, 1, channel=7)
    world.channels.behaviour = "accept-then-fail"
    await world.tick()
    world.channels.behaviour, world.channels.readable = "ok", False
    for _ in range(5):
        world.clock.true += 700
        await world.tick()
    assert world.channels.count(7, "ref 1-0-1.") == 1
    world.channels.readable = True
    world.clock.true += 700
    await world.tick()
    assert state(world) == ["sent"] and world.channels.count(7, "ref 1-0-1.") == 1


@pytest.mark.parametrize("behaviour", ["gone", "gone for sending", "turned away"])
async def test_one_refusal_is_looked_at_again_and_loses_nothing(world, schedule, behaviour):
    world.plan(schedule, 0, 2, channel=7)
    world.channels.behaviour = behaviour
    await world.tick()
    assert "dead" not in state(world) and world.schedules.get(schedule.id).state == "active"
    world.channels.behaviour = "ok"
    await world.tick()
    assert world.channels.posted == {}  # not before the wait is over
    world.clock.true += 16
    await world.tick()
    assert state(world) == ["sent", "sent"]
    assert world.editions.take_untold() == []


@pytest.mark.parametrize(("behaviour", "then"), [("gone", "paused"), ("turned away", "active")])
async def test_a_refusal_that_stays_fails_the_edition_after_the_grace(world, schedule, behaviour, then):
    world.plan(schedule, 0, 1, channel=7)
    world.channels.behaviour = behaviour
    looks = 0
    while "dead" not in state(world):
        await world.tick()
        looks += 1
        world.clock.true += 600
    assert world.clock.true == 6 * 3600 + 600 and looks == 37
    assert world.schedules.get(schedule.id).state == then
    (lost,) = world.editions.take_untold()
    assert lost.state == "failed" and lost.reason == world.deliveries.get(1, 1).reason
    assert world.editions.take_untold() == []


async def test_a_channel_that_is_gone_ends_the_edition_and_pauses_the_schedule_to_be_told_once(world, schedule):
    world.plan(schedule, 0, 2, channel=7)
    world.channels.behaviour = "gone"
    await world.tick()
    world.clock.true += 6 * 3600
    await world.tick()
    assert state(world) == ["dead", "dead"]
    paused = world.schedules.get(schedule.id)
    assert (paused.state, paused.reason, paused.told) == ("paused", "the channel is gone", False)
    assert world.schedules.mark_told(schedule.id)
    assert not world.schedules.mark_told(schedule.id)
    assert world.schedules.untold() == []


async def test_an_invalid_message_fails_its_edition_only(world, schedule, monkeypatch):
    world.plan(schedule, 0, 1, channel=7)

    async def send(*_):
        raise Rejected("400 too long")

    world.channels.send = send
    await world.tick()
    (entry,) = world.editions.history(schedule.id)
    assert entry.state == "failed" and "400 too long" in entry.reason
    assert world.schedules.get(schedule.id).state == "active"


async def test_a_later_edition_of_a_channel_waits_for_the_one_in_doubt(world, schedule):
    world.plan(schedule, 0, 1, channel=7)
    world.channels.behaviour = "fail"
    await world.tick()
    world.plan(schedule, 1, 1, channel=7)
    world.plan(schedule, 2, 1, channel=8)
    world.channels.behaviour = "ok"
    await world.tick()
    assert [state(world, n) for n in (1, 2, 3)] == [["sending"], ["pending"], ["sent"]]


async def test_given_up_after_a_day_with_a_word_about_the_doubt(world, schedule):
    world.plan(schedule, 0, 1, channel=7)
    world.channels.behaviour = "fail"
    await world.tick()
    world.clock.true += 25 * 3600
    await world.tick()
    (entry,) = world.editions.history(schedule.id)
    assert entry.state == "failed" and "not known" in entry.reason


async def test_a_row_read_before_somebody_else_tried_it_is_not_sent_without_a_look(world, schedule):
    world.plan(schedule, 0, 1, channel=7)
    (stale,) = world.deliveries.waiting(world.clock.now())
    world.channels.behaviour = "accept-then-fail"
    await world.tick()
    world.channels.behaviour = "ok"
    world.clock.true += 700
    assert not await world.outbox().deliver(stale)
    assert world.channels.count(7, "ref 1-0-1.") == 1


async def test_channels_are_served_at_the_same_time_and_a_second_start_serves_none_twice(world, schedule):
    for channel in range(5):
        world.plan(schedule, channel, 2, channel=channel)
    outbox = Outbox(world.deliveries, world.channels, clock=world.clock.now, per_second=1e9)
    await asyncio.gather(outbox.start(), outbox.start())
    await outbox.idle()
    assert [len(world.channels.posted[channel]) for channel in range(5)] == [2] * 5


async def test_the_pace_spaces_calls_evenly():
    loop = asyncio.get_running_loop()
    pace, began = Pace(200), loop.time()
    await asyncio.gather(*(pace() for _ in range(21)))
    assert loop.time() - began >= 20 / 200 * 0.99
