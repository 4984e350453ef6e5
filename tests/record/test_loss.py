"""What was lost or damaged is said: no first run over a record, no changed word quoted, no folder open to others."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing

import pytest
from structlog.testing import capture_logs

from bot.app import App, silent
from bot.record.damage import RecordDamaged, RecordLost
from bot.record.database import Database
from bot.record.marker import read_marker

QUESTION = "Which countries refuse to send troops?"


def change(app, statement, *values):
    with closing(sqlite3.connect(app.database.path)) as connection, connection:
        connection.execute(statement, values)


@pytest.mark.parametrize("state", ["empty", "gone"])
@pytest.mark.parametrize("sign", ["marker", "index"])
def test_a_record_that_is_lost_is_no_first_run(own_app, state, sign):
    data, path = own_app.settings.data_dir, own_app.database.path
    assert read_marker(path).articles == 5
    shutil.rmtree(data / "index") if sign == "marker" else (data / "record.json").unlink()
    for end in ("-wal", "-shm", ""):
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
    if state == "empty":
        path.touch()
    words = (
        rf"{'is empty' if state == 'empty' else 'is gone'}, though it held .* `communique restore BACKUP`.*--fresh"
    )
    with pytest.raises(RecordLost, match=words) as caught:
        App(own_app.settings, silent)
    assert "\n" not in str(caught.value)
    assert not path.exists() or path.stat().st_size == 0


def test_an_empty_file_without_a_sign_of_a_record_is_a_first_run(tmp_path):
    (tmp_path / "record.sqlite3").touch()
    assert Database(tmp_path / "record.sqlite3").path.stat().st_size > 0


@pytest.mark.parametrize("damage", ["another word", "no UTF-8"])
def test_a_damaged_article_is_left_out_of_answers_and_named(own_app, damage):
    whole = own_app.answering.ask(QUESTION)
    victim = whole.excerpts[0].article
    change(own_app, "UPDATE article SET raw = replace(raw, ' not ', ' now ') WHERE id = ?", victim)
    if damage == "no UTF-8":
        change(own_app, "UPDATE article SET raw = CAST(raw || x'ff' AS TEXT) WHERE id = ?", victim)
    again = App(own_app.settings, silent)
    with capture_logs() as logs:
        answer = again.answering.ask(QUESTION)
    assert victim not in {excerpt.article for excerpt in answer.excerpts}
    assert victim not in {row.article.id for row in again.ledger.all_rows}
    named = {entry["article"] for entry in logs if "communique check" in entry["event"]}
    assert named == {victim} and again.builder.stale() == []


def test_a_damaged_article_is_mended_by_its_file(own_app):
    article = own_app.articles.all()[0]
    change(own_app, "UPDATE article SET raw = 'Something else.' WHERE id = ?", article.id)
    assert own_app.articles.get(article.id) is None and own_app.articles.damaged() == [article.id]
    file = own_app.settings.seeds_dir / f"{article.id}.txt"
    assert [outcome.status for outcome in own_app.ingest([file])] == ["added"]
    assert own_app.articles.get(article.id).raw == article.raw and own_app.articles.damaged() == []


def test_no_word_of_an_article_stands_in_an_error(own_app):
    change(own_app, "UPDATE statement SET cue = CAST(x'74686520736563726574ff' AS TEXT)")
    with pytest.raises(RecordDamaged, match="a value in it cannot be read") as caught:
        own_app.statements.all()
    assert "secret" not in str(caught.value)


def test_the_data_folder_is_its_owners_alone(own_app):
    data = own_app.settings.data_dir
    for path in (data, *data.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    former = os.umask(0o022)
    try:
        app = App(own_app.settings, silent)
        shutil.rmtree(data / "index")
        (data / "record.json").unlink()
        App(own_app.settings, silent)
        _ = app.retriever
        with app.database.jot() as connection:
            connection.execute("DELETE FROM answer")
    finally:
        os.umask(former)
    modes = {path.relative_to(data): stat.S_IMODE(path.stat().st_mode) for path in data.rglob("*")}
    assert {path: oct(mode) for path, mode in modes.items() if mode & 0o077} == {}
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_a_folder_that_holds_something_else_too_stays_open(tmp_path):
    (tmp_path / "theirs").write_text("not ours")
    tmp_path.chmod(0o755)
    Database(tmp_path / "record.sqlite3")
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "record.sqlite3").stat().st_mode) == 0o600
