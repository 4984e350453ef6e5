"""The schema in PostgreSQL, from the scripts that make SQLite's: what they come to, or those that are missing."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from bot.errors import CommuniqueError
from bot.record.migration import Script, bring_up, refuse_newer, statements, version_of
from bot.record.postgres.dialect import definition

_OWN_ROWS = ('INSERT INTO "schema_script"', 'INSERT INTO "sqlite_')
_REFERENCE = re.compile(r'REFERENCES "?(\w+)"?')


def bring_up_database(connection: psycopg.Connection[Any], place: str, known: list[Script]) -> None:
    """Bring the database of ``connection``, in an open transaction, to the schema of ``known``.

    Raises:
        CommuniqueError: it is of a later release, or holds tables of something else.

    """
    done = _done(connection, place)
    names = [name for name, _ in known]
    refuse_newer(place, version_of(done), set(done) - set(names), version_of(names))
    if not done:
        for statement in _whole(known):
            _run(connection, statement)
    for name, text in known:
        if done and name not in done:
            for one in statements(text):
                _run(connection, definition(one))
        if name not in done:
            connection.execute("INSERT INTO schema_script (name) VALUES (%s)", (name,))


def _done(connection: psycopg.Connection[Any], place: str) -> list[str]:
    tables = {
        row[0]
        for row in connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        )
    }
    if "schema_script" in tables:
        return [row[0] for row in connection.execute("SELECT name FROM schema_script ORDER BY name")]
    if tables:
        raise CommuniqueError(f"{place} holds tables of something else: name a database of the record's own.")
    return []


def _whole(known: list[Script]) -> list[str]:
    """All that the scripts come to in an empty store, tables before those that refer to them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        bring_up(model, Path("record"), known, keep_former=False)
        found = model.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
        made = [row for row in found if not row[1].startswith("sqlite_")]
        tables = _in_order({name: sql for kind, name, sql in made if kind == "table"})
        rows = [
            statement
            for statement in model.iterdump()
            if statement.startswith("INSERT INTO") and not statement.startswith(_OWN_ROWS)
        ]
    others = [sql for kind, _, sql in made if kind != "table"]
    return [*map(definition, tables), *rows, *map(definition, others)]


def _in_order(tables: dict[str, str]) -> list[str]:
    """The tables' definitions, each after those it refers to."""
    ordered: dict[str, str] = {}
    while len(ordered) < len(tables):
        for name, sql in tables.items():
            if name not in ordered and set(_REFERENCE.findall(sql)) <= {*ordered, name}:
                ordered[name] = sql
    return list(ordered.values())


def _run(connection: psycopg.Connection[Any], statement: str) -> None:
    connection.execute(statement.encode())
