"""What was read out of the articles: statements and positions by article, actor and issue."""

import json
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, cast

from bot.record.bulk import bulk
from bot.record.connection import Connection, Row
from bot.record.database import Database
from bot.record.figure import Figure
from bot.record.figures import put_figures
from bot.record.statement import Position, Stance, Statement, StatementKind
from bot.record.visibility import EVERYTHING, Sees, Visibility

REMEMBERED = 8192
AT_ONCE = 10_000
"""Rows whose words are in memory together where all are looked through."""
COLUMNS = (
    'article, text, start, "end", paragraph, speaker, speaker_kind, actor, cue, statement_kind, issue, stance, '
    "evidence, affiliation, kind, accuser"
)
"""The columns of a position in the order in which ``in_reading_order`` takes them, after its id."""

Condition = tuple[str, Sequence[object]]
"""A condition on the table ``position``, in SQL, and the values of its parameters."""

_READING_ORDER = itemgetter(1, 3, 0)
"""Article, start and id in the rows that are asked for."""


class Voice(NamedTuple):
    """How often the words of a speaker count for an actor."""

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

    def __init__(self, database: Database, sees: Sees = EVERYTHING) -> None:
        """Read and write the positions of ``database``; what is read are those that ``sees`` lets through."""
        self.database = database
        self.sees = sees

    def save(
        self,
        article: str,
        statements: Sequence[Statement],
        positions: Sequence[Position],
        figures: Sequence[Figure] = (),
    ) -> None:
        """Store what was read out of one article, in place of what was read before, in one transaction."""
        with self.database.write() as connection:
            put(connection, article, statements, positions)
            put_figures(connection, article, figures)

    def list(
        self,
        actor: str | Collection[str] | None = None,
        issue: str | Collection[str] | None = None,
        since: str | None = None,
        article: str | Collection[str] | None = None,
        *,
        speaker: str | Collection[str] | None = None,
        stance: Collection[Stance] | None = None,
        besides: str | None = None,
        charged: bool | None = None,
        clear: bool | None = None,
        ids: Collection[int] | None = None,
        pairs: Collection[tuple[str, str]] | None = None,
        where: Condition | None = None,
    ) -> list[Position]:
        """Positions in reading order, article by article.

        ``actor``, ``issue``, ``article``, ``speaker`` and ``stance`` may be several. ``since`` is an ISO time by
        which the article must have been ingested later; ``besides`` an issue left out; ``charged`` tells whether
        charges alone are wanted, or all but charges, ``clear`` the same of stances; ``ids`` are those of ``naming``,
        ``pairs`` some actors, each on an issue, ``where`` what else holds of them.
        """
        several = {"actor": actor, "issue": issue, "article": article, "speaker": speaker, "stance": stance}
        wished = {column: [one] if isinstance(one, str) else one for column, one in several.items()}
        asked: list[tuple[str, Sequence[object | None]]] = [
            *((among(column, wanted or ()), [*wanted] if wanted is not None else [None])
              for column, wanted in wished.items()),
            ("issue != ?", [besides]),
            (_whether("kind", "charged"), [charged]),
            (_whether("stance", "unclear"), [None if clear is None else not clear]),
            ("article IN (SELECT id FROM article WHERE ingested_at > ?)", [since]),
            ("id IN (SELECT value FROM json_each(?))", [None if ids is None else json.dumps(sorted(ids))]),
            (_of_pairs(pairs or ()), [None] if pairs is None else [value for pair in pairs for value in pair]),
            where or ("", [None]),
        ]  # fmt: skip
        given = [(clause, values) for clause, values in asked if list(values) != [None]]
        values = [value for _, some in given for value in some]
        with self.database.moment() as connection, bulk():
            connection.row_factory = None
            wanted = " AND ".join([self.sees.at(connection).of_rows, *(clause for clause, _ in given)])
            return in_reading_order(
                connection.execute(f"SELECT id, {COLUMNS} FROM position WHERE {wanted}", values).fetchall()
            )

    def naming(self, names: Callable[[str], bool], *, besides: str, others: Collection[str]) -> Sequence[int]:
        """Ids of the positions whose words fit, charges left out: words are read some at a time, and not kept.

        ``besides`` is an issue left out, ``others`` are actors left out.
        """
        own = self._each("text", f"NOT {among('actor', others)}", [*others], besides)
        return tuple(deque(number for number, text in own if names(text)))

    def strayed(self, raw: Callable[[str], str], *, besides: str) -> Sequence[int]:
        """Ids of the positions whose words do not stand in their article at their place.

        ``raw`` gives the text of an article by its id; charges and the issue ``besides`` are left out.
        """
        found = list[int]()
        # Those of one article mostly come together.
        for article, own in groupby(self._each("article, start, text", "TRUE", (), besides), key=itemgetter(1)):
            whole = raw(article)
            found += [number for number, _, start, text in own if not whole.startswith(text, start)]
        return tuple(found)

    def _each(self, columns: str, where: str, values: Sequence[str], besides: str) -> Iterator[tuple[Any, ...]]:
        """Id and some columns of the actors' own positions, not all in memory at once."""
        rows: Sequence[tuple[Any, ...]] = [(0,)]
        with self.database.moment() as connection:
            connection.row_factory = None
            # Asked in this way the store goes on from the number, and does not gather what is left each time.
            seen = (
                f"SELECT 1 FROM article WHERE article.id = position.article AND {self.sees.at(connection).condition}"
            )
            query = (
                f"SELECT id, {columns} FROM position WHERE id > ? AND kind != 'charged' AND issue != ? "
                f"AND {where} AND EXISTS ({seen}) ORDER BY id LIMIT ?"
            )
            while rows:
                rows = connection.execute(query, (rows[-1][0], besides, *values, AT_ONCE)).fetchall()
                yield from rows

    def issues(self) -> frozenset[str]:
        """The issues on which somebody takes a clear stance."""
        with self.database.moment() as connection:
            # Asked in this way the store looks at each issue until it finds one, and not at all positions.
            seen = self.sees.at(connection).of_each("position")
            rows = connection.execute(
                "SELECT issue FROM (SELECT DISTINCT issue FROM position) AS known WHERE EXISTS "
                f"(SELECT 1 FROM position WHERE position.issue = known.issue AND stance != 'unclear' AND {seen})"
            )
            return frozenset(row["issue"] for row in rows)

    def voices(self, besides: str | None = None) -> tuple[Voice, ...]:
        """Who speaks for whom, charges left out, in the order of articles; ``besides`` is an issue left out."""
        with self.database.moment() as connection, bulk():
            connection.row_factory = None
            rows = connection.execute(
                "SELECT actor, speaker, speaker_kind, count(*) FROM position "
                f"WHERE kind != 'charged' AND issue IS NOT ? AND {self.sees.at(connection).of_rows} "
                "GROUP BY actor, speaker, speaker_kind "
                "ORDER BY min(article), actor, coalesce(speaker, ''), speaker_kind",
                (besides,),
            )
            return tuple(map(Voice._make, rows))

    def actors(self) -> dict[str, int]:
        """Every actor that has positions, and how many."""
        with self.database.moment() as connection:
            rows = connection.execute(
                f"SELECT actor, count(*) AS n FROM position WHERE {self.sees.at(connection).of_rows} "
                "GROUP BY actor ORDER BY n DESC, actor"
            )
            return {row["actor"]: row["n"] for row in rows}


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


def among(column: str, values: Collection[str]) -> str:
    """A condition that a column holds one of some values, which may be none."""
    return f"({column} IN ({', '.join('?' * len(values))}))" if values else "(FALSE)"


def _of_pairs(pairs: Collection[tuple[str, str]]) -> str:
    """A condition that actor and issue are one of some pairs, one at least."""
    return f"(actor, issue) IN (VALUES {', '.join(['(?, ?)'] * len(pairs))})"


def _whether(column: str, value: str) -> str:
    """A condition that a column holds a value, or that it does not."""
    return f"CASE {column} WHEN '{value}' THEN 1 ELSE 0 END = ?"


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


def in_reading_order(rows: list[tuple[Any, ...]]) -> list[Position]:
    """Positions from their ids and the values of ``COLUMNS``, article by article; what many share is held once."""
    # The store would carry every column through its sorting.
    rows.sort(key=_READING_ORDER)
    known: dict[Any, Any] = {}
    one = known.setdefault
    return [
        Position(
            one(article, article), text, start, end, paragraph, one(speaker, speaker), one(by, by),
            one(actor, actor), one(cue, cue), one(told, told), one(issue, issue), one(stance, stance),
            _evidence(evidence), one(affiliation, affiliation), one(kind, kind), one(accuser, accuser), number,
        )
        for (
            number, article, text, start, end, paragraph, speaker, by, actor, cue, told, issue, stance, evidence,
            affiliation, kind, accuser,
        ) in rows
    ]  # fmt: skip


@lru_cache(REMEMBERED)
def _evidence(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))
