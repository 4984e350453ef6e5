import numpy as np
import pytest

from bot.record.article import Article
from bot.record.articles import ArticleStore, PassageRow, content_hash
from bot.record.tokens import TokenStore

RAW = "The ferry left. The bridge stays."
VECTOR = np.zeros(4, dtype=np.float32).tobytes()


@pytest.fixture
def stored(database):
    rows = [
        PassageRow("sentence", 0, 15, 1, VECTOR, b"ferry"),
        PassageRow("sentence", 16, len(RAW), 1, VECTOR),
        PassageRow("window", 0, len(RAW), 1, VECTOR, b"both"),
    ]
    ArticleStore(database).replace(Article("a", RAW, content_hash(RAW), "2026-01-01"), rows, "model")
    return database


def seqs_of(database):
    with database.connect() as connection:
        return [row["seq"] for row in connection.execute("SELECT seq FROM passage ORDER BY seq")]


def test_the_tokens_of_sentences_are_kept_and_of_nothing_else(stored):
    first, second, window = seqs_of(stored)
    assert TokenStore(stored).of([window, first, second, 99]) == [b"", b"ferry", b"", b""]
    assert TokenStore(stored).of([]) == []


def test_tokens_go_with_their_passages(stored):
    seqs = seqs_of(stored)
    ArticleStore(stored).remove(["a"])
    assert TokenStore(stored).of(seqs) == [b"", b"", b""]


def test_an_article_embedded_without_tokens_is_embedded_again(stored):
    assert ArticleStore(stored).embedded_otherwise("model") == []
    with stored.write() as connection:
        connection.execute("DELETE FROM passage_tokens")
    assert ArticleStore(stored).embedded_otherwise("model") == ["a"]
