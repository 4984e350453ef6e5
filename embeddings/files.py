"""Files of others read with care: regular files alone, up to a size, and nothing that could hang or act."""

import errno
import os
import stat
from pathlib import Path

from embeddings.errors import ArticleError

_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISDIR, "a folder"),
)
_WAY_OUT = "give a regular file"


def read_regular(path: Path, most: int, within: Path | None = None, *, links: bool = True) -> bytes:
    """The bytes of the regular file at ``path``; anything else is told from its entry and never opened.

    Args:
        path: where it stands.
        most: bytes it may have.
        within: the folder that a link must not lead out of; None lets it lead anywhere.
        links: whether a link is followed at all.

    Raises:
        ArticleError: no regular file, larger than ``most``, a link out of ``within``, or a name that is not UTF-8.
        OSError: missing, or not readable.

    """
    name = called(path)
    if not in_utf8(path.name):
        raise ArticleError(f"{name} has a name that is not UTF-8: rename it and try again.")
    if within is not None and path.is_symlink() and not path.resolve().is_relative_to(within.resolve()):
        raise ArticleError(f"{name} is a link out of its folder, which is not followed: put the file itself there.")
    _must_be_regular(path.stat(follow_symlinks=links).st_mode, name)
    # Between the look and this it may have become another: opened without waiting, it is looked at again.
    careful = ("O_NONBLOCK", "O_NOCTTY", *(() if links else ("O_NOFOLLOW",)))
    descriptor = os.open(path, sum((getattr(os, flag, 0) for flag in careful), os.O_RDONLY))
    with os.fdopen(descriptor, "rb") as file:
        _must_be_regular(os.fstat(descriptor).st_mode, name)
        data = file.read(most + 1)
    if len(data) > most:
        raise ArticleError(too_large(name, most))
    return data


def too_large(name: str, most: int) -> str:
    """The sentence for what has more bytes than are read."""
    return f"{name} is larger than {most:,} bytes: split it, or raise max_article_bytes."


def kind_of(path: Path) -> str | None:
    """What stands at ``path``, where that is no regular file ("a FIFO", "missing"); None where it is one."""
    try:
        return kind_of_mode(path.stat().st_mode)
    except ValueError:  # a name with NUL
        return "missing"
    except OSError as error:
        # A folder that cannot be looked into, a circle of links, a name longer than any file's.
        return "missing" if error.errno in (errno.ENOENT, errno.ENOTDIR) else f"not to be had ({error.strerror})"


def kind_of_mode(mode: int) -> str | None:
    """What a mode says stands there, where that is no regular file; None where it is one."""
    if stat.S_ISREG(mode):
        return None
    return next((kind for test, kind in _KINDS if test(mode)), "a special file")


def called(path: Path) -> str:
    """A file's name for a message: bytes that are not UTF-8 are written out."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def in_utf8(name: str) -> bool:
    """Whether a name is UTF-8 on the disk (Python stands half a surrogate pair for every byte that is not)."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _must_be_regular(mode: int, name: str) -> None:
    kind = kind_of_mode(mode)
    if kind is not None:
        raise ArticleError(f"{name} is {kind}, not a regular file: {_WAY_OUT}.")
