from datetime import UTC, datetime, timedelta

from bot.record.feeds import Feed, FeedStore, Item
from bot.record.leases import LEASE, Leases

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
LATER = NOW + 2 * LEASE
URL = "https://a.example/1"


def test_one_process_has_a_feed_and_an_item_in_hand_until_it_is_done_or_gone(database):
    one, other = (FeedStore(database, Leases(name)) for name in ("one", "other"))
    feed = one.add(Feed("https://a.example/rss", NOW, NOW))
    assert one.take(feed, NOW) == feed and other.take(feed, NOW) is None
    # It died: the feed is another's when the lease has run out.
    assert other.take(feed, LATER) == feed
    following = LATER + timedelta(hours=1)
    other.polled(feed, [Item(feed.id, URL)], LATER, following, (None, None))
    # Who read of it before it was polled does not poll it once more.
    assert one.take(feed, following) is None and one.take(one.get(feed.id, None), following) is not None
    ((_, item),) = one.waiting(LATER, 5)
    assert one.take_item(item, LATER) and not other.take_item(item, LATER) and other.waiting(LATER, 5) == []
    one.put_off(item, "away", following)
    assert not other.take_item(item, following)  # it was tried since it was read of
    ((_, again),) = other.waiting(following + timedelta(minutes=1), 5)
    assert again.tries == 1 and other.take_item(again, following)
    other.taken(again, "a")
    assert one.counts(feed.id).taken == 1 and not one.take_item(again, LATER + timedelta(days=1))
