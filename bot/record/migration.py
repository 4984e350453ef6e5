"""The store brought to the schema of this release by numbered scripts, after a copy of the former one."""

import sqlite3
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from bot.errors import CommuniqueError
from bot.record.backup import write_backup
from bot.record.damage import stamp

Script = tuple[str, str]
"""A script's file name, which begins with its number, and its statements."""


def scripts() -> list[Script]:
    """The scripts of this release, in order."""
    found = resources.files("bot.record").joinpath("schema").iterdir()
    return sorted((item.name, item.read_text(encoding="utf-8")) for item in found if item.name.endswith(".sql"))


def number_of(name: str) -> int:
    """The number that a script's name begins with."""
    return int(name.split("_")[0])


def version_of(names: list[str]) -> int:
    """The version of a schema made by these scripts: the highest number among them."""
    return max(map(number_of, names), default=0)


def bring_up(connection: sqlite3.Connection, path: Path, known: list[Script], *, keep_former: bool = True) -> None:
    """Bring the store of ``connection``, in no transaction, to the schema of ``known``; all or nothing.

    A store of an earlier schema is copied beside ``path`` first, unless ``keep_former`` is false. Tables are rebuilt
    with foreign keys off, since dropping one that others refer to would empty those; they are checked at the end.

    Raises:
        CommuniqueError: the store is of a later release, is no record, or its rows do not fit the new schema.

    """
    target = version_of([name for name, _ in known])
    done = done_scripts(connection, path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    version = max(version, version_of(done))
    refuse_newer(path, version, set(done) - {name for name, _ in known}, target)
    missing = [(name, text) for name, text in known if name not in done]
    if missing and done and keep_former:
        write_backup(connection, path.with_name(f"{path.stem}.v{version}.{stamp()}{path.suffix}"))
    if missing:
        _apply(connection, path, missing, target)
    elif version != connection.execute("PRAGMA user_version").fetchone()[0]:
        connection.execute(f"PRAGMA user_version={target}")


def done_scripts(connection: sqlite3.Connection, path: Path) -> list[str]:
    """Names of the scripts the store has seen, none for a new one.

    Raises:
        CommuniqueError: the file holds tables of something else.

    """
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not tables:
        return []
    if "schema_script" not in tables:
        raise CommuniqueError(f"{path} is an SQLite file of something else: name another folder or file.")
    return [row[0] for row in connection.execute("SELECT name FROM schema_script ORDER BY name")]


def refuse_newer(path: Path | str, version: int, unknown: set[str], target: int) -> None:
    """Refuse a store that a later release has written.

    Raises:
        CommuniqueError: it is of one.

    """
    if version > target or unknown:
        raise CommuniqueError(
            f"The record at {path} was written by a later release (schema {version}; this one knows {target}): "
            "install that release again, or restore a backup of before."
        )


def _apply(connection: sqlite3.Connection, path: Path, missing: list[Script], target: int) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("CREATE TABLE IF NOT EXISTS schema_script (name TEXT PRIMARY KEY) STRICT")
        for name, text in missing:
            for statement in statements(text):
                connection.execute(statement)
            connection.execute("INSERT INTO schema_script VALUES (?)", (name,))
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise CommuniqueError(
                f"The record at {path} cannot be brought to schema {target} (a row of {broken[0]} refers to one of "
                f"{broken[2]} that is not there) and is as it was: `communique restore BACKUP` puts a backup back."
            )
        connection.execute(f"PRAGMA user_version={target}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys=ON")


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, a trigger's own semicolons left inside it."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
    if gathered.strip():
        yield gathered
