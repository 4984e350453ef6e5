"""A record moved into PostgreSQL and back: nothing is lost, whatever ends it in the middle."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import CommuniqueError, UsageError
from bot.record.articles import ArticleStore
from bot.record.database import Database
from bot.record.deliveries import Message, Picture
from bot.record.editions import EditionEntry, EditionStore
from bot.record.feed_items import FeedItemStore, Item
from bot.record.feeds import Feed, FeedStore
from bot.record.guilds import GuildSettings, GuildStore
from bot.record.schedules import ScheduleStore
from bot.record.transfer import Transfer
from tests.briefings.test_schedule import daily
from tests.conftest import copy_database

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


@pytest.fixture
def whole(seed_record, tmp_path):
    """The seeds' record with rows of every kind beside it; some were there and are gone."""
    path = tmp_path / "from" / "record.sqlite3"
    path.parent.mkdir()
    copy_database(seed_record / "record.sqlite3", path)
    database = Database(path)
    articles, feeds = ArticleStore(database), FeedStore(database)
    first, second = (article.id for article in articles.all()[:2])
    articles.edit(first, {"title": "Another title"})
    articles.remove([second])
    feed = feeds.add(Feed("https://a.example/rss", NOW, NOW, guild=2**62))
    items = [Item(feed.id, f"https://a.example/{place}") for place in (3, 1, 2)]
    FeedItemStore(database).polled(feed, items, NOW, NOW + timedelta(hours=1), ("tag", None))
    GuildStore(database).save(GuildSettings(7, keep_questions=True))
    schedule = ScheduleStore(database).add(daily())
    message = Message(1, "body", "ref", "nonce", Picture("a.png", b"\0\xff"))
    entry = EditionEntry(schedule.id, NOW.date(), NOW, NOW, "planned", number=1)
    EditionStore(database).record([(entry, (message,))])
    with database.write() as connection:
        copied = [row["id"] for row in connection.execute("SELECT id FROM article ORDER BY id DESC LIMIT 1")]
        connection.execute("UPDATE article SET same_as = ? WHERE id = ?", (first, copied[0]))
    yield database
    database.close()


def dumped(path):
    """All rows, tables and numbers given; not the order in which one table's rows lie in the file."""
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.iterdump())


def silent(_done, _total, _name):
    """Nobody is told."""


def test_into_postgres_and_back_is_the_same_record(whole, tmp_path, postgres_url):
    there = Database(tmp_path / "record.sqlite3", url=postgres_url, whole=False)
    done = Transfer(whole, there, silent).run()
    assert done.rows["article"] == 4 and done.rows["feed_item"] == 3 and done.sampled == 20 and not done.resumed
    back = Database(tmp_path / "back" / "record.sqlite3", whole=False)
    Transfer(there, back, silent).run()
    assert dumped(back.path) == dumped(whole.path)
    assert [item.url[-1] for item in FeedItemStore(there).of_feed(1)] == ["3", "1", "2"]
    # A number that was given is never given again.
    for database in (whole, there, back):
        assert FeedStore(database).add(Feed("https://b.example/rss", NOW, NOW)).id == 2
        with database.write() as connection:
            connection.execute("DELETE FROM passage WHERE seq = (SELECT max(seq) FROM passage)")
    there.close()
    back.close()


def test_what_was_ended_in_the_middle_is_opened_by_nobody_and_goes_on(whole, tmp_path, postgres_url):
    calls = []

    def ended(done, _total, _name):
        calls.append(done)
        if len(calls) % 3 == 0:
            raise KeyboardInterrupt

    tries = 0
    while True:
        there = Database(tmp_path / "record.sqlite3", url=postgres_url, whole=False)
        tries += 1
        try:
            done = Transfer(whole, there, ended if tries < 12 else silent).run()
        except KeyboardInterrupt:
            with pytest.raises(CommuniqueError, match=r"is half of .*record\.sqlite3: run `communique migrate`"):
                Database(tmp_path / "record.sqlite3", url=postgres_url)
            there.close()
            continue
        break
    assert tries == 12 and done.resumed
    there.close()
    whole_again = Database(tmp_path / "record.sqlite3", url=postgres_url)
    assert len(ArticleStore(whole_again).all()) == 4
    whole_again.close()


def test_what_was_killed_goes_on(whole, tmp_path, postgres_url):
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from bot.record.database import Database\n"
        "from bot.record.transfer import Transfer\n"
        "left = [9]\n"
        "def report(*_):\n"
        "    left[0] -= 1\n"
        "    if not left[0]: os.kill(os.getpid(), signal.SIGKILL)\n"
        "there = Database(Path(sys.argv[2]), url=sys.argv[3], whole=False)\n"
        "Transfer(Database(Path(sys.argv[1])), there, report).run()\n"
    )
    command = [sys.executable, "-c", script, str(whole.path), str(tmp_path / "record.sqlite3"), postgres_url]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    there = Database(tmp_path / "record.sqlite3", url=postgres_url, whole=False)
    assert Transfer(whole, there, silent).run().resumed
    there.close()


def test_a_store_that_holds_something_is_not_written_over(whole, tmp_path, seed_record):
    path = tmp_path / "full" / "record.sqlite3"
    path.parent.mkdir()
    copy_database(seed_record / "record.sqlite3", path)
    before = dumped(path)
    with pytest.raises(UsageError, match="holds a record already"):
        Transfer(whole, Database(path, whole=False), silent).run()
    assert dumped(path) == before


def test_a_record_in_use_is_not_moved(whole, tmp_path):
    with whole.lock("deliveries").acquire(timeout=0), pytest.raises(UsageError, match="in use: stop the bots"):
        Transfer(whole, Database(tmp_path / "to" / "record.sqlite3", whole=False), silent).run()


def test_what_was_written_meanwhile_is_noticed(whole, tmp_path):
    def meddle(done, total, _name):
        if done > total / 2 and ArticleStore(whole).count() == 4:
            ArticleStore(whole).remove([ArticleStore(whole).all()[-1].id])

    with pytest.raises(CommuniqueError, match="written to meanwhile"):
        Transfer(whole, Database(tmp_path / "to" / "record.sqlite3", whole=False), meddle).run()
