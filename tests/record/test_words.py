import numpy as np
import pytest

from bot.record.article import Article
from bot.record.articles import ArticleStore, PassageRow, content_hash
from bot.record.texts import stored_articles
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
    extents = store.passages()
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


def test_the_words_of_some_articles_alone(database):
    all_words(database)
    store = WordStore(database, "model", "now")
    extents = store.passages()

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
