import os
import socket
from pathlib import Path

import pytest

from embeddings.errors import ArticleError
from embeddings.files import called, in_utf8, kind_of, read_regular

NOT_UTF8 = os.fsdecode(b"caf\xe9.txt")


def strange(folder, what):
    """Something that is no regular file of the folder, under the name ``a.txt``."""
    path = folder / "a.txt"
    match what:
        case "a FIFO":
            os.mkfifo(path)
        case "a device":
            path.symlink_to("/dev/zero")
        case "a socket":
            with socket.socket(socket.AF_UNIX) as one:
                one.bind(str(path))
        case "a folder":
            path.mkdir()
    return path


@pytest.mark.parametrize("what", ["a FIFO", "a device", "a socket", "a folder"])
def test_what_is_no_regular_file_is_named_and_not_opened(tmp_path, what):
    path = strange(tmp_path, what)
    assert kind_of(path) == what
    with pytest.raises(ArticleError, match=f"^a.txt is {what}, not a regular file: "):
        read_regular(path, 100)


def test_a_file_is_read_up_to_its_limit(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"0123456789")
    assert kind_of(path) is None
    assert read_regular(path, 10) == b"0123456789"
    with pytest.raises(ArticleError, match="larger than 9 bytes"):
        read_regular(path, 9)


def test_a_file_without_a_size_of_its_own_stops_at_the_limit():
    # Its size is given as 0, whatever it holds.
    if Path("/proc/cpuinfo").exists():
        with pytest.raises(ArticleError, match="larger than 5 bytes"):
            read_regular(Path("/proc/cpuinfo"), 5)


def test_a_link_leads_anywhere_but_out_of_the_folder_it_is_found_in(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (tmp_path / "secret").write_text("out")
    (folder / "real").write_text("in")
    (folder / "out.txt").symlink_to(tmp_path / "secret")
    (folder / "in.txt").symlink_to("real")
    assert read_regular(folder / "in.txt", 10, folder) == b"in"
    assert read_regular(folder / "out.txt", 10) == b"out"
    with pytest.raises(ArticleError, match=r"out\.txt is a link out of its folder"):
        read_regular(folder / "out.txt", 10, folder)
    with pytest.raises(ArticleError, match=r"in\.txt is a link, not a regular file"):
        read_regular(folder / "in.txt", 10, folder, links=False)
    assert read_regular(folder / "real", 10, folder, links=False) == b"in"


def test_a_name_that_is_not_utf8_is_written_out(tmp_path):
    path = tmp_path / NOT_UTF8
    path.write_text("words")
    assert not in_utf8(path.name) and called(path) == r"caf\xe9.txt"
    with pytest.raises(ArticleError, match=r"^caf\\xe9\.txt has a name that is not UTF-8: rename it"):
        read_regular(path, 10)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("nowhere", "missing"),
        ("file/below", "missing"),
        ("with\0nul", "missing"),
        ("x" * 6000, "not to be had (File name too long)"),
        ("circle", "not to be had (Too many levels of symbolic links)"),
    ],
)
def test_what_is_not_there(tmp_path, name, kind):
    (tmp_path / "file").write_text("words")
    (tmp_path / "circle").symlink_to("circle")
    assert kind_of(tmp_path / name) == kind
