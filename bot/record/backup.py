"""A copy of the record in one file, taken while others read and write it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import CommuniqueError, UsageError
from embeddings.owned import new_file, sync


def write_backup(source: sqlite3.Connection, target: Path) -> None:
    """Copy the record that ``source`` is connected to into the file ``target``, as it stands at one moment.

    The file is there whole or not at all, for its owner alone, and needs no other file beside it. Others may write
    meanwhile.

    Raises:
        UsageError: ``target`` exists.
        CommuniqueError: it cannot be written.

    """
    if os.path.lexists(target):
        raise UsageError(f"{target} exists and is not overwritten: name another file, or move it away.")
    aside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        new_file(aside)
        copy_into(source, aside)
        sync(aside)
        # Fails where another has made the file meanwhile, which a rename would not.
        os.link(aside, target)
        sync(target.parent)
    except FileExistsError as error:
        raise UsageError(f"{target} exists and is not overwritten: name another file, or move it away.") from error
    except (OSError, sqlite3.OperationalError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise CommuniqueError(
            f"The record cannot be copied to {target} ({reason}): make room, or name a file in a folder that can be "
            "written."
        ) from error
    finally:
        aside.unlink(missing_ok=True)


def copy_into(source: sqlite3.Connection, target: Path) -> None:
    """Copy the record of ``source`` over the file ``target``, which then is one file without a write-ahead log."""
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
