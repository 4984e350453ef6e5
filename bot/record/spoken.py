"""Who says which words, as little of it as looking a speaker up needs: a large record holds a hundred thousand."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from bot.record.bulk import bulk
from bot.record.database import Database
from bot.record.visibility import EVERYTHING, Visibility

Kept = TypeVar("Kept")


class Spoken(NamedTuple):
    """A position (``bot.record.statement.Position``) without its words, but for those of an institution."""

    article: str
    start: int
    end: int
    speaker: str | None
    speaker_kind: str
    actor: str
    cue: str
    statement_kind: str
    issue: str
    stance: str
    kind: str
    accuser: str | None
    text: str


class Said(NamedTuple):
    """A statement by its cue and its place; ``written`` are the spans of its content as they are stored."""

    article: str
    cue: str
    start: int
    end: int
    written: str

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The pieces of its content."""
        return tuple((start, end) for start, end in json.loads(self.written))


class SpokenStore:
    """Positions and statements of the whole record, as little as looking speakers up takes."""

    def __init__(self, database: Database, sees: Visibility = EVERYTHING) -> None:
        """Read ``database``, of the articles that ``sees`` lets through."""
        self._database = database
        self._where = f"WHERE {sees.of_rows}" if sees != EVERYTHING else ""

    def positions(self) -> list[Spoken]:
        """Every position, article by article, in reading order."""
        return self._read(
            Spoken,
            'SELECT article, start, "end", speaker, speaker_kind, actor, cue, statement_kind, issue, stance, '
            "kind, accuser, CASE speaker_kind WHEN 'institution' THEN text ELSE '' END "
            f"FROM position {self._where} ORDER BY article, start, id",
        )

    def statements(self) -> list[Said]:
        """Every statement, article by article, in reading order."""
        return self._read(
            Said,
            f'SELECT article, cue, start, "end", spans FROM statement {self._where} ORDER BY article, start, id',
        )

    def _read(self, kind: Callable[..., Kept], question: str) -> list[Kept]:
        """Rows as objects of a kind, in which equal values are one object."""
        known: dict[Any, Any] = {}
        with self._database.connect() as connection, bulk():
            connection.row_factory = None
            return [kind(*map(known.setdefault, row, row)) for row in connection.execute(question)]
