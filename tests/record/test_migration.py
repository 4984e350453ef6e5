"""Schemas of before are brought up after a copy, those of later are refused, and no row is lost on the way."""

import sqlite3
from contextlib import closing

import pytest

from bot.errors import CommuniqueError
from bot.record.database import Database
from bot.record.migration import scripts, statements, version_of

REBUILD = """
CREATE TABLE article_again (id TEXT PRIMARY KEY, raw TEXT NOT NULL, content_hash TEXT NOT NULL UNIQUE,
    ingested_at TEXT NOT NULL, title TEXT, outlet TEXT, author TEXT, language TEXT, machine_translated INTEGER,
    translation_service TEXT, published TEXT, published_precision TEXT, published_basis TEXT, published_evidence TEXT,
    url TEXT, source TEXT, guild INTEGER, same_as TEXT, seen_by INTEGER) STRICT;
INSERT INTO article_again SELECT *, NULL FROM article;
DROP TABLE article;
ALTER TABLE article_again RENAME TO article;
"""
NUMBER = version_of([name for name, _ in scripts()])
LATER = (f"{NUMBER + 10:03}_later.sql", REBUILD)


def rows(path, table):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def version(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def copies(folder):
    return sorted(path.name for path in folder.glob("record.v*.sqlite3"))


def test_a_new_store_carries_the_version_and_needs_no_copy(tmp_path):
    Database(tmp_path / "record.sqlite3")
    assert version(tmp_path / "record.sqlite3") == NUMBER and copies(tmp_path) == []


def test_an_older_store_is_brought_up_after_a_copy_and_keeps_every_row(own_app):
    path = own_app.database.path
    before = {table: rows(path, table) for table in ("article", "passage", "statement", "position", "reading")}
    assert min(before.values()) >= 5
    Database(path, [*scripts(), LATER])
    assert {table: rows(path, table) for table in before} == before  # dropping a table referred to emptied none
    assert version(path) == NUMBER + 10
    (copy,) = copies(path.parent)
    assert copy.startswith(f"record.v{NUMBER}.") and version(path.parent / copy) == NUMBER
    assert rows(path.parent / copy, "article") == before["article"]
    Database(path, [*scripts(), LATER])
    assert len(copies(path.parent)) == 1


def test_a_store_of_before_versions_gets_one_and_no_copy(own_app):
    path = own_app.database.path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=0")
    Database(path)
    assert version(path) == NUMBER and copies(path.parent) == []


@pytest.mark.parametrize("sign", ["version", "script"])
def test_a_newer_store_is_refused_and_left_as_it_is(tmp_path, sign):
    path = tmp_path / "record.sqlite3"
    Database(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if sign == "version":
            connection.execute(f"PRAGMA user_version={NUMBER + 1}")
        else:
            connection.execute("INSERT INTO schema_script VALUES ('999_unheard_of.sql')")
    before = path.read_bytes()
    with pytest.raises(CommuniqueError, match=r"later release .*install that release again") as caught:
        Database(path)
    assert "\n" not in str(caught.value) and path.read_bytes() == before and copies(tmp_path) == []


@pytest.mark.parametrize("fault", ["DELETE FROM article", "INSERT INTO nowhere VALUES (1)"])
def test_a_schema_that_rows_do_not_fit_leaves_the_store_as_it_was(own_app, fault):
    path = own_app.database.path
    held = rows(path, "article")
    broken = (LATER[0], f"CREATE TABLE extra (x);\n{fault};\n")
    with pytest.raises((CommuniqueError, sqlite3.Error)):
        Database(path, [*scripts(), broken])
    assert version(path) == NUMBER and rows(path, "article") == held
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").fetchone() == (0,)


def test_a_file_of_another_program_is_not_touched(tmp_path):
    path = tmp_path / "record.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    with pytest.raises(CommuniqueError, match="of something else"):
        Database(path)


def test_a_trigger_is_one_statement():
    script = "-- first\nCREATE TABLE a (x);\nCREATE TRIGGER t AFTER DELETE ON a\nBEGIN\n SELECT 1;\nEND;\n"
    assert [s.strip().splitlines()[-1] for s in statements(script)] == ["CREATE TABLE a (x);", "END;"]
