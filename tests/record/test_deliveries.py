import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import ConfigurationError
from bot.record.deliveries import DeliveryStore, Message
from bot.record.editions import EditionEntry, EditionStore
from bot.record.leases import LEASE, Leases
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


def planned(database, messages=2, channel=1):
    schedule = ScheduleStore(database).add(daily())
    entry = EditionEntry(schedule.id, NOW.date(), NOW, NOW, "planned", number=1)
    sent = tuple(Message(channel, "body", f"ref {n}", f"nonce {channel} {n}") for n in range(messages))
    EditionStore(database).record([(entry, sent)])


def test_what_one_process_has_in_hand_is_no_other_s_until_its_lease_has_run_out(database):
    planned(database)
    one, other = (DeliveryStore(database, leases=Leases(name)) for name in ("one", "other"))
    taken = one.take(1, NOW)
    assert (taken.part, taken.owner) == (1, "one") and other.take(1, NOW) is None and other.waiting(NOW) == []
    # Its own process may take it again, which had lost the store's answer.
    assert one.take(1, NOW) == taken and one.claim(taken, 5, NOW + LEASE / 2)
    # The other one's clock is behind by a little.
    assert other.take(1, NOW + LEASE) is None and other.take(1, NOW - LEASE / 3) is None
    later = NOW + LEASE * 2
    mine = other.take(1, later)
    assert (mine.state, mine.tries, mine.anchor) == ("sending", 1, 5)
    # What the first one says now comes too late, but that the message is posted.
    one.release(taken, later, LEASE)
    one.bury(taken, "gone")
    assert not one.claim(taken, 6, later) and other.get(1, 1) == mine
    one.confirm(taken, 77)
    assert other.get(1, 1).state == "sent" and other.take(1, later).part == 2


def test_a_lease_from_before_the_clock_was_set_back_holds_nobody_up(database):
    planned(database)
    one, other = (DeliveryStore(database, leases=Leases(name)) for name in ("one", "other"))
    assert one.take(1, NOW + timedelta(hours=5)) is not None and other.take(1, NOW) is not None


def test_two_that_take_at_once_get_different_channels(database):
    for channel in range(8):
        planned(database, 1, channel)
    stores = [DeliveryStore(database, leases=Leases(str(number))) for number in range(4)]
    found = [[] for _ in stores]

    def take(place):
        for channel in range(8):
            if stores[place].take(channel, NOW) is not None:
                found[place].append(channel)

    threads = [threading.Thread(target=take, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(channel for channels in found for channel in channels) == list(range(8))
