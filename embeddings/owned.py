"""Files for their owner alone, written aside and renamed: a reader finds the former or the new, never a part."""

import contextlib
import os
import stat
from pathlib import Path

OWNER = 0o700
"""What the owner may do; whatever else a file or folder allows is taken away."""

NEW_FILE = 0o600


def own_folder(folder: Path) -> None:
    """Make ``folder`` where it is missing, for its owner alone.

    Raises:
        OSError: it cannot be made.

    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=OWNER)
    if not folder.is_dir():
        raise NotADirectoryError(20, "Not a directory", str(folder))


def own(path: Path) -> bool:
    """Take from everybody but its owner what they may do with ``path``; whether there was anything to take.

    A path that belongs to somebody else, or is gone, is left as it is: no error.
    """
    with contextlib.suppress(OSError):
        found = path.lstat()
        mode = stat.S_IMODE(found.st_mode)
        if mode & ~OWNER and not stat.S_ISLNK(found.st_mode) and found.st_uid == os.geteuid():
            path.chmod(mode & OWNER)
            return True
    return False


def new_file(path: Path) -> None:
    """Make an empty file for its owner alone where there is none.

    Raises:
        OSError: it cannot be made.

    """
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, NEW_FILE))


def write_file(path: Path, content: str) -> None:
    """Write a text file of UTF-8 for its owner alone, so that a crash leaves the former one or this one.

    Raises:
        OSError: it cannot be written.

    """
    aside = path.with_name(f"{path.name}.tmp")
    new_file(aside)
    aside.write_text(content, encoding="utf-8")
    sync(aside)
    aside.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk.

    Raises:
        OSError: the disk says no.

    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
