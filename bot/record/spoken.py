"""Who says which words of an article, as little of it as looking a speaker up needs."""

import json
import threading
from typing import NamedTuple

from bot.record.database import Database

_POSITIONS = """SELECT article, start, "end", speaker, speaker_kind, actor, cue, statement_kind, issue, stance, kind,
    accuser, CASE speaker_kind WHEN 'institution' THEN text ELSE '' END
    FROM position WHERE article = ? ORDER BY start, "end", id"""
_SAME = "SELECT 1 FROM article WHERE id = ? AND content_hash = ?"
_STATEMENTS = 'SELECT article, cue, start, "end", spans FROM statement WHERE article = ? ORDER BY start, id'


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
    """Positions and statements of articles, as little as looking speakers up takes; safe from many threads."""

    def __init__(self, database: Database) -> None:
        """Read from ``database``, on one connection that stays open."""
        self._connection = database.lasting()
        self._lock = threading.Lock()

    def of(self, article: str, digest: str) -> tuple[list[Spoken], list[Said]]:
        """The positions and the statements of an article with that content hash, each in reading order.

        Both are empty where the record does not hold that text any more: spans in another point anywhere.
        """
        with self._lock:
            positions = self._connection.execute(_POSITIONS, (article,)).fetchall()
            statements = self._connection.execute(_STATEMENTS, (article,)).fetchall()
            # Asked last: a text that is replaced from now on is that of what was read before.
            same = self._connection.execute(_SAME, (article, digest)).fetchone()
        return ([Spoken(*row) for row in positions], [Said(*row) for row in statements]) if same else ([], [])
