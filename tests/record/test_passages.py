import numpy as np

from bot.record.articles import ArticleStore, PassageRow
from bot.record.passages import PassageStore
from bot.record.visibility import SHARED
from embeddings.index import VectorIndex
from tests.record.test_articles import article


def rows(*values):
    return [PassageRow("sentence", 0, 11, 1, np.array(value, np.float32).tobytes()) for value in values]


def test_an_index_follows_its_store_where_the_newest_passages_go(database, tmp_path):
    store, passages = ArticleStore(database), PassageStore(database, "m")
    store.replace(article("a"), rows((1, 0), (0, 1)), "m")
    store.replace(article("b"), rows((1, 0)), "m")
    assert VectorIndex.open(tmp_path / "index", passages, dimension=2).report.how == "rebuilt"
    store.remove(["b"])
    index = VectorIndex.open(tmp_path / "index", passages, dimension=2)
    assert (index.report.how, index.report.reason, len(index)) == ("caught up", None, 2)
    store.replace(article("c"), rows((0, 1)), "m")
    assert index.catch_up() and len(index) == 3


def test_what_is_counted_is_what_there_is_whatever_was_counted_before(database):
    store, kept = ArticleStore(database), PassageStore(database, "m", SHARED)
    for name, gone in (("a", None), ("b", None), ("c", "b"), ("d", "d"), ("e", "a")):
        store.replace(article(name), rows((1, 0), (0, 1)), "m")
        assert kept.state() == PassageStore(database, "m", SHARED).state()
        if gone is not None:
            store.remove([gone])
            assert kept.state() == PassageStore(database, "m", SHARED).state()
    store.replace(article("c"), rows((1, 0)), "other")
    assert kept.state() == PassageStore(database, "m", SHARED).state()
    assert kept.state().count == 2
