"""A backup put in the place of the record: looked at first, all or nothing, with the former record kept aside."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import CommuniqueError, UsageError
from bot.record.articles import content_hash, decoded
from bot.record.backup import copy_into, write_backup
from bot.record.damage import stamp
from bot.record.marker import INDEX, copies_of, is_empty, mark, marker_path
from bot.record.migration import bring_up, done_scripts, refuse_newer, scripts, version_of
from embeddings.owned import NEW_FILE, new_file, own_folder, sync
from embeddings.saved_index import forget

POSTING = "deliveries.lock"
"""Held by a bot that posts from the record beside it."""

COUNTED = ("article", "statement", "position", "schedule")


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds; ``schema`` is its version, ``latest`` when its last article came in."""

    articles: int
    statements: int
    positions: int
    schedules: int
    schema: int
    latest: str | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where the former record is kept (None where there was none)."""

    backup: Backup
    former: Path | None


def look_at(file: Path) -> Backup:
    """Read a backup through and check it: pages, references, every article's hash. Nothing is written.

    Raises:
        UsageError: there is no such file.
        CommuniqueError: it is damaged, no record, or of a later release.

    """
    if not file.is_file():
        raise UsageError(f"{file} is not a file: give one that `communique backup` has written.")
    try:
        with closing(_reading(file)) as connection:
            done = done_scripts(connection, file)
            if not done:
                raise CommuniqueError(f"{file} holds no record: give a file that `communique backup` has written.")
            known = [name for name, _ in scripts()]
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            version = max(version, version_of(done))
            refuse_newer(file, version, set(done) - set(known), version_of(known))
            whole = [row[0] for row in connection.execute("PRAGMA integrity_check")] == ["ok"]
            referring = connection.execute("PRAGMA foreign_key_check").fetchone() is None
            rows = connection.execute("SELECT raw, content_hash FROM article")
            if not whole or not referring or any(content_hash(raw) != digest for raw, digest in rows):
                raise CommuniqueError(f"The backup {file} is damaged and nothing was restored: give an earlier one.")
            held = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED}
            (latest,) = connection.execute("SELECT max(ingested_at) FROM article").fetchone()
            return Backup(**{f"{table}s": number for table, number in held.items()}, schema=version, latest=latest)
    except sqlite3.Error as error:
        raise CommuniqueError(
            f"The backup {file} is damaged, or no backup, and nothing was restored: give an earlier one."
        ) from error


def restore(file: Path, path: Path) -> Restored:
    """Put the backup ``file`` in the place of the record at ``path``, which is kept aside.

    A record that can be read is replaced within one transaction of SQLite, so that a bot that answers from it goes
    on and answers from the backup a few seconds later. One that is damaged or gone is replaced as a file.

    Raises:
        UsageError: there is no such backup.
        CommuniqueError: it is damaged, cannot be written, or a bot has the damaged record open.

    """
    backup = look_at(file)
    own_folder(path.parent)
    staged = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with FileLock(path.with_name("opening.lock"), mode=NEW_FILE):
            _stage(file, staged)
            former = _replace_rows(staged, path) if _readable(path) else _replace_file(staged, path)
            # Numbers of passages may be given again: an index of before could fit a record it was not made from.
            forget(path.with_name(INDEX))
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                mark(path, connection)
    except (OSError, sqlite3.OperationalError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise CommuniqueError(
            f"Nothing was restored at {path} ({reason}): stop what writes to it, make room, and restore again."
        ) from error
    finally:
        for left in (staged, *(staged.with_name(f"{staged.name}{end}") for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)
    return Restored(backup, former)


def set_aside(path: Path) -> Path | None:
    """Take the record at ``path``, its marker and its index out of the way; where to, None where nothing was.

    Raises:
        CommuniqueError: a bot has it open.

    """
    names = [path.name, f"{path.name}-wal", f"{path.name}-shm", marker_path(path).name, INDEX]
    with _unused(path):
        there = [path.with_name(name) for name in names if path.with_name(name).exists()]
        if not there:
            return None
        folder = path.with_name(f"set-aside.{stamp()}")
        own_folder(folder)
        for file in there:
            file.rename(folder / file.name)
        sync(path.parent)
    return folder


def newest_copy(path: Path) -> Path | None:
    """The newest sound copy of the record that stands beside it."""
    for copy in reversed(copies_of(path)):
        try:
            look_at(copy)
        except CommuniqueError:
            continue
        return copy
    return None


def _stage(file: Path, staged: Path) -> None:
    """Copy the backup beside the record and bring the copy to the schema of this release."""
    new_file(staged)
    with closing(_reading(file)) as source:
        copy_into(source, staged)
    with closing(sqlite3.connect(staged, isolation_level=None)) as connection:
        bring_up(connection, staged, scripts(), keep_former=False)
    sync(staged)


def _replace_rows(staged: Path, path: Path) -> Path:
    former = _free(path.with_name(f"{path.stem}.before-restore.{stamp()}{path.suffix}"))
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as live:
        write_backup(live, former)
        forget(path.with_name(INDEX))
        with closing(sqlite3.connect(staged)) as source:
            source.backup(live)
    return former


def _replace_file(staged: Path, path: Path) -> Path | None:
    files = [path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm", "")]
    former = None
    with _unused(path):
        for file in files:
            if file.exists():
                former = former or _free(path.with_name(f"{path.stem}.damaged.{stamp()}{path.suffix}"))
                file.rename(f"{former}{file.name.removeprefix(path.name)}")
        staged.rename(path)
        sync(path.parent)
    return former


@contextmanager
def _unused(path: Path) -> Iterator[None]:
    """While no bot posts from the record: it would go on with a file that is not there any more."""
    try:
        with FileLock(path.with_name(POSTING), timeout=0, mode=NEW_FILE):
            yield
    except Timeout as error:
        raise CommuniqueError(f"A bot uses the record at {path}: stop it, then do this again.") from error


def _readable(path: Path) -> bool:
    """Whether the record's pages can all be read, so that SQLite itself can replace them."""
    if is_empty(path):
        return False
    try:
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        return False


def _reading(file: Path) -> sqlite3.Connection:
    """A connection that makes no file beside ``file`` unless it has a write-ahead log."""
    log = file.with_name(f"{file.name}-wal")
    alone = "" if log.exists() and log.stat().st_size else "&immutable=1"
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro{alone}", uri=True)
    connection.text_factory = decoded
    return connection


def _free(path: Path) -> Path:
    """A name like ``path`` that nothing has: two restores in one second keep two former records."""
    names = (path.with_stem(f"{path.stem}-{number}") if number else path for number in count())
    return next(name for name in names if not os.path.lexists(name))
