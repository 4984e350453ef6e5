from dataclasses import replace

import pytest

from bot.record.article import Article
from bot.record.articles import ArticleStore, content_hash
from bot.record.positions import PositionStore
from bot.record.selection import EVERY, Selection, outlets
from bot.record.visibility import EVERYTHING, SHARED
from tests.record.test_position_store import POSITION

HOSTILE = "O'Brien's 100 % ? :x /*+ y */"
FACTS = {
    "day": (HOSTILE, "2025-08-20"),
    "late": ("Herald", "2026-01-01"),
    "month": ("Post", "2025-08"),
    "unknown": (None, None),
    "year": ("Post", "2025"),
}


@pytest.fixture
def articles(database):
    store = ArticleStore(database)
    for name, (outlet, published) in FACTS.items():
        article = Article(name, name, content_hash(name), "2026-01-02T00:00:00Z", outlet=outlet, published=published)
        store.replace(article, [], "m")
    guest = Article("guest", "guest", content_hash("guest"), "2026-01-02T00:00:00Z", outlet="Post", guild=7)
    store.replace(guest, [], "m")
    return store


def selected(database, **chosen):
    return [article.id for article in ArticleStore(database, Selection(**chosen).within(SHARED)).all()]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, [*FACTS]),
        ({"outlets": ("Post",)}, ["month", "year"]),
        ({"outlets": (HOSTILE, "Herald")}, ["day", "late"]),
        ({"outlets": ()}, []),
        ({"since": "2025"}, ["day", "late", "month", "year"]),
        ({"since": "2025-08"}, ["day", "late", "month"]),
        ({"since": "2025-08-15"}, ["day", "late"]),
        ({"until": "2025-08"}, ["day", "month"]),
        ({"until": "2025-08-20"}, ["day"]),
        ({"until": "2025"}, ["day", "month", "year"]),
        ({"since": "2025-08", "until": "2025-12", "outlets": ("Post",)}, ["month"]),
    ],
)
def test_by_outlet_and_date_for_certain(articles, database, chosen, expected):
    assert selected(database, **chosen) == expected


def test_facts_count_as_edited(articles, database):
    articles.edit("late", {"outlet": "Post", "published": "2025-08-21"})
    articles.edit("month", {"outlet": None})
    assert selected(database, outlets=("Post",)) == ["late", "year"]
    assert selected(database, until="2025-08-31") == ["day", "late", "month"]
    assert outlets(database) == [HOSTILE, "Post"]


def test_by_who_has_a_position(articles, database):
    store = PositionStore(database)
    for article, actor, kind in (("day", "spain", "said"), ("late", "spain", "charged"), ("year", "it's", "did")):
        store.save(article, [], [replace(POSITION, article=article, actor=actor, kind=kind)])
    assert selected(database, actor="spain") == ["day"]
    assert selected(database, actor="it's") == ["year"]
    assert selected(database, actor="spain", since="2026") == []


def test_a_server_s_additions_are_selected_from_where_they_are_seen(articles, database):
    assert Selection(outlets=("Post",)).within(EVERYTHING) != EVERY.within(EVERYTHING) == EVERYTHING
    found = ArticleStore(database, Selection(outlets=("Post",)).within(EVERYTHING)).all()
    assert [article.id for article in found] == ["guest", "month", "year"]
