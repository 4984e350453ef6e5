"""RSS and Atom as they come, the wrong and the hostile too."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.feed import MAX_BYTES, MOST_ITEMS, parse, unpacked
from embeddings.errors import ArticleError

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Harbour &amp; &lt;b&gt;Post&lt;/b&gt;</title>
<item><title>Ferry &lt;i&gt;delayed&lt;/i&gt;</title><link>https://post.example/a?utm_source=rss&amp;id=1#top</link>
<pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate></item>
<item><title>The same</title><link>https://post.example/a?id=1</link></item>
<item><title>Script</title><link>javascript:alert(1)</link></item>
<item><title>File</title><link>file:///etc/passwd</link></item>
<item><title>No link</title></item>
<item><link>http://post.example/b</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay News</title><id>x</id><updated>2026-11-25T10:00:00Z</updated>
<entry><title type="html">&lt;a href="#"&gt;Reserve&lt;/a&gt; approved</title><id>1</id>
<link href="https://bay.example/reserve"/><published>2026-11-24T10:00:00Z</published>
<updated>2026-11-25T09:00:00Z</updated></entry></feed>"""


def test_rss():
    found = parse(RSS.encode(), "feed")
    assert found.title == "Harbour & Post"
    first, second = found.entries
    assert (first.url, first.title, first.published) == ("https://post.example/a?id=1", "Ferry delayed", "2026-11-24")
    assert first.stamp == "Tue, 24 Nov 2026 08:00:00 GMT"
    assert (second.url, second.title, second.stamp) == ("http://post.example/b", None, None)


def test_atom_tells_when_an_item_last_changed():
    (entry,) = parse(ATOM.encode(), "feed").entries
    assert (entry.title, entry.stamp, entry.published) == ("Reserve approved", "2026-11-25T09:00:00Z", "2026-11-24")


def test_it_comes_back_from_the_worker_as_it_was():
    found = parse(RSS.encode(), "feed")
    assert unpacked(json.loads(json.dumps(asdict(found)))) == found


def test_the_first_items_count():
    items = "".join(f"<item><link>https://x.example/{n}</link></item>" for n in range(MOST_ITEMS + 50))
    found = parse(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "feed")
    assert len(found.entries) == MOST_ITEMS and found.entries[0].url.endswith("/0")


BOMB = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">]><rss version="2.0"><channel/></rss>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (BOMB.encode(), "document type"),
        (BOMB.replace("DOCTYPE", "doctype").encode(), "document type"),
        (BOMB.encode("utf-16"), "document type"),
        (b"<html><body>no feed</body></html>", "no RSS or Atom feed"),
        (b"", "no RSS or Atom feed"),
        (b"\x00\xff\xfe%PDF-1.7", "no RSS or Atom feed"),
        (b"<rss>" + b" " * MAX_BYTES, "larger than"),
    ],
)
def test_what_is_no_feed_is_refused_in_one_sentence(data, words):
    with pytest.raises(ArticleError, match=words) as caught:
        parse(data, "https://x.example/feed")
    assert str(caught.value).startswith("https://x.example/feed ")


@given(st.integers(0, len(RSS)), st.binary(max_size=20))
def test_a_damaged_feed_is_read_or_refused(place, noise):
    data = RSS.encode()[:place] + noise + RSS.encode()[place:]
    try:
        found = parse(data, "feed")
    except ArticleError:
        return
    for entry in found.entries:
        assert entry.url.startswith(("http://", "https://"))
        assert entry.title is None or (entry.title.isprintable() and "<" not in entry.title[:1])
