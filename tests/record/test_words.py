import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.record.article import Article
from bot.record.articles import ArticleStore, PassageRow, content_hash
from bot.record.texts import KeptArticles, stored_articles
from bot.record.visibility import SHARED
from bot.record.words import Extent, WordStore, extent_of
from embeddings.article_words import words_of
from embeddings.lexical import Analyzer

RAWS = {"a": "The ferry left.", "b": "The bridge stays."}


@pytest.fixture
def database(database):
    for name, raw in RAWS.items():
        put(database, name, raw)
    return database


def put(database, name, raw):
    vector = np.zeros(4, dtype=np.float32).tobytes()
    article = Article(name, raw, content_hash(raw), "2026-01-01", outlet="Herald", machine_translated=True)
    ArticleStore(database).replace(article, [PassageRow("sentence", 0, len(raw), 1, vector)], "model")


def all_words(database, counting="now"):
    """The words of the record, and the articles that had to be counted."""
    counted = []

    def count(raw, passages):
        counted.append(passages[0].article)
        return words_of(raw, passages, Analyzer())

    store = WordStore(database, "model", counting)
    extents = store.passages().of
    found = store.of(extents, count)
    assert {article: extent_of(words) for article, words in found.items()} == extents
    return {article: words.spelled for article, words in found.items()}, counted


def test_words_are_counted_once_and_again_where_something_changed(database):
    assert all_words(database) == ({"a": "The ferry left", "b": "The bridge stays"}, ["a", "b"])
    assert all_words(database)[1] == []
    put(database, "b", "The tunnel opens.")
    assert all_words(database) == ({"a": "The ferry left", "b": "The tunnel opens"}, ["b"])
    assert all_words(database, "otherwise")[1] == ["a", "b"]
    with database.write() as connection:
        connection.execute("DELETE FROM article WHERE id = 'a'")
    assert all_words(database, "otherwise") == ({"b": "The tunnel opens"}, [])


CHANGES = st.lists(st.tuples(st.sampled_from(["put", "remove", "look"]), st.sampled_from("abcd")), max_size=8)


@given(CHANGES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_passages_known_before_and_those_added_are_all(database, changes):
    store = WordStore(database, "model", "now", SHARED)
    known = store.passages()
    for number, (what, name) in enumerate(changes):
        if what == "put":
            put(database, name, f"The ferry left {number} times.")
        elif what == "remove":
            ArticleStore(database).remove([name])
        else:
            known = store.passages(known)
        assert store.passages(known) == store.passages()


def test_the_words_of_some_articles_alone(database):
    all_words(database)
    store = WordStore(database, "model", "now")
    extents = store.passages().of

    def none(raw, passages):
        raise AssertionError("they are kept")

    assert list(store.of({"b": extents["b"]}, none)) == ["b"]
    assert store.of({}, none) == {}
    assert store.of({"gone": Extent(90, 91, 2)}, none) == {}


def test_a_text_stays_in_the_store_until_it_is_asked_for(database):
    articles = stored_articles(database)
    assert list(articles) == ["a", "b"]
    assert articles["a"].raw == RAWS["a"] and articles["a"].machine_translated is True
    assert articles["a"] == stored_articles(database)["a"] != articles["b"]
    assert len({articles["a"], stored_articles(database)["a"]}) == 1


def test_of_a_text_that_was_replaced_nothing_is_shown(database):
    """What was read out of the former text would stand somewhere else in this one."""
    former = stored_articles(database)["b"]
    put(database, "b", "The tunnel opens.")
    assert former.raw == ""
    assert stored_articles(database)["b"].raw == "The tunnel opens."


def test_articles_kept_are_those_of_the_store_and_no_text_is_shown_that_was_damaged_since(database):
    kept = KeptArticles(database)
    first = kept.of(SHARED)
    put(database, "c", "The tunnel opens.")
    with database.write() as connection:
        connection.execute("UPDATE article SET outlet = 'Gazette' WHERE id = 'a'")
        connection.execute("INSERT INTO article_edit (article, field, value) VALUES ('b', 'title', 'Bridge')")
    now = kept.of(SHARED)
    fresh = stored_articles(database, SHARED)
    facts = [[(a.id, a.raw, a.outlet, a.title, a.content_hash) for a in some.values()] for some in (now, fresh)]
    assert facts[0] == facts[1]
    assert (now["a"].outlet, now["b"].title, now["c"].raw) == ("Gazette", "Bridge", "The tunnel opens.")
    assert first["a"].outlet == "Herald" and kept.of(SHARED)["c"] is now["c"]
    with database.write() as connection:
        connection.execute("UPDATE article SET raw = 'The tunnel shuts.' WHERE id = 'c'")
        connection.execute("DELETE FROM article WHERE id = 'b'")
    held = KeptArticles(database)
    assert list(held.of(SHARED)) == ["a"] and list(kept.of(SHARED)) == ["a", "c"]
    kept._texts.read.cache_clear()
    assert kept.of(SHARED)["c"].raw == ""
    kept.forget()
    assert list(kept.of(SHARED)) == ["a"]
