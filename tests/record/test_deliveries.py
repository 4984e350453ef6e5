from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.errors import ConfigurationError
from bot.record.deliveries import DeliveryStore, Message
from bot.record.editions import EditionEntry, EditionStore
from bot.record.schedules import ScheduleStore
from bot.record.shards import Shards
from bot.settings import load_settings
from tests.briefings.test_schedule import daily

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def test_a_process_is_given_what_is_for_the_servers_of_its_shards(database):
    schedules, editions = ScheduleStore(database), EditionStore(database)
    for number in range(6):
        schedule = schedules.add(replace(daily(), guild=(1_000_000 + number) << 22, channel=number))
        entry = EditionEntry(schedule.id, NOW.date(), NOW, NOW, "planned", number=1)
        editions.record([(entry, (Message(number, "body", "ref", f"nonce {number}"),))])
    assert {d.channel for d in DeliveryStore(database).waiting(NOW)} == set(range(6))
    held = [{d.channel for d in DeliveryStore(database, Shards(3, ids)).waiting(NOW)} for ids in ((0, 2), (1,))]
    assert set.union(*held) == set(range(6)) and not set.intersection(*held)
    assert len(held[1]) == 2


@pytest.mark.parametrize("ids", ["2", "0,7", "-1"])
def test_a_shard_that_is_none_of_them_is_refused(ids):
    environment = {"COMMUNIQUE_DISCORD__SHARD_IDS": ids, "COMMUNIQUE_DISCORD__SHARD_COUNT": "2"}
    with pytest.raises(ConfigurationError, match=r"(?i)shard"):
        load_settings(environment=environment)


def test_what_waits_to_be_posted_is_counted_with_when_it_was_due(database):
    schedule = ScheduleStore(database).add(daily())
    entry = EditionEntry(schedule.id, NOW.date(), NOW, NOW, "planned", number=1)
    EditionStore(database).record([(entry, tuple(Message(1, "body", "ref", nonce) for nonce in "ab"))])
    store = DeliveryStore(database)
    assert store.open_since() == [NOW, NOW]
    store.confirm(store.waiting(NOW)[0], 5)
    assert store.open_since() == [NOW]
    assert database.size() > 10_000
