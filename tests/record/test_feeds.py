from datetime import UTC, datetime, timedelta

from bot.record.feed_items import FeedItemStore, Item
from bot.record.feeds import Feed, FeedStore
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
    items, others = (FeedItemStore(database, Leases(name)) for name in ("one", "other"))
    others.polled(feed, [Item(feed.id, URL)], LATER, following, (None, None))
    # Who read of it before it was polled does not poll it once more.
    assert one.take(feed, following) is None and one.take(one.get(feed.id, None), following) is not None
    ((_, item),) = items.waiting(LATER, 5)
    assert items.take(item, LATER) and not others.take(item, LATER) and others.waiting(LATER, 5) == []
    items.put_off(item, "away", following)
    assert not others.take(item, following)  # it was tried since it was read of
    ((_, again),) = others.waiting(following + timedelta(minutes=1), 5)
    assert again.tries == 1 and others.take(again, following)
    others.taken(again, "a")
    assert items.counts(feed.id).taken == 1 and not items.take(again, LATER + timedelta(days=1))
