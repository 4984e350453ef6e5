"""What was read out of the articles: statements and positions by article, actor and issue."""

import json
import sqlite3
from collections.abc import Sequence
from typing import cast

from bot.record.database import Database
from bot.record.figure import Figure
from bot.record.figures import save_figures
from bot.record.statement import Kind, Position, SpeakerKind, Stance, Statement, StatementKind


class StatementStore:
    """Statements by article."""

    def __init__(self, database: Database) -> None:
        """Read and write the statements of ``database``."""
        self._database = database

    def of_article(self, article: str) -> list[Statement]:
        """The statements of one article in reading order."""
        with self._database.connect() as connection:
            rows = connection.execute("SELECT * FROM statement WHERE article = ? ORDER BY start, id", (article,))
            return [_statement(row) for row in rows]

    def all(self) -> list[Statement]:
        """Every statement of the record."""
        with self._database.connect() as connection:
            return [
                _statement(row) for row in connection.execute("SELECT * FROM statement ORDER BY article, start, id")
            ]

    def count(self) -> int:
        """How many statements the record holds."""
        with self._database.connect() as connection:
            return int(connection.execute("SELECT count(*) FROM statement").fetchone()[0])


class PositionStore:
    """Positions by article, actor, issue and the time the record first read them."""

    def __init__(self, database: Database) -> None:
        """Read and write the positions of ``database``."""
        self._database = database

    def save(
        self,
        article: str,
        statements: Sequence[Statement],
        positions: Sequence[Position],
        figures: Sequence[Figure] = (),
    ) -> None:
        """Store what was read out of one article, in place of what was read before, in one transaction."""
        with self._database.write() as connection:
            save_figures(connection, article, figures)
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

    def list(
        self,
        actor: str | None = None,
        issue: str | None = None,
        since: str | None = None,
        article: str | None = None,
    ) -> list[Position]:
        """Positions in reading order, article by article.

        ``since`` is an ISO time by which the article must have been ingested later.
        """
        asked = {"actor": actor, "issue": issue, "article": article}
        clauses = [f"position.{name} = ?" for name, value in asked.items() if value is not None]
        values = [value for value in asked.values() if value is not None]
        if since is not None:
            clauses.append("article.ingested_at > ?")
            values.append(since)
        where = f"WHERE {' AND '.join(clauses)} " if clauses else ""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT position.* FROM position JOIN article ON article.id = position.article "
                f"{where}ORDER BY position.article, position.start, position.id",
                values,
            )
            return [_position(row) for row in rows]

    def actors(self) -> dict[str, int]:
        """Every actor that has positions, and how many."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT actor, count(*) AS n FROM position GROUP BY actor ORDER BY n DESC, actor"
            )
            return {row["actor"]: row["n"] for row in rows}


def _pair(value: str | None) -> tuple[int, int] | None:
    pair = json.loads(value) if value else None
    return (pair[0], pair[1]) if pair else None


def _statement(row: sqlite3.Row) -> Statement:
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


def _position(row: sqlite3.Row) -> Position:
    return Position(
        article=row["article"],
        text=row["text"],
        start=row["start"],
        end=row["end"],
        paragraph=row["paragraph"],
        speaker=row["speaker"],
        speaker_kind=cast(SpeakerKind, row["speaker_kind"]),
        actor=row["actor"],
        cue=row["cue"],
        statement_kind=cast(StatementKind, row["statement_kind"]),
        issue=row["issue"],
        stance=cast(Stance, row["stance"]),
        evidence=tuple(json.loads(row["evidence"])),
        affiliation=row["affiliation"],
        kind=cast(Kind, row["kind"]),
        accuser=row["accuser"],
    )
