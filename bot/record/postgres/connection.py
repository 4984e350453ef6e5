"""A connection of psycopg that speaks like SQLite's: the same statements, the same kinds of values, rows by name."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, cast

import numpy as np
import psycopg
from pgvector import Vector
from pgvector.psycopg import register_vector
from psycopg.adapt import Buffer, Dumper, Loader
from psycopg.pq import Format
from psycopg.rows import tuple_row
from psycopg.types import TypeInfo
from psycopg.types.string import StrDumperUnknown

from bot.record.connection import Cursor, Values
from bot.record.postgres.dialect import translated

INT2 = 21
"""PostgreSQL's number of the type that every whole number may be compared with."""

MANY = 200
"""From so many rows on they are not added one by one: it takes a third of the time."""
_ADDING = re.compile(r'INSERT INTO (?P<where>"?\w+"? \([^()]+\)) VALUES \((?:\?, )*\?\)')


class NamedRow(tuple[Any, ...]):
    """A row by the names of its columns or by their places, as SQLite's."""

    places: dict[str, int]

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401 - as the protocol says
        return super().__getitem__(self.places[key] if isinstance(key, str) else key)

    def keys(self) -> list[str]:
        """The names of the columns."""
        return list(self.places)


@lru_cache(512)
def _kind_of(names: tuple[str, ...]) -> type[NamedRow]:
    places = {name: place for place, name in reversed(list(enumerate(names)))}
    return type("NamedRow", (NamedRow,), {"places": dict(reversed(places.items()))})


def named_row(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], NamedRow]:
    """Rows by name; of two columns with one name the first is meant."""
    return _kind_of(tuple(column.name for column in cursor.description or ()))


class BoolDumper(Dumper):
    """Yes and no as the numbers that SQLite keeps."""

    oid = INT2

    def dump(self, obj: bool) -> Buffer:
        """One or nought."""
        return b"1" if obj else b"0"


class TextDumper(StrDumperUnknown):
    """Text without NUL, which PostgreSQL keeps in none: a title out of JSON may hold one, an article's text never."""

    def dump(self, obj: str) -> Buffer | None:
        """The text."""
        return super().dump(obj.replace("\0", ""))


class VectorLoader(Loader):
    """Vectors as SQLite keeps them: float32 numbers as bytes, in the order of this machine."""

    format = Format.BINARY

    def load(self, data: Buffer) -> bytes:
        """The numbers of one vector."""
        return Vector.from_binary(bytes(data)).to_numpy().astype(np.float32).tobytes()


def prepare(connection: psycopg.Connection[Any]) -> None:
    """Teach a new connection the kinds of values; the extension must be there."""
    register_vector(connection)
    info = TypeInfo.fetch(connection, "vector")
    assert info is not None  # register_vector would have said so
    connection.adapters.register_loader(info.oid, VectorLoader)
    connection.adapters.register_dumper(bool, BoolDumper)
    connection.adapters.register_dumper(str, TextDumper)


class PostgresConnection:
    """``bot.record.connection.Connection`` over a connection that commits statement by statement."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        """Speak over ``connection``."""
        self.row_factory: Any = named_row
        self.text_factory: Any = str
        self._connection = connection

    def execute(self, sql: str, parameters: Values = (), /) -> Cursor:
        """Run one statement."""
        return cast(Cursor, self._cursor().execute(translated(sql), parameters))

    def executemany(self, sql: str, parameters: Iterable[Values], /) -> Cursor:
        """Run one statement for each of some values; very many new rows go in one stream (COPY)."""
        cursor = self._cursor()
        rows = list(parameters)
        added = _ADDING.fullmatch(sql) if len(rows) >= MANY else None
        # A stream would take vectors as text, which takes longer than all the rest.
        if added is not None and not any(isinstance(value, np.ndarray) for value in rows[0]):
            with cursor.copy(f"COPY {added['where']} FROM STDIN".encode()) as stream:
                for row in rows:
                    stream.write_row(cast(Sequence[Any], row))
        else:
            cursor.executemany(translated(sql), rows)
        return cast(Cursor, cursor)

    def _cursor(self) -> psycopg.Cursor[Any]:
        rows: Any = tuple_row if self.row_factory is None else named_row
        return self._connection.cursor(binary=True, row_factory=rows)
