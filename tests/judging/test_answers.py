"""What the judge said stays, by content alone; a file that cannot be used stops nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.judging import answers as module
from bot.judging.answers import FILE, Answers
from bot.judging.judge import Absence, Verdict

SAID = {"a": Verdict.certain("supports", (3, 9)), "b": Verdict.certain("none"), "c": None}


def test_answers_are_kept_with_those_thrown_away(tmp_path):
    store = Answers(tmp_path / "data")
    assert store.get(["a"]) == {} and store.absence("m") is None
    store.note("m", None)
    assert not (tmp_path / "data").exists()
    store.put(SAID)
    assert Answers(tmp_path / "data").get(["a", "b", "c", "d"]) == SAID
    store.put({"a": Verdict.certain("opposes", (0, 1))})
    assert store.get(["a"]) == {"a": Verdict.certain("opposes", (0, 1))}
    assert oct((tmp_path / "data" / FILE).stat().st_mode)[-3:] == "600"


def test_the_oldest_go(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "KEPT", 3)
    store = Answers(tmp_path)
    for name in "abcde":
        store.put({name: None})
    assert list(store.get(list("abcde"))) == ["c", "d", "e"]


def test_an_absence_is_noted_by_judge(tmp_path):
    now = datetime.now(UTC)
    absence = Absence("it answers 503", now, now + timedelta(seconds=5))
    store = Answers(tmp_path)
    store.note("one", absence)
    assert store.absence("one") == absence and store.absence("another") is None
    store.note("one", None)
    assert store.absence("one") is None


@pytest.mark.parametrize("content", [b"no database at all, and long enough to be told from an empty file" * 20])
def test_a_damaged_file_is_made_anew(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    store = Answers(tmp_path)
    assert store.get(["a"]) == {}
    store.put(SAID)
    assert store.get(["a", "b", "c"]) == SAID


def test_where_nothing_can_be_kept_nobody_is_stopped(tmp_path):
    (tmp_path / FILE).mkdir()
    store = Answers(tmp_path)
    store.put(SAID)
    assert store.get(["a"]) == {}
    assert not any((tmp_path / FILE).iterdir())
