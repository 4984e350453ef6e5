"""What the stores ask of a connection, whichever engine is behind it: SQLite's own satisfies it as it is.

Statements are written for SQLite in what PostgreSQL says alike; what is left (placeholders, ``IS ?``) is translated
by ``bot.record.postgres.dialect``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

Values = Sequence[Any] | Mapping[str, Any]
"""Values for the places of a statement: in order for ``?``, by name for ``:name``."""


class Row(Protocol):
    """One row of a result, by the names of its columns or by their places."""

    def __getitem__(self, key: int | str, /) -> Any:  # noqa: ANN401 - whatever the column holds
        """The value of a column."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """The values in order."""
        ...

    def __len__(self) -> int:
        """How many there are."""
        ...

    def keys(self) -> list[str]:
        """The names of the columns."""
        ...


class Cursor(Protocol):
    """What a statement gave. Where the connection's ``row_factory`` is None, rows are plain tuples."""

    @property
    def rowcount(self) -> int:
        """How many rows it changed."""
        ...

    def fetchone(self) -> Any:  # noqa: ANN401 - a Row, a tuple or None
        """The next row, None where there is none."""
        ...

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """The rows that are left, one by one."""
        ...


class Connection(Protocol):
    """A connection in at most one transaction; ``row_factory`` None gives plain tuples, which is quicker."""

    row_factory: Any
    text_factory: Any

    def execute(self, sql: str, parameters: Values = (), /) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, parameters: Iterable[Values], /) -> Cursor:
        """Run one statement for each of some values."""
        ...
