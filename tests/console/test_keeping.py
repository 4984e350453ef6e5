"""``communique check``, ``backup``, ``restore`` and ``export``, as people and machines call them."""

import csv
import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

import bot.app
from bot.__main__ import communique
from bot.app import App, silent
from bot.console.export import COLUMNS
from bot.errors import CommuniqueError, UsageError
from bot.record.database import Database
from bot.record.restore import POSTING, look_at, restore

QUESTION = "Which countries refuse to send troops?"


@pytest.fixture
def app(own_app, monkeypatch):
    monkeypatch.setenv("COMMUNIQUE_RECORD__DATA", str(own_app.settings.data_dir))
    return own_app


def run(*arguments):
    return CliRunner().invoke(communique, list(map(str, arguments)))


def failure(kind, *arguments):
    """The one sentence that a command fails with."""
    error = run(*arguments).exception
    assert type(error) is kind or isinstance(error, kind), error
    assert "\n" not in str(error)
    return str(error)


def remove(path, article):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("DELETE FROM article WHERE id = ?", (article,))


def test_a_backup_is_one_file_that_is_never_written_over(app, tmp_path):
    file = tmp_path / "backup.sqlite3"
    told = json.loads(run("backup", file, "--json").stdout)
    assert (told["file"], told["articles"], told["bytes"]) == (str(file), 5, file.stat().st_size)
    assert [path.name for path in tmp_path.glob("backup*")] == ["backup.sqlite3"] and file.stat().st_mode & 0o077 == 0
    assert "exists and is not overwritten" in failure(UsageError, "backup", file)
    assert "name a file in a folder that can be written" in failure(CommuniqueError, "backup", tmp_path / "no" / "f")


def test_a_restore_brings_back_what_was_while_a_bot_answers(app, tmp_path):
    expected = app.answering.ask(QUESTION)
    run("backup", tmp_path / "b.sqlite3")
    version = app.readings.version()
    victim = expected.excerpts[0].article
    remove(app.database.path, victim)
    app.refresh()
    assert victim not in {e.article for e in app.answering.ask(QUESTION).excerpts}
    told = json.loads(run("restore", tmp_path / "b.sqlite3", "--yes", "--json").stdout)
    assert told["articles"] == 5 and look_at(type(tmp_path)(told["former"])).articles == 4
    assert app.readings.version() != version  # by which a running bot sees it
    app.refresh()
    assert app.answering.ask(QUESTION) == expected and app.check().faults == []


@pytest.mark.parametrize("state", ["damaged", "empty", "gone"])
def test_a_restore_over_what_cannot_be_read(app, tmp_path, state):
    run("backup", tmp_path / "b.sqlite3")
    path = app.database.path
    for file in path.parent.glob("record.sqlite3*"):
        file.unlink()
    if state != "gone":
        path.write_bytes(b"\xaa" * 20_000 if state == "damaged" else b"")
    checked = run("check", "--json")
    told = json.loads(checked.stdout)
    assert checked.exit_code == 3 and not told["ok"] and "communique restore" in told["faults"][0]
    former = restore(tmp_path / "b.sqlite3", path).former
    assert (former is None) == (state == "gone")
    assert App(app.settings, silent).articles.count() == 5


def test_a_bot_that_has_the_damaged_record_open_is_stopped_first(app, tmp_path):
    from filelock import FileLock

    run("backup", tmp_path / "b.sqlite3")
    path = app.database.path
    shutil.copy(tmp_path / "b.sqlite3", tmp_path / "data2")
    for file in path.parent.glob("record.sqlite3*"):
        file.unlink()
    with FileLock(path.with_name(POSTING)), pytest.raises(CommuniqueError, match="stop it"):
        restore(tmp_path / "b.sqlite3", path)
    assert not path.exists()


def test_what_is_no_backup_is_refused_and_nothing_is_changed(app, tmp_path):
    run("backup", tmp_path / "b.sqlite3")
    data = (tmp_path / "b.sqlite3").read_bytes()
    before = app.articles.all()
    words = before[0].raw.encode()[200:220]
    bad = {
        "cut": (data[: len(data) // 2], "is damaged"),
        "a changed word": (data.replace(words, words[::-1]), "is damaged"),
        "a text": (b"not a database at all" * 100, "is damaged, or no backup"),
        "empty": (b"", "holds no record"),
    }
    for name, (content, expected) in bad.items():
        (tmp_path / "bad").write_bytes(content)
        assert expected in failure(CommuniqueError, "restore", tmp_path / "bad", "--yes"), name
    with closing(sqlite3.connect(tmp_path / "b.sqlite3", isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version=999")
    assert "later release" in failure(CommuniqueError, "restore", tmp_path / "b.sqlite3", "--yes")
    assert "not a file" in failure(UsageError, "restore", tmp_path / "nowhere", "--yes")
    assert "give --yes" in failure(UsageError, "restore", make_backup(app, tmp_path / "c.sqlite3"))
    assert app.articles.all() == before and not list(app.settings.data_dir.glob("record.*.sqlite3"))


def make_backup(app, file):
    assert run("backup", file).exit_code == 0
    return file


def test_an_index_of_another_time_does_not_fit_by_chance(app, tmp_path):
    """Numbers of passages are given again after a restore: the same count and highest number, other vectors."""
    run("backup", tmp_path / "b.sqlite3")
    story = (
        "{0} welcomed the plan.\n\n“We will send forty {1} to Sylvania in May,” {0} said on Tuesday in Fredville.\n"
    )
    for name, what in (("Firefly", "observers"), ("Teasdale", "musicians")):
        file = tmp_path / f"{name}.txt"
        file.write_text(story.format(name, what), encoding="utf-8")
        restore(tmp_path / "b.sqlite3", app.database.path)
        app.ingest([file])
        if name == "Firefly":
            _ = app.retriever  # saves the index
    assert app.check().repaired in ([], ["The index is built."])
    assert app.answering.ask("Who will send musicians?").excerpts[0].article == "Teasdale"


def test_a_fresh_start_sets_the_record_aside(app, tmp_path):
    assert "give --yes" in failure(UsageError, "check", "--fresh")
    told = json.loads(run("check", "--fresh", "--yes", "--json").stdout)
    assert {"record.sqlite3", "record.json", "index"} <= {f.name for f in type(tmp_path)(told["set_aside"]).iterdir()}
    assert json.loads(run("check", "--json").stdout)["ok"] and not app.database.path.exists()
    assert Database(app.database.path).path.exists()  # a first run
    assert json.loads(run("check", "--fresh", "--yes", "--json").stdout)["set_aside"]


def test_the_check_is_told_to_people_and_machines(app):
    told = run("check")
    assert told.exit_code == 0 and "Checked 5 articles" in told.stdout and told.stdout.endswith("All is well.\n")
    with closing(sqlite3.connect(app.database.path)) as connection, connection:
        connection.execute("UPDATE article SET raw = '\x1b]0;x\x07' || raw WHERE id LIKE '000%'")
    told = run("check", "--json")
    found = json.loads(told.stdout)
    assert told.exit_code == 3 and list(found) == ["record", "ok", "checked", "unread", "repaired", "faults"]
    assert found["ok"] is False and "000_" in found["faults"][0] and "\x1b" not in told.stdout


@pytest.fixture
def exported(seed_app, tmp_path, monkeypatch):
    monkeypatch.setattr(bot.app, "build_app", lambda *_, **__: seed_app)
    told = [json.loads(line) for line in run("export", tmp_path / "out", "--json").stdout.splitlines()]
    assert {file["file"].rsplit("/")[-1] for file in told} == {
        "statements.csv", "statements.jsonl", "positions.csv", "positions.jsonl",
    }  # fmt: skip
    return tmp_path / "out"


@pytest.mark.parametrize("kind", ["statements", "positions"])
def test_an_export_cites_every_row(seed_app, exported, kind):
    articles = {article.id: article for article in seed_app.articles.all()}
    lines = [json.loads(line) for line in (exported / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()]
    with (exported / f"{kind}.csv").open(encoding="utf-8", newline="") as handle:
        table = list(csv.DictReader(handle))
    assert len(lines) == len(table) == getattr(seed_app, kind).count() if kind == "statements" else len(lines) > 50
    for line, row in zip(lines, table, strict=True):
        assert tuple(line) == tuple(row) == COLUMNS[kind]
        assert articles[line["article"]].raw[line["start"] : line["end"]] == line["text"]
        assert row["text"].removeprefix("'") == line["text"].replace("\r\n", "\n")
        known = articles[line["article"]]
        for name in ("title", "outlet", "published", "url"):
            assert line[name] == getattr(known, name) and row[name].removeprefix("'") == (line[name] or "")
    assert any(line["title"] and line["outlet"] and line["published"] for line in lines)


def test_an_export_into_one_file_tells_rows_apart(seed_app, exported, tmp_path):
    assert run("export", tmp_path / "all.jsonl").exit_code == 0
    kinds = {json.loads(line)["row"] for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()}
    assert kinds == {"statement", "position"}
    assert "exists and is not overwritten" in failure(UsageError, "export", tmp_path / "all.jsonl")
    assert ".csv or .jsonl" in failure(UsageError, "export", tmp_path / "all.pdf")
    assert ".csv or .jsonl" in failure(UsageError, "export", tmp_path / "x.csv", "--format", "jsonl")


def test_a_cell_is_no_formula():
    from bot.console.export import cell

    assert [cell(v) for v in ("=1+1", "-x", "@a", "plain", None, True, ["a", "b"], 3)] == [
        "'=1+1", "'-x", "'@a", "plain", "", "true", "a; b", 3,
    ]  # fmt: skip
