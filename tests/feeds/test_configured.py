"""``config/feeds.toml``: what it may say, and what is told of it where it is wrong."""

from datetime import UTC, datetime

import pytest

from bot.errors import ConfigurationError
from bot.feeds.configured import load_feeds
from bot.settings import ROOT

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def test_none_is_none(tmp_path):
    assert load_feeds(tmp_path / "feeds.toml", NOW) == []


def test_the_shipped_file_follows_nothing():
    assert (ROOT / "config" / "feeds.toml").exists()
    assert load_feeds(ROOT / "config" / "feeds.toml", NOW) == []


def test_feeds(tmp_path):
    (tmp_path / "feeds.toml").write_text(
        '[[feed]]\nurl = "https://a.example/rss?utm_medium=x"\n[[feed]]\nurl = "http://b.example"\noutlet = "B"\n'
    )
    first, second = load_feeds(tmp_path / "feeds.toml", NOW)
    assert (first.url, first.outlet, first.origin, first.guild) == ("https://a.example/rss", None, "config", None)
    assert (second.url, second.outlet) == ("http://b.example/", "B")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[feeds]\n", "key feeds: there is no such setting"),
        ("feed = 1\n", "key feed: a list expected: .*tables in double ones, got 1"),
        ("feed = [1]\n", "a table"),
        ('[[feed]]\nurl = "ftp://x.example/"\n', "key url"),
        ("[[feed]]\n", "key url"),
        ("[[feed]]\nurl = 3\n", "key url: text expected"),
        ('[[feed]]\nurl = "https://x.example/"\noutlet = ""\n', "key outlet"),
        ('[[feed]]\nurl = "https://x.example/"\nevery = "1"\n', "key every"),
        ('[[feed]]\nurl = "https://x.example/"\n[[feed]]\nurl = "https://x.example/#a"\n', "named twice"),
        ("[[feed]\n", "not valid TOML"),
    ],
)
def test_a_wrong_file_names_the_key(tmp_path, text, words):
    (tmp_path / "feeds.toml").write_text(text)
    with pytest.raises(ConfigurationError, match=words):
        load_feeds(tmp_path / "feeds.toml", NOW)
