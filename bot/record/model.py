"""What the schema's scripts come to: read off an empty store that they make in memory."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.record.migration import Script, bring_up

BY_ARRIVAL = ("feed_item",)
"""Tables without a number of their own whose rows are asked for as they came, by SQLite's ``rowid``."""
_REFERENCE = re.compile(r'REFERENCES "?(\w+)"?')


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its definition in SQLite. ``key`` are the columns by which its rows are told apart, in order."""

    name: str
    sql: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


@contextmanager
def model_of(known: list[Script]) -> Iterator[sqlite3.Connection]:
    """An empty store of the schema of ``known``."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        bring_up(connection, Path("record"), known, keep_former=False)
        yield connection


def tables_of(connection: sqlite3.Connection) -> list[Table]:
    """Its tables, each after those it refers to."""
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    tables = {name: _table(connection, name, sql) for name, sql in connection.execute(query).fetchall()}
    return _in_order(tables)


def _table(connection: sqlite3.Connection, name: str, sql: str) -> Table:
    rows = connection.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (name,)).fetchall()
    key = [column for column, place in sorted(rows, key=lambda row: int(row[1])) if place]
    return Table(name, sql, tuple(column for column, _ in rows), tuple(key))


def _in_order(tables: dict[str, Table]) -> list[Table]:
    ordered: dict[str, Table] = {}
    while len(ordered) < len(tables):
        ready: Sequence[Table] = [
            table
            for name, table in tables.items()
            if name not in ordered and set(_REFERENCE.findall(table.sql)) <= {*ordered, name}
        ]
        ordered |= {table.name: table for table in ready}
    return list(ordered.values())
