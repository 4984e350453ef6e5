"""What is new in the watched folder: what stands still and was not dealt with as it stands."""

import json
import os
import shutil

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot.__main__ import communique
from bot.errors import UsageError
from bot.settings import RecordSettings, Settings
from bot.sources.inbox import Dealt, Inbox, Version, news
from tests.sources.bad_files import TEXT

VERSIONS = st.builds(Version, st.integers(0, 3), st.integers(0, 3))
FOLDERS = st.dictionaries(st.sampled_from("abcd"), VERSIONS)


@given(
    FOLDERS, FOLDERS, st.dictionaries(st.sampled_from("abcd"), st.builds(Dealt, st.integers(0, 3), st.integers(0, 3)))
)
def test_news_stand_still_and_were_not_dealt_with(before, now, dealt):
    for name in "abcd":
        new = name in now and before.get(name) == now[name]
        if name in dealt and name in now:
            new = new and (dealt[name].size, dealt[name].changed) != (now[name].size, now[name].changed)
        assert (name in news(before, now, dealt)) == new


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "inbox").mkdir()
    return Inbox(Settings(record=RecordSettings(inbox=tmp_path / "inbox", data=tmp_path / "data")))


def test_what_lies_there_is_named_with_what_is_wrong_with_it(inbox, tmp_path):
    folder = inbox.folder
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    (folder / "link.txt").symlink_to(folder / "good.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "deeper").mkdir()
    (folder / "it.docx").touch()
    os.close(os.open(bytes(folder) + b"/b\xff.txt", os.O_CREAT))
    for name in (".hidden.txt", "a.txt.part", "b.crdownload", "manifest.toml", "c.txt~"):
        (folder / name).touch()
    found = inbox.look()
    assert {name for name, version in found.items() if version.problem is None} == {"good.txt"}
    problems = {os.fsencode(name): version.problem for name, version in found.items() if version.problem}
    assert "is a link" in problems[b"link.txt"] and "is a FIFO" in problems[b"pipe.txt"]
    assert "is a folder" in problems[b"deeper"] and "no kind that is read" in problems[b"it.docx"]
    assert "not called in UTF-8" in problems[b"b\xff.txt"] and len(problems) == 5


def test_what_was_dealt_with_is_remembered_until_it_changes(inbox):
    file = inbox.folder / "it.txt"
    file.write_text(TEXT, encoding="utf-8")
    now = inbox.look()
    assert news(now, now, inbox.dealt()) == ["it.txt"]
    inbox.note(now, {"it.txt": "it.txt is bad."})
    assert news(now, now, inbox.dealt()) == [] and inbox.refused() == {"it.txt": "it.txt is bad."}
    file.write_text(TEXT * 2, encoding="utf-8")
    now = inbox.look()
    assert news(now, now, inbox.dealt()) == ["it.txt"] and inbox.refused() == {}
    file.unlink()
    inbox.note({}, {})
    assert inbox.dealt() == {}


@pytest.mark.parametrize("state", ["", "{", "[]", "3", '{"folder": 3}', '{"folder": "x", "files": 3}', "\ud800"])
def test_a_damaged_note_is_as_none(inbox, state):
    inbox._state.parent.mkdir(exist_ok=True)
    inbox._state.write_bytes(state.encode("utf-8", "surrogatepass"))
    assert inbox.dealt() == {}


def test_an_inbox_that_is_not_there_is_a_sentence(inbox):
    shutil.rmtree(inbox.folder)
    with pytest.raises(UsageError, match="make the folder"):
        inbox.look()
    with pytest.raises(UsageError, match=r"set inbox in \[record\]"):
        Inbox(Settings())


def test_what_is_dropped_is_taken_what_is_bad_is_told_once(own_app, tmp_path, monkeypatch):
    folder = tmp_path / "inbox"
    folder.mkdir()
    monkeypatch.setenv("COMMUNIQUE_RECORD__INBOX", str(folder))
    monkeypatch.setenv("COMMUNIQUE_RECORD__DATA", str(own_app.settings.data_dir))
    monkeypatch.setattr("bot.console.inbox.STILL_SECONDS", 0.0)
    (folder / "plan.txt").write_text(TEXT, encoding="utf-8")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "link.txt").symlink_to("plan.txt")
    (folder / "manifest.toml").write_text('[[article]]\nfile = "plan.txt"\noutlet = "Gazette"\n', encoding="utf-8")
    result = CliRunner().invoke(communique, ["inbox", "--json"])
    told = {one["file"]: one for one in map(json.loads, result.stdout.splitlines())}
    assert result.exit_code == 3
    assert {name: one["status"] for name, one in told.items()} == {
        "bad.pdf": "failed", "plan.txt": "added", "link.txt": "failed",
    }  # fmt: skip
    assert own_app.articles.get("plan").outlet == "Gazette"
    again = CliRunner().invoke(communique, ["inbox", "--json"])
    assert (again.exit_code, again.stdout) == (0, "")
    status = json.loads(CliRunner().invoke(communique, ["status", "--json"]).stdout)
    assert [one["file"] for one in status["inbox"]["refused"]] == ["bad.pdf", "link.txt"]
    assert "is damaged" in status["inbox"]["refused"][0]["reason"]
    assert sorted(path.name for path in folder.iterdir()) == ["bad.pdf", "link.txt", "manifest.toml", "plan.txt"]
