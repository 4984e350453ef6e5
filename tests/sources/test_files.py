"""Folders of anything: what can be taken is, what cannot is named with its reason, and nothing is waited for."""

import os
import socket

import pytest

from bot.errors import UsageError
from bot.settings import RecordSettings, Settings
from bot.sources.incoming import Refusal
from bot.sources.intake import Intake, place
from tests.sources.bad_files import TEXT


def take(*places, most=10_000):
    intake = Intake(Settings(record=RecordSettings(max_article_bytes=most)))
    return [found for lot in intake.lots(places) for found in lot.read(lambda _words: None)]


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    return folder


def link(folder, target):
    (folder / "bad.txt").symlink_to(target)


def unreadable(folder):
    (folder / "bad.txt").write_text(TEXT, encoding="utf-8")
    (folder / "bad.txt").chmod(0)


def listening(folder):
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(folder / "bad.txt"))


BAD = {
    "a FIFO": (lambda folder: os.mkfifo(folder / "bad.txt"), "bad.txt is a FIFO, not a regular file"),
    "a socket": (listening, "bad.txt"),
    "a link to a device": (lambda folder: link(folder, "/dev/zero"), "is a link out of its folder"),
    "a link to a tape": (lambda folder: link(folder, "/dev/stdin"), "bad.txt"),
    "a link out": (lambda folder: link(folder, "/etc/hostname"), "is a link out of its folder"),
    "a link up": (lambda folder: link(folder, "../folder/../../x.txt"), "bad.txt"),
    "a link to nothing": (lambda folder: link(folder, "nothing.txt"), "bad.txt cannot be read"),
    "a link to itself": (lambda folder: link(folder, "bad.txt"), "bad.txt cannot be read"),
    "too large": (lambda folder: (folder / "bad.txt").write_bytes(b"word " * 4_000), "larger than 10,000 bytes"),
    "huge": (lambda folder: os.truncate(os.open(folder / "bad.txt", os.O_CREAT | os.O_RDWR), 1 << 40), "larger than"),
    "no utf-8": (lambda folder: os.close(os.open(bytes(folder) + b"/b\xffd.txt", os.O_CREAT)), "not called in UTF-8"),
    "an escape": (lambda folder: (folder / "b\x1b[2Jd.txt").touch(), "control characters in its name"),
    "a line end": (lambda folder: (folder / "b\nd.txt").touch(), "control characters in its name"),
    "empty": (lambda folder: (folder / "bad.txt").touch(), "bad.txt is empty"),
}


@pytest.mark.parametrize("what", BAD)
def test_one_bad_file_stops_no_other(folder, what):
    make, words = BAD[what]
    make(folder)
    found = take(folder)
    assert [one.name for one in found if not isinstance(one, Refusal)] == ["good.txt"]
    (refused,) = [one for one in found if isinstance(one, Refusal)]
    assert words in refused.reason and "\n" not in refused.reason and refused.reason.isprintable()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named(folder):
    unreadable(folder)
    assert any(isinstance(one, Refusal) and "Permission denied" in one.reason for one in take(folder))


def test_a_link_within_the_folder_is_followed_and_a_named_one_too(folder, tmp_path):
    link(folder, "good.txt")
    assert [one.name for one in take(folder)] == ["bad.txt", "good.txt"]
    (tmp_path / "named.txt").symlink_to(folder / "good.txt")
    assert take(tmp_path / "named.txt")[0].raw == TEXT


@pytest.mark.parametrize("make", [lambda path: os.mkfifo(path), lambda path: path.symlink_to("/dev/zero")])
def test_what_is_named_itself_and_no_file_is_refused(tmp_path, make):
    make(tmp_path / "it.txt")
    (refused,) = take(tmp_path / "it.txt")
    assert "not a regular file" in refused.reason


def test_a_manifest_that_is_no_file_keeps_nobody_waiting(folder):
    os.mkfifo(folder / "manifest.toml")
    (refused,) = take(folder)
    assert isinstance(refused, Refusal) and refused.name == "manifest.toml" and "FIFO" in refused.reason


def test_the_manifest_outranks_what_a_file_says_of_itself(folder):
    (folder / "it.md").write_text(f"---\ntitle: Own\nauthor: Ann\n---\n{TEXT}", encoding="utf-8")
    (folder / "manifest.toml").write_text('[[article]]\nfile = "it.md"\ntitle = "Given"\n', encoding="utf-8")
    found = {one.name: one.facts for one in take(folder)}
    assert found["it.md"] == {"title": "Given", "author": "Ann"}


def test_many_articles_in_one_file_are_each_measured(folder):
    (folder / "all.jsonl").write_text(
        '{"id": 1, "text": "' + "word " * 3_000 + '"}\n{"id": 2, "text": "A text of few words."}\n', encoding="utf-8"
    )
    found = [one for one in take(folder) if one.name.startswith("all")]
    assert [isinstance(one, Refusal) for one in found] == [True, False]


@pytest.mark.parametrize("argument", ["ftp://example.org/a", "file:///etc/passwd", "gopher://x", "ws://x"])
def test_only_the_web_is_an_address(argument):
    with pytest.raises(UsageError, match="only http and https"):
        place(argument)


def test_what_a_person_means():
    assert place("HTTPS://example.org/a") == "HTTPS://example.org/a"
    assert str(place("a/b.txt")) == "a/b.txt" and str(place("http.txt")) == "http.txt"
