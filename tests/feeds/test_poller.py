"""Feeds polled over real HTTP into a real store: what is new is taken once, what fails is put off, then given up."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from bot.feeds.poller import MOST_TRIES, Poller
from bot.feeds.web import FetchedWeb
from bot.ingest import Outcome
from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.feed_items import FeedItemStore
from bot.record.feeds import Feed, FeedStore
from bot.settings import FeedSettings, FetchingSettings, Settings
from bot.sources.intake import Intake
from tests.sources.conftest import Site, serve, site  # noqa: F401 - fixtures

EPOCH = datetime(2026, 11, 26, 12, tzinfo=UTC)
EVERY = timedelta(minutes=30)


class Desk:
    """A poller on a clock that the test moves; pages become articles without being read."""

    def __init__(self, there, database):
        self.site = there
        self.now = EPOCH
        self.feeds, self.items = FeedStore(database), FeedItemStore(database)
        self.articles = ArticleStore(database)
        self.taken = []
        settings = Settings(fetching=FetchingSettings(allow_private=(there.place,)), feeds=FeedSettings())
        self.poller = Poller(
            self.feeds,
            self.items,
            FetchedWeb(Intake(settings)),
            self.take,
            every=EVERY,
            most_failures=3,
            pages=5,
            clock=lambda: self.now,
            dice=lambda: 0.5,
        )

    def take(self, incoming, guild):
        """As the ingestor does, without embedding and reading."""
        self.taken.append(incoming.source)
        if "too little" in incoming.raw:
            return Outcome(incoming.name, "failed", "no prose in it")
        there = self.articles.of_source(incoming.source, guild)
        digest = hashlib.sha256(incoming.raw.encode()).hexdigest()
        name = self.articles.id_for(incoming.stem, incoming.source, guild)
        article = Article(
            name, incoming.raw, digest, EPOCH.isoformat(), source=incoming.source, guild=guild, **incoming.facts
        )
        self.articles.replace(article, [], "none")
        return Outcome(incoming.name, "replaced" if there else "added", None, name)

    def follow(self, guild=None, path="/feed", **more):
        return self.feeds.add(Feed(self.site.root + path, self.now, self.now, guild=guild, **more))

    async def round(self, after=timedelta(hours=1)):
        self.now += after
        return await self.poller.round()

    def fetched(self, path):
        return sum(hit == path for hit, _ in self.site.hits)


@pytest.fixture
def desk(site, database):  # noqa: F811
    return Desk(site, database)


def page(words="The harbour council of the town met on Tuesday and talked about the ferry for two hours."):
    body = f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>{words}</p>" + (
        f"<p>{words} It will meet again next week.</p></article></body></html>"
    )
    return 200, {"Content-Type": "text/html; charset=utf-8"}, body.encode()


def publish(desk, *numbers, stamp="Tue, 24 Nov 2026 08:00:00 GMT", path="/feed"):
    items = "".join(
        f"<item><title>Item {n}</title><link>{desk.site.root}/{n}#x</link><pubDate>{stamp}</pubDate></item>"
        for n in numbers
    )
    feed = f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>".encode()
    desk.site.pages[path] = (200, {"Content-Type": "application/rss+xml", "Last-Modified": stamp}, feed)


async def test_each_page_is_taken_once_and_again_only_where_the_feed_says_it_changed(desk):
    desk.site.pages |= {
        "/1": page(),
        "/2": page("Another text about the reserve, which was approved at last, we hear."),
    }
    publish(desk, 1, 2)
    feed = desk.follow(outlet="Post")
    done = await desk.round(timedelta(0))
    assert (done.polled, done.taken) == (1, 2)
    for _ in range(3):
        await desk.round()
    assert (desk.fetched("/feed"), desk.fetched("/1"), desk.fetched("/2")) == (4, 1, 1)
    desk.site.pages["/1"] = page("The harbour council changed its mind on Wednesday and will buy another ferry.")
    publish(desk, 1, 2, stamp="Wed, 25 Nov 2026 08:00:00 GMT")
    desk.site.pages["/2"] = page("Another text about the reserve, which was approved at last, we hear.")
    await desk.round()
    assert (desk.fetched("/1"), desk.fetched("/2")) == (2, 2)
    first = desk.articles.of_source(f"{desk.site.root}/1", None)
    assert "changed its mind" in first.raw
    assert (first.outlet, first.published, first.published_basis) == ("Post", "2026-11-25", "inferred")
    assert desk.items.counts(feed.id).taken == 2
    assert desk.articles.count() == 2


async def test_a_server_that_says_nothing_changed_is_believed(desk):
    desk.site.pages["/1"] = page()
    publish(desk, 1)
    desk.follow()
    await desk.round()
    desk.site.pages["/feed"] = (304, {}, b"")
    assert (await desk.round()).failed == 0
    assert desk.site.hits[-1][1]["If-Modified-Since"] == "Tue, 24 Nov 2026 08:00:00 GMT"


async def test_more_pages_than_a_round_fetches_wait_for_the_next(desk):
    desk.site.pages |= {
        f"/{n}": page(f"Text number {n} of the many texts that wait here for their turn.") for n in range(7)
    }
    publish(desk, *range(7))
    feed = desk.follow()
    assert (await desk.round()).taken == 5
    assert desk.items.counts(feed.id).waiting == 2
    assert (await desk.round(timedelta(seconds=30))).taken == 2
    assert desk.fetched("/feed") == 1


async def test_a_page_that_cannot_be_had_is_put_off_and_given_up_in_the_end(desk):
    publish(desk, 1)
    feed = desk.follow()
    for _ in range(8):
        await desk.round(timedelta(hours=5))
    assert desk.fetched("/1") == MOST_TRIES
    (item,) = desk.items.of_feed(feed.id)
    assert item.state == "failed" and "404" in item.reason


async def test_a_page_without_an_article_is_given_up_at_once(desk):
    desk.site.pages["/1"] = page("too little")
    publish(desk, 1)
    feed = desk.follow()
    await desk.round()
    await desk.round()
    assert desk.fetched("/1") == 1 and desk.items.counts(feed.id).failed == 1


async def test_a_page_of_two_feeds_of_one_server_is_fetched_once_and_of_two_servers_twice(desk):
    desk.site.pages["/1"] = page()
    publish(desk, 1)
    publish(desk, 1, path="/other")
    desk.follow(guild=7)
    desk.follow(guild=7, path="/other")
    desk.follow(guild=8)
    await desk.round()
    await desk.round()
    assert desk.fetched("/1") == 2
    assert desk.articles.guilds() == {7, 8}


@pytest.mark.parametrize("answer", [(500, {}, b""), (200, {"Content-Type": "text/html"}, b"<html></html>"), None])
async def test_a_feed_that_fails_is_asked_less_and_less_and_then_paused(desk, answer):
    if answer:
        desk.site.pages["/feed"] = answer
    feed = desk.follow()
    waits = []
    for _ in range(3):
        await desk.round(timedelta(days=2))
        waits.append(desk.feeds.get(feed.id, None).next_at - desk.now)
    assert waits == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=4)]
    found = desk.feeds.get(feed.id, None)
    assert (found.state, found.told, found.failures) == ("paused", False, 3)
    assert "3 times in a row" in found.reason
    hits = desk.fetched("/feed")
    await desk.round(timedelta(days=2))
    assert desk.fetched("/feed") == hits
    desk.feeds.resume(feed.id, desk.now)
    publish(desk)
    assert (await desk.round()).failed == 0


async def test_a_feed_that_is_gone_for_good_is_paused_at_once(desk):
    desk.site.pages["/feed"] = (410, {}, b"")
    feed = desk.follow()
    await desk.round()
    assert desk.feeds.get(feed.id, None).state == "paused"


async def test_a_crash_between_poll_and_page_loses_nothing(desk):
    desk.site.pages["/1"] = page()
    publish(desk, 1)
    feed = desk.follow()
    await desk.poller.poll(feed)
    desk.site.pages["/feed"] = (304, {}, b"")
    assert (await desk.round()).taken == 1


def test_configured_feeds_come_and_go_with_the_file(desk):
    own = desk.follow(path="/own")

    def of(*names):
        return [Feed(f"http://{name}.example", EPOCH, EPOCH, origin="config", outlet=name) for name in names]

    desk.feeds.configure(of("a", "b"))
    desk.feeds.pause(next(f.id for f in desk.feeds.of_guild(None) if f.outlet == "b"))
    desk.feeds.configure(of("b", "c"))
    found = desk.feeds.of_guild(None)
    assert [(f.outlet, f.state) for f in found] == [(None, "active"), ("b", "paused"), ("c", "active")]
    assert found[0].id == own.id
