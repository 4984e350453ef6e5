import sqlite3

import pytest

from bot.errors import CommuniqueError
from bot.record.article import Article
from bot.record.articles import ArticleStore, PassageRow, content_hash
from bot.record.database import Database


@pytest.fixture
def store(tmp_path):
    return ArticleStore(Database(tmp_path / "record.sqlite3"))


def article(identifier="a", raw="Some words.", **known):
    return Article(
        id=identifier, raw=raw, content_hash=content_hash(raw), ingested_at="2026-01-01T00:00:00Z", **known
    )


PASSAGE = PassageRow("sentence", 0, 11, 1, b"\0" * 8)


def test_an_article_comes_back_as_it_went_in(store):
    kept = article(raw="Zeilen\r\nund “Marken”\n", machine_translated=True, published="2025-08")
    store.replace(kept, [PASSAGE], "m")
    assert store.get("a") == kept
    assert store.with_content(kept.content_hash) == kept
    assert store.all() == [kept]


def test_an_edited_article_replaces_its_former_self(store):
    store.replace(article(), [PASSAGE], "m")
    store.replace(article(raw="Other words."), [PASSAGE, PASSAGE], "m")
    assert [a.raw for a in store.all()] == ["Other words."]
    with sqlite3.connect(store._database.path) as connection:
        seqs = [row[0] for row in connection.execute("SELECT seq FROM passage")]
        buried = [row[0] for row in connection.execute("SELECT seq FROM tombstone")]
    connection.close()
    assert buried == [1] and min(seqs) > 1  # a passage number is never used twice


def test_a_failed_write_leaves_the_former_self(store):
    store.replace(article(), [PASSAGE], "m")
    with pytest.raises(sqlite3.IntegrityError):
        store.replace(article(raw="Other words."), [PassageRow("sentence", 0, 1, 1, None)], "m")
    assert store.get("a").raw == "Some words."


def test_passages_of_another_model_are_found(store):
    store.replace(article(), [PASSAGE], "old")
    assert store.embedded_otherwise("new") == ["a"]
    store.replace_passages("a", [PASSAGE], "new")
    assert store.embedded_otherwise("new") == []


def test_a_file_that_is_no_database_is_one_sentence(tmp_path):
    (tmp_path / "record.sqlite3").write_bytes(b"not a database, but long enough to be one" * 100)
    with pytest.raises(CommuniqueError, match=r"record\.sqlite3.*`communique restore BACKUP`"):
        Database(tmp_path / "record.sqlite3")
