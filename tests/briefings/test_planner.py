"""What is due is composed, frozen and recorded once."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.briefings.planner import NOTHING_NEW, Part, Planner, reference_of, window_of
from bot.briefings.schedule import Due
from bot.briefings.service import Briefer
from bot.record.deliveries import DeliveryStore, Picture
from bot.record.editions import EditionStore
from bot.record.schedules import Schedule, ScheduleStore
from tests.briefings.records import FIRST, SECOND, Records

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
PICTURE = Picture("positions.png", b"png")


class Plan:
    def __init__(self, database):
        self.database = database
        self.records = Records(self.database)
        self.records.add("one", FIRST)
        self.schedules = ScheduleStore(self.database)
        self.editions = EditionStore(self.database)
        self.deliveries = DeliveryStore(self.database)
        self.briefer = Briefer(self.database, self.records.read)
        self.rendered = []
        self.planner = Planner(
            self.schedules, self.editions, self.briefer, self.render, grace=timedelta(hours=6), step=lambda _: None
        )

    def render(self, edition, briefer, reference):
        self.rendered.append(edition)
        return [Part(f"part {n} {reference(n)}", PICTURE) for n in (1, 2)]

    def schedule(self, **more):
        return self.schedules.add(Schedule(1, 2, 3, time(8), "UTC", START, **more))

    def tick(self, *, days=0, hours=0.0):
        return self.planner.tick(START + timedelta(days=days, hours=20 + hours))


@pytest.fixture
def plan(database):
    return Plan(database)


def test_an_edition_is_planned_once_with_its_messages_in_order(plan):
    schedule = plan.schedule()
    assert plan.tick().posted == 1
    assert plan.tick(hours=1).posted == 0
    (entry,) = plan.editions.history(schedule.id)
    assert (entry.state, entry.number, entry.late) == ("planned", 1, False)
    messages = plan.deliveries.of_edition(entry.id)
    assert [message.part for message in messages] == [1, 2]
    assert all(message.reference in message.body and len(message.nonce) <= 25 for message in messages)
    assert plan.deliveries.picture(messages[0]) == PICTURE


def test_the_second_edition_covers_what_came_after_the_first(plan):
    plan.schedule()
    plan.tick()
    plan.records.add("two", SECOND, ingested_at="2026-01-02T00:00:00+00:00")  # a clock long wrong
    plan.tick(days=1)
    first, second = plan.rendered
    assert first.briefing.window.since is None
    assert [row.position.text for row in second.briefing.new] == [SECOND[0][-1]]
    assert second.number == 2
    assert second.briefing.window.since == first.briefing.window.until


def test_an_edited_article_brings_only_its_new_words(plan):
    plan.schedule()
    plan.tick()
    plan.records.add("one", (*FIRST, *SECOND), ingested_at="2026-11-21T10:00:00+00:00")
    plan.tick(days=1)
    assert [row.position.text for row in plan.rendered[1].briefing.new] == [SECOND[0][-1]]


def test_nothing_new_is_recorded_and_the_numbers_go_on(plan):
    schedule = plan.schedule()
    plan.tick()
    assert plan.tick(days=1).nothing_new == 1
    plan.records.add("two", SECOND)
    plan.tick(days=2)
    history = plan.editions.history(schedule.id)
    assert [(e.state, e.number) for e in history] == [("planned", 2), ("nothing-new", None), ("planned", 1)]
    assert history[1].reason == NOTHING_NEW


@pytest.mark.parametrize(("when_empty", "pictured"), [("line", False), ("standing", True)])
def test_by_its_own_choice_a_channel_gets_a_line_or_the_standing_positions(plan, when_empty, pictured):
    plan.schedule(when_empty=when_empty)
    plan.tick()
    plan.tick(days=1)
    assert [edition.pictured for edition in plan.rendered] == [False, pictured]


def test_a_recap_covers_its_week_whatever_was_shown(plan):
    recap = plan.schedule(recap=True, days=frozenset({5}))
    plan.records.add("two", SECOND, ingested_at="2026-11-18T00:00:00+00:00")
    plan.tick()
    assert [row.position.text for row in plan.rendered[0].briefing.new] == [SECOND[0][-1]]
    assert window_of(recap, None, START).since == START - timedelta(days=7)


def test_missed_dates_are_recorded(plan):
    schedule = plan.schedule()
    planned = plan.tick(days=3, hours=1)
    assert (planned.posted, planned.skipped) == (1, 3)
    assert [e.state for e in plan.editions.history(schedule.id)] == ["planned", "skipped", "skipped", "skipped"]
    assert plan.rendered[0].late


def test_one_that_cannot_be_composed_stops_no_other(plan):
    good = plan.schedule()
    bad = plan.schedule(title="bad")

    def render(edition, briefer, reference):
        if edition.title == "bad":
            raise ValueError("no such picture")
        return [Part("fine " + reference(1))]

    plan.planner.render = render
    plan.tick()
    assert plan.editions.history(good.id)[0].state == "planned"
    assert plan.editions.history(bad.id)[0].state == "failed"
    assert "ValueError" in plan.editions.history(bad.id)[0].reason


def test_references_differ_by_schedule_date_and_part(plan):
    one, two = plan.schedule(), plan.schedule()
    item = Due(one, START.date(), START, False)
    later = replace(item, local_date=START.date() + timedelta(days=1))
    found = [reference_of(s, i, part) for s in (one, two) for i in (item, later) for part in (1, 2)]
    assert len(set(found)) == len(found)


def test_a_removed_schedule_posts_no_more_of_what_was_planned(plan):
    schedule = plan.schedule()
    plan.tick()
    plan.schedules.remove(schedule.id)
    assert plan.deliveries.waiting(START + timedelta(days=1)) == []
    assert plan.editions.history(schedule.id)[0].state == "failed"


def test_bodies_are_forgotten_after_a_while_and_the_history_stays(plan):
    schedule = plan.schedule()
    plan.tick()
    (entry,) = plan.editions.history(schedule.id)
    for message in plan.deliveries.of_edition(entry.id):
        assert plan.deliveries.claim(message, 0, START)
        plan.deliveries.confirm(message, 100 + message.part)
    plan.deliveries.prune(START + timedelta(days=40))
    (entry,) = plan.editions.history(schedule.id)
    assert (entry.state, entry.message) == ("posted", 101)
    (left,) = plan.deliveries.of_edition(entry.id)
    assert (left.body, left.file) == ("", None)
