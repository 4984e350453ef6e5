"""The schema in PostgreSQL, from the scripts that make SQLite's: what they come to, or those that are missing."""

from typing import Any

import psycopg

from bot.errors import CommuniqueError
from bot.record.migration import Script, refuse_newer, statements, version_of
from bot.record.model import model_of, tables_of
from bot.record.postgres.dialect import definition

_OWN_ROWS = ('INSERT INTO "schema_script"', 'INSERT INTO "sqlite_')


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
    with model_of(known) as model:
        tables = [table.sql for table in tables_of(model)]
        rows = [one for one in model.iterdump() if one.startswith("INSERT INTO") and not one.startswith(_OWN_ROWS)]
        query = "SELECT sql FROM sqlite_schema WHERE type != 'table' AND sql IS NOT NULL ORDER BY rowid"
        others = [sql for (sql,) in model.execute(query)]
    return [*map(definition, tables), *rows, *map(definition, others)]


def _run(connection: psycopg.Connection[Any], statement: str) -> None:
    connection.execute(statement.encode())
