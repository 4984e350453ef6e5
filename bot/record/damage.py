"""The ways in which the record's file fails, each one sentence with the way back; never a word of an article."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import CommuniqueError

NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR")
UNWRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")
UNDECODABLE = "Could not decode to UTF-8"
"""How Python's sqlite3 begins an error that goes on with the text itself."""

WAYS = (
    "`communique check` says what is whole, `communique restore BACKUP` puts a backup back, "
    "`communique check --fresh` sets it aside and has the articles and positions built anew from seeds/"
)


class RecordDamaged(CommuniqueError):
    """The record's file does not hold what was written to it."""


class RecordLost(CommuniqueError):
    """There was a record, and its file is gone or empty."""


class RecordUnwritable(CommuniqueError):
    """Something was to be written and cannot be: the record stays as it is."""


class RecordAway(CommuniqueError):
    """The record's database cannot be reached now, or was lost in the middle of something; it may be tried again."""


def stamp() -> str:
    """The moment as it stands in file names: sortable, in UTC."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


def damaged(path: Path, error: Exception) -> RecordDamaged:
    """The record's pages, or what they hold, are not what they should be."""
    reasons = {"SQLITE_NOTADB": "it is no SQLite file", "SQLITE_CORRUPT": "its pages do not fit together"}
    reason = reasons.get(_name(error), "a value in it cannot be read")
    return RecordDamaged(f"The record at {path} is damaged ({reason}): {WAYS}.")


def lost(path: Path, articles: int, copies: list[Path]) -> RecordLost:
    """The file is missing or holds nothing, though there was a record of so many articles."""
    state = "is empty" if path.exists() else "is gone"
    newest = copies[-1] if copies else "BACKUP"
    return RecordLost(
        f"The record at {path} {state}, though it held {articles:,} articles: `communique restore {newest}` puts a "
        "backup back; `communique check --fresh` starts a new record from seeds/."
    )


def unopened(path: Path, error: Exception) -> CommuniqueError:
    """The file can neither be opened for writing nor be read as it is."""
    if out_of_room(error):
        return CommuniqueError(f"The record at {path} cannot be opened: there is no room on its disk; make some.")
    reason = error.strerror if isinstance(error, OSError) else error
    return CommuniqueError(
        f"The record at {path} cannot be opened for writing ({reason}): make the folder {path.parent} "
        "writable, or set COMMUNIQUE_RECORD__DATA to one that is."
    )


def unwritable(path: Path, error: Exception | None) -> RecordUnwritable:
    """What was to be written to the record is not."""
    way = "make room on its disk" if error and out_of_room(error) else f"make the folder {path.parent} writable"
    return RecordUnwritable(f"The record at {path} cannot be written, and stays as it is: {way}, and start again.")


def out_of_room(error: Exception) -> bool:
    """Whether the disk, or what this process may write of it, is full."""
    if isinstance(error, OSError):
        return error.strerror in ("No space left on device", "File too large", "Disk quota exceeded")
    return _name(error).startswith(NO_ROOM)


def refuses_writing(error: Exception) -> bool:
    """Whether an error says that nothing can be written here, as against a lock held or a statement that is wrong."""
    return isinstance(error, OSError) or _name(error).startswith((*NO_ROOM, *UNWRITABLE))


def says_damaged(error: BaseException) -> bool:
    """Whether an error of SQLite says that the file itself is wrong."""
    # SQLite's own class alone, none of its children: the pages are not what they should be.
    return type(error) is sqlite3.DatabaseError or (
        isinstance(error, sqlite3.OperationalError) and str(error).startswith(UNDECODABLE)
    )


def _name(error: Exception) -> str:
    return str(getattr(error, "sqlite_errorname", ""))
