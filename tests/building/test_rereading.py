"""Articles read again beside a bot that answers: one after the other, by a process that can end at any time."""

import shutil
import sqlite3

import pytest

from bot.app import App, silent
from bot.building.rereading import Rereading
from bot.record.readings import Findings
from bot.settings import ROOT, load_settings


@pytest.fixture
def config(tmp_path):
    shutil.copytree(ROOT / "config", tmp_path / "config")
    return tmp_path / "config"


@pytest.fixture
def changed(own_app, config):
    """The application over a record that was read before ``issues.toml`` lost a cue."""
    issues = config / "issues.toml"
    text = issues.read_text(encoding="utf-8")
    assert '"truce*", ' in text
    issues.write_text(text.replace('"truce*", ', "", 1), encoding="utf-8")
    return App(load_settings(config, {"COMMUNIQUE_RECORD__DATA": str(own_app.settings.data_dir)}), silent)


def test_the_former_reading_answers_until_what_a_change_touches_is_read_again(own_app, changed):
    before = own_app.positions.list()
    changed.prepare(wait=False)
    waiting = changed.builder.stale()
    assert 0 < len(waiting) < 5 and changed.positions.list() == before
    version = changed.readings.version()
    assert Rereading(changed.settings).wait() == 0
    assert changed.builder.waiting() == 0 and changed.readings.version() > version
    # As if everything had been read anew.
    aside = {p for p in changed.positions.list()}
    with sqlite3.connect(changed.database.path) as connection:
        connection.execute("DELETE FROM reading")
    connection.close()
    changed.prepare()
    assert {p for p in changed.positions.list()} == aside


def test_what_a_change_does_not_touch_makes_no_snapshot_old(own_app, config):
    outlets = config / "outlets.toml"
    outlets.write_text(f"{outlets.read_text(encoding='utf-8')}\n# another word\n", encoding="utf-8")
    app = App(load_settings(config, {"COMMUNIQUE_RECORD__DATA": str(own_app.settings.data_dir)}), silent)
    version = app.readings.version()
    assert app.builder.waiting() == 5
    app.prepare(wait=False)
    assert app.builder.waiting() == 0 and app.readings.version() == version
    assert app.reread_aside() == 0


def test_a_reading_of_a_text_that_was_replaced_meanwhile_is_dropped(own_app):
    article = own_app.articles.all()[0]
    own_app.articles.edit(article.id, {"outlet": "Another Outlet"})
    keeper = own_app.builder._keeper
    assert not keeper.reread(article, Findings((), (), "f"))
    assert own_app.positions.list(article=article.id)
    assert keeper.reread(own_app.articles.get(article.id), Findings((), (), "f"))
    assert own_app.positions.list(article=article.id) == []


def test_a_process_that_starts_it_and_ends_takes_it_along(changed):
    changed.prepare(wait=False)
    assert changed.reread_aside() > 0
    changed.close()
    assert changed._rereading._process.poll() is not None
    changed.prepare()
    assert changed.builder.waiting() == 0
