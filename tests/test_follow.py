"""What is made of the record: held while it is good, made anew aside, swapped when it is whole."""

import threading
import time

import pytest
from structlog.testing import capture_logs

from bot.app import App, silent
from bot.follow import EVERY_SECONDS, MOST, RETRY_SECONDS, Current, Following


class Record:
    """A record whose version is set by hand, and a clock."""

    def __init__(self):
        self.version, self.now = 1, 0.0
        self.made, self.gate, self.error = [], threading.Event(), None
        self.gate.set()
        self.following = Following(self.make, lambda: self.version, lambda: self.now)

    def make(self, key):
        version = self.version
        self.gate.wait(10)
        if self.error:
            raise self.error
        self.made.append(key)
        return f"{key}@{version}"

    def later(self, seconds=EVERY_SECONDS):
        self.now += seconds
        return self.following.look()


@pytest.fixture
def record():
    return Record()


def test_what_is_out_of_date_answers_until_the_new_one_is_whole(record):
    assert record.following.get() == "None@1"
    record.version = 2
    record.gate.clear()
    assert record.later() and record.following.get() == "None@1"  # asked while the new one is being made
    record.gate.set()
    record.following.wait()
    assert record.following.get() == "None@2" and record.made == [None, None]


def test_it_is_made_anew_when_the_record_has_changed_and_not_before(record):
    record.following.get()
    assert not record.later()
    record.version = 2
    assert not record.following.look()  # not asked again so soon
    assert record.later()
    record.following.wait()
    assert record.made == [None, None]


def test_a_failure_is_logged_and_tried_again(record):
    record.following.get()
    record.version, record.error = 2, RuntimeError("disk full")
    with capture_logs() as logs:
        assert record.later()
        record.following.wait()
    assert [entry["log_level"] for entry in logs] == ["error"] and record.following.get() == "None@1"
    record.error = None
    assert not record.later(1) and record.later(RETRY_SECONDS)
    record.following.wait()
    assert record.following.get() == "None@2"


def test_servers_that_nobody_asks_from_are_let_go(record):
    for key in (None, 7, 8):
        record.following.get(key)
    record.version = 2
    record.later()
    record.following.wait()
    record.following.get(7)
    record.version = 3
    record.later(100)
    record.following.wait()
    assert record.following.held(7) == "7@3" and record.following.held(8) is None


def test_only_so_many_servers_are_held(record):
    for key in (None, *range(1, MOST + 3)):
        record.following.get(key)
    assert [key for key in (None, *range(1, MOST + 3)) if record.following.held(key)] == [None, *range(3, MOST + 3)]


def test_a_part_is_the_current_one_whenever_it_is_used():
    parts = iter(["a", "b"])
    part = Current(lambda: next(parts))
    assert (part.upper(), part.upper()) == ("A", "B")


FREEDONIA = "Freedonia will send forty observers to Sylvania in May, said Rufus Firefly, the foreign minister.\n"


def catch_up(app):
    """Wait until what answers is of the record as it is; what was begun before its last change is made once more."""
    for _ in range(1_000):
        app.snapshots.wait()
        if app.snapshot().version == app.readings.version():
            return
        time.sleep(0.02)
    raise AssertionError("the record is not followed")


def test_a_running_bot_answers_from_what_another_process_ingests_and_not_from_what_is_gone(
    own_app, tmp_path, monkeypatch
):
    monkeypatch.setattr("bot.follow.EVERY_SECONDS", 0.01)
    monkeypatch.setattr("bot.follow.REST", 0.0)
    bot = App(own_app.settings, silent)  # its first look comes as soon as the others
    bot.follow()
    answering = bot.following("answering")
    assert answering.ask("How many observers will Freedonia send?").status == "not_in_corpus"
    (tmp_path / "freedonia.txt").write_text(FREEDONIA)
    other = App(own_app.settings, silent)
    other.ingest([tmp_path / "freedonia.txt"])
    catch_up(bot)
    before = bot.snapshot()
    assert "forty" in before.answering.ask("How many observers will Freedonia send?").excerpts[0].text
    other.articles.remove(["freedonia"])
    catch_up(bot)
    assert answering.ask("How many observers will Freedonia send?").status == "not_in_corpus"
    # Whoever still holds the former snapshot finds all that it held.
    assert "forty" in before.answering.ask("How many observers will Freedonia send?").excerpts[0].text
    bot.close()
