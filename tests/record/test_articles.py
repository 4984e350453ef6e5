import sqlite3
from importlib import resources

import pytest

from bot.errors import CommuniqueError
from bot.record.article import Article
from bot.record.articles import ArticleStore, PassageRow, content_hash
from bot.record.database import Database


@pytest.fixture
def store(database):
    return ArticleStore(database)


def article(identifier="a", raw="Some words.", **known):
    return Article(
        id=identifier, raw=raw, content_hash=content_hash(raw), ingested_at="2026-01-01T00:00:00Z", **known
    )


PASSAGE = PassageRow("sentence", 0, 11, 1, b"\0" * 8)


def test_an_article_comes_back_as_it_went_in(store):
    kept = article(raw="Zeilen\r\nund “Marken”\n", machine_translated=True, published="2025-08")
    store.replace(kept, [PASSAGE], "m")
    assert store.get("a") == kept
    assert store.with_content(kept.content_hash) == [kept]
    assert store.all() == [kept]


def test_an_edited_article_replaces_its_former_self(store):
    store.replace(article(), [PASSAGE], "m")
    store.replace(article(raw="Other words."), [PASSAGE, PASSAGE], "m")
    assert [a.raw for a in store.all()] == ["Other words."]
    with store._database.connect() as connection:
        seqs = [row[0] for row in connection.execute("SELECT seq FROM passage")]
        buried = [row[0] for row in connection.execute("SELECT seq FROM tombstone")]
    assert buried == [1] and min(seqs) > 1  # a passage number is never used twice


def test_a_failed_write_leaves_the_former_self(store):
    store.replace(article(), [PASSAGE], "m")
    with pytest.raises((sqlite3.IntegrityError, CommuniqueError)):
        store.replace(article(raw="Other words."), [PassageRow(None, 0, 1, 1, PASSAGE.vector)], "m")
    assert store.get("a").raw == "Some words."


def test_passages_of_another_model_are_found(store):
    store.replace(article(), [PASSAGE], "old")
    assert store.embedded_otherwise("new") == ["a"]
    store.replace_passages(article(raw="Other words."), [PASSAGE], "new")
    assert store.embedded_otherwise("new") == ["a"]
    store.replace_passages(article(), [PASSAGE], "new")
    assert store.embedded_otherwise("new") == []


def test_a_file_that_is_no_database_is_one_sentence(tmp_path):
    (tmp_path / "record.sqlite3").write_bytes(b"not a database, but long enough to be one" * 100)
    with pytest.raises(CommuniqueError, match=r"record\.sqlite3.*`communique restore BACKUP`"):
        Database(tmp_path / "record.sqlite3")


def test_only_the_same_source_on_the_same_server_replaces(store):
    store.replace(article("a", source="file:/one/a.txt"), [], "m")
    assert store.id_for("a", "file:/one/a.txt", None) == "a"
    other = store.id_for("a", "file:/two/a.txt", None)
    elsewhere = store.id_for("a", "file:/one/a.txt", 7)
    assert len({"a", other, elsewhere}) == 3 and other.startswith("a-") and elsewhere.startswith("a-")
    store.replace(article(other, raw="Other words.", source="file:/two/a.txt"), [], "m")
    assert store.id_for("a", "file:/two/a.txt", None) == other


def test_an_article_from_before_sources_were_kept_is_replaced_by_its_name(store):
    store.replace(article("a"), [], "m")
    assert store.id_for("a", "file:/one/a.txt", None) == "a"
    assert store.id_for("a", "upload:a.txt", 7) != "a"


def test_the_same_text_is_found_among_what_a_server_sees(store):
    for name, guild in (("shared", None), ("ours", 7), ("theirs", 8)):
        store.replace(article(name, source=f"file:/{name}", guild=guild), [], "m")
    digest = content_hash("Some words.")
    assert [a.id for a in store.with_content(digest)] == ["shared"]
    assert [a.id for a in store.with_content(digest, 7)] == ["shared", "ours"]
    assert store.guilds() == {7, 8}


def test_an_edit_outranks_what_came_with_the_article_until_it_is_reset(store):
    store.replace(article(outlet="Daily", published="2025"), [PASSAGE], "m")
    store.edit("a", {"outlet": "Weekly", "published": None})
    assert (store.get("a").outlet, store.get("a").published) == ("Weekly", None)
    store.replace(article(raw="Other words.", outlet="Hourly"), [], "m")
    assert store.all()[0].outlet == "Weekly"  # the source coming again does not undo it
    store.reset("a")
    assert store.get("a").outlet == "Hourly" and store.edits("a") == {}
    with pytest.raises(KeyError):
        store.edit("a", {"raw": "never"})
    with pytest.raises(KeyError):
        store.edit("b", {"outlet": "Weekly"})


def test_what_is_removed_is_gone_with_its_passages_and_remembered_as_withdrawn(store):
    store.replace(article(), [PASSAGE], "m")
    store.replace(article("b", raw="Other words.", same_as="a"), [PASSAGE], "m")
    assert store.remove(["a", "unknown"]) == ["a"]
    assert [(a.id, a.same_as) for a in store.all()] == [("b", None)]
    with store._database.connect() as connection:
        (passages,) = connection.execute("SELECT count(*) FROM passage").fetchone()
        rows = [tuple(row) for row in connection.execute("SELECT article, what FROM withdrawal")]
    assert passages == 1 and rows == [("a", "removed")]
    store.remove(["b"])
    assert store.count() == 0 and store.ever()


def test_articles_of_an_older_schema_keep_all_that_belongs_to_them(tmp_path):
    path = tmp_path / "record.sqlite3"
    with Database(path).connect() as connection:
        scripts = [row[0] for row in connection.execute("SELECT name FROM schema_script WHERE name < '070'")]
    path.unlink()
    raw = sqlite3.connect(path, isolation_level=None)
    folder = resources.files("bot.record").joinpath("schema")
    raw.execute("CREATE TABLE schema_script (name TEXT PRIMARY KEY) STRICT")
    for name in sorted(scripts):
        raw.executescript(folder.joinpath(name).read_text(encoding="utf-8"))
        raw.execute("INSERT INTO schema_script VALUES (?)", (name,))
    raw.execute(
        "INSERT INTO article (id, raw, content_hash, ingested_at) VALUES ('a', 'Some words.', ?, '2026')",
        (content_hash("Some words."),),
    )
    raw.execute("INSERT INTO passage VALUES (1, 'a', 'sentence', 0, 11, 1, 'm', x'00')")
    raw.execute("INSERT INTO reading VALUES ('a', 'f/h', NULL)")
    raw.close()
    database = Database(path)
    assert ArticleStore(database).get("a").raw == "Some words."
    with database.connect() as connection:
        assert connection.execute("SELECT (SELECT count(*) FROM passage), (SELECT count(*) FROM reading)").fetchone()[
            :
        ] == (1, 1)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
