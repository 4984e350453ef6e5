"""What was read out of the articles: statements and positions by article, actor and issue."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, cast

from bot.record.bulk import bulk
from bot.record.connection import Connection, Row
from bot.record.database import Database
from bot.record.figure import Figure
from bot.record.figures import put_figures
from bot.record.statement import Position, Statement, StatementKind
from bot.record.visibility import EVERYTHING, Visibility

REMEMBERED = 8192
_POSITION = (
    'article, text, start, "end", paragraph, speaker, speaker_kind, actor, cue, statement_kind, issue, stance, '
    "evidence, affiliation, kind, accuser"
)

_READING_ORDER = itemgetter(1, 3, 0)
"""Article, start and id in the rows that are asked for."""


class Voice(NamedTuple):
    """How often the words of a speaker count for an actor in an article."""

    article: str
    actor: str
    speaker: str | None
    speaker_kind: str
    times: int


class StatementStore:
    """Statements by article."""

    def __init__(self, database: Database, sees: Visibility = EVERYTHING) -> None:
        """Read and write the statements of ``database``; all, and their number, of what ``sees`` lets through."""
        self._database = database
        self._sees = sees

    def of_article(self, article: str) -> list[Statement]:
        """The statements of one article in reading order."""
        with self._database.connect() as connection:
            rows = connection.execute("SELECT * FROM statement WHERE article = ? ORDER BY start, id", (article,))
            return [_statement(row) for row in rows]

    def all(self) -> list[Statement]:
        """Every statement of the record."""
        with self._database.connect() as connection:
            query = f"SELECT * FROM statement WHERE {self._sees.of_rows} ORDER BY article, start, id"
            return [_statement(row) for row in connection.execute(query)]

    def count(self) -> int:
        """How many statements the record holds."""
        with self._database.connect() as connection:
            query = f"SELECT count(*) FROM statement WHERE {self._sees.of_rows}"
            return int(connection.execute(query).fetchone()[0])


class PositionStore:
    """Positions by article, actor, issue and the time the record first read them."""

    def __init__(self, database: Database, sees: Visibility = EVERYTHING) -> None:
        """Read and write the positions of ``database``; what is read are those that ``sees`` lets through."""
        self._database = database
        self._sees = sees

    def save(
        self,
        article: str,
        statements: Sequence[Statement],
        positions: Sequence[Position],
        figures: Sequence[Figure] = (),
    ) -> None:
        """Store what was read out of one article, in place of what was read before, in one transaction."""
        with self._database.write() as connection:
            put(connection, article, statements, positions)
            put_figures(connection, article, figures)

    def list(
        self,
        actor: str | Sequence[str] | None = None,
        issue: str | None = None,
        since: str | None = None,
        article: str | None = None,
        *,
        speaker: str | Collection[str] | None = None,
        besides: str | None = None,
        charged: bool | None = None,
    ) -> list[Position]:
        """Positions in reading order, article by article.

        ``actor`` and ``speaker`` may be several. ``since`` is an ISO time by which the article must have been
        ingested later; ``besides`` an issue left out; ``charged`` tells whether charges alone are wanted, or all but
        charges.
        """
        actors, speakers = ([one] if isinstance(one, str) else list(one or ()) for one in (actor, speaker))
        asked: list[tuple[str, Sequence[object | None]]] = [
            (_among("actor", actors), actors if actor is not None else [None]),
            (_among("speaker", speakers), speakers if speaker is not None else [None]),
            ("issue = ?", [issue]),
            ("article = ?", [article]),
            ("issue != ?", [besides]),
            ("CASE kind WHEN 'charged' THEN 1 ELSE 0 END = ?", [charged]),
            ("article IN (SELECT id FROM article WHERE ingested_at > ?)", [since]),
        ]
        given = [(clause, values) for clause, values in asked if list(values) != [None]]
        values = [value for _, several in given for value in several]
        where = " AND ".join([self._sees.of_rows, *(clause for clause, _ in given)])
        with self._database.connect() as connection, bulk():
            connection.row_factory = None
            rows = connection.execute(f"SELECT id, {_POSITION} FROM position WHERE {where}", values).fetchall()
            # The store would carry every column through its sorting.
            rows.sort(key=_READING_ORDER)
            return _positions(rows)

    def issues(self) -> frozenset[str]:
        """The issues on which somebody takes a clear stance."""
        with self._database.connect() as connection:
            rows = connection.execute(
                f"SELECT DISTINCT issue FROM position WHERE stance != 'unclear' AND {self._sees.of_rows}"
            )
            return frozenset(row["issue"] for row in rows)

    def voices(self, besides: str | None = None) -> tuple[Voice, ...]:
        """Who speaks for whom in which article, charges left out; ``besides`` is an issue left out."""
        with self._database.connect() as connection, bulk():
            connection.row_factory = None
            rows = connection.execute(
                "SELECT article, actor, speaker, speaker_kind, count(*) FROM position "
                f"WHERE kind != 'charged' AND issue IS NOT ? AND {self._sees.of_rows} "
                "GROUP BY article, actor, speaker, speaker_kind",
                (besides,),
            )
            return tuple(map(Voice._make, rows))

    def actors(self) -> dict[str, int]:
        """Every actor that has positions, and how many."""
        with self._database.connect() as connection:
            rows = connection.execute(
                f"SELECT actor, count(*) AS n FROM position WHERE {self._sees.of_rows} "
                "GROUP BY actor ORDER BY n DESC, actor"
            )
            return {row["actor"]: row["n"] for row in rows}


def voices_of(positions: Iterable[Position]) -> list[Voice]:
    """Who speaks for whom in these positions, as ``PositionStore.voices`` tells it of those in the store."""
    times = Counter((p.article, p.actor, p.speaker, p.speaker_kind) for p in positions)
    voices = (Voice(*who, number) for who, number in times.items())
    return sorted(voices, key=lambda voice: (voice.article, voice.actor, voice.speaker or "", voice.speaker_kind))


def put(connection: Connection, article: str, statements: Sequence[Statement], positions: Sequence[Position]) -> None:
    """Store on an open connection what was read out of one article, in place of what was read before."""
    connection.execute("DELETE FROM statement WHERE article = ?", (article,))
    connection.execute("DELETE FROM position WHERE article = ?", (article,))
    connection.executemany(
        "INSERT INTO statement (article, speaker, resolved, mention, speaker_title, cue, cue_span, spans, "
        'start, "end", paragraph, kind, negated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        [
            (
                s.article,
                s.speaker,
                s.resolved,
                json.dumps(s.mention),
                s.speaker_title,
                s.cue,
                json.dumps(s.cue_span),
                json.dumps(s.spans),
                s.start,
                s.end,
                s.paragraph,
                s.kind,
                s.negated,
            )
            for s in statements
        ],
    )
    connection.executemany(
        'INSERT INTO position (article, text, start, "end", paragraph, speaker, speaker_kind, actor, '
        "affiliation, cue, statement_kind, issue, stance, evidence, kind, accuser) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                p.article,
                p.text,
                p.start,
                p.end,
                p.paragraph,
                p.speaker,
                p.speaker_kind,
                p.actor,
                p.affiliation,
                p.cue,
                p.statement_kind,
                p.issue,
                p.stance,
                json.dumps(p.evidence, ensure_ascii=False),
                p.kind,
                p.accuser,
            )
            for p in positions
        ],
    )


def _among(column: str, values: Sequence[str]) -> str:
    """A condition that a column holds one of some values, which may be none."""
    return f"{column} IN ({', '.join('?' * len(values))})" if values else "FALSE"


def _pair(value: str | None) -> tuple[int, int] | None:
    pair = json.loads(value) if value else None
    return (pair[0], pair[1]) if pair else None


def _statement(row: Row) -> Statement:
    return Statement(
        article=row["article"],
        speaker=row["speaker"],
        resolved=bool(row["resolved"]),
        mention=_pair(row["mention"]),
        speaker_title=row["speaker_title"],
        cue=row["cue"],
        cue_span=_pair(row["cue_span"]),
        spans=tuple((start, end) for start, end in json.loads(row["spans"])),
        start=row["start"],
        end=row["end"],
        paragraph=row["paragraph"],
        kind=cast(StatementKind, row["kind"]),
        negated=bool(row["negated"]),
    )


def _positions(rows: Iterable[tuple[Any, ...]]) -> list[Position]:
    """Positions from their ids and the values of ``_POSITION``; what many share is held once."""
    known: dict[Any, Any] = {}
    one = known.setdefault
    return [
        Position(
            one(article, article), text, start, end, paragraph, one(speaker, speaker), one(by, by),
            one(actor, actor), one(cue, cue), one(told, told), one(issue, issue), one(stance, stance),
            _evidence(evidence), one(affiliation, affiliation), one(kind, kind), one(accuser, accuser),
        )
        for (
            _, article, text, start, end, paragraph, speaker, by, actor, cue, told, issue, stance, evidence,
            affiliation, kind, accuser,
        ) in rows
    ]  # fmt: skip


@lru_cache(REMEMBERED)
def _evidence(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))
