"""The outbox against everything that can go wrong at once; and four mutants that must not get away with it."""

import asyncio
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.briefings.outbox import Outbox
from bot.record.database import Database
from bot.record.schedules import ScheduleStore
from tests.briefings.model import LateClaim, NoLookup, NoNonce, NoSecondLook, World
from tests.briefings.test_schedule import daily

STEPS = ["begun", "anchored", "claimed", "posted", "in-doubt", "looked", "confirmed"]
BEHAVIOURS = ["ok", "fail", "late", "accept-then-fail", "refuse", "gone", "gone for sending", "turned away"]
MEMORY = Path("/dev/shm")
"""Where there is one, a file system in memory: what is tested is the order of commits, not the disk."""


class Posting(RuleBasedStateMachine):
    """Two editions (one of two parts) in one channel and one in another, and a hostile world."""

    kind = Outbox

    def __init__(self):
        super().__init__()
        place = MEMORY if os.access(MEMORY, os.W_OK) else None
        self.folder = tempfile.TemporaryDirectory(dir=place)
        database = Database(Path(self.folder.name) / "record.sqlite")
        self.world = World(database, self.kind)
        self.schedule = ScheduleStore(database).add(daily())

    def teardown(self):
        try:
            world = self.world
            world.channels.behaviour, world.channels.readable, world.die_at = "ok", True, None
            for _ in range(12):
                world.clock.true += 700
                asyncio.run(world.tick())
            world.channels.settle()
            given_up = {
                reference
                for entry in world.editions.history(self.schedule.id)
                if (entry.reason or "").startswith("it could not be posted within 24 hours")
                for reference in [message.reference for message in world.deliveries.of_edition(entry.id)]
            }
            for channel, reference in world.planned:
                count = world.channels.count(channel, reference)
                # A clock put forward by a day makes the bot give an edition up; nothing else may lose one.
                assert count == 1 or reference in given_up, f"{reference} was posted {count} times"
            for channel in {channel for channel, _ in world.planned}:
                mine = [reference for place, reference in world.planned if place == channel]
                bodies = [body for _, body in world.channels.posted.get(channel, [])]
                shown = [reference for body in bodies for reference in mine if reference in body]
                assert shown == [reference for reference in mine if reference in shown], "out of order"
        finally:
            self.folder.cleanup()

    @rule(day=st.integers(0, 1), channel=st.just(7))
    def plan(self, day, channel):
        self.world.plan(self.schedule, day, day + 1, channel)

    @rule(
        behaviour=st.sampled_from([*BEHAVIOURS, *["late"] * 5]),
        delay=st.floats(1, 100),
        readable=st.sampled_from([True, True, True, False]),
        die_at=st.sampled_from([None, None, *STEPS]),
    )
    def tick(self, behaviour, delay, readable, die_at):
        channels = self.world.channels
        channels.behaviour, channels.delay, channels.readable = behaviour, delay, readable
        self.world.die_at = die_at
        asyncio.run(self.world.tick())
        self.world.die_at = None

    @rule(seconds=st.sampled_from([1, 20, 31, 90, 130, 700]))
    def wait(self, seconds):
        self.world.clock.true += seconds
        self.world.channels.settle()

    @rule()
    def chatter(self):
        self.world.channels.chatter(7)

    @rule(seconds=st.sampled_from([-86400, -300, 300]))
    def set_clock(self, seconds):
        self.world.clock.skew += seconds

    @invariant()
    def nothing_doubled(self):
        for channel, reference in self.world.planned:
            assert self.world.channels.count(channel, reference) <= 1, f"{reference} was posted twice"


def checked(kind, examples):
    machine = type(kind.__name__, (Posting,), {"kind": kind})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_nothing_is_lost_doubled_or_out_of_order_whatever_dies_when():
    checked(Outbox, 150)


@pytest.mark.parametrize("mutant", [NoLookup, NoNonce, LateClaim, NoSecondLook])
def test_the_machine_catches_a_protocol_without(mutant):
    with pytest.raises(AssertionError, match="posted"):
        checked(mutant, 3000)
