"""The record's rows looked through one by one: what is not as it was written, or does not fit its article."""

from collections.abc import Sequence
from typing import get_args

import numpy as np

from bot.record.article import Article
from bot.record.articles import SENTENCE
from bot.record.damage import RecordDamaged
from bot.record.database import Database
from bot.record.deliveries import Picture
from bot.record.editions import read_edition
from bot.record.positions import PositionStore, StatementStore
from bot.record.schedules import read_schedule
from bot.record.statement import Position, SpeakerKind, Stance, Statement, StatementKind
from embeddings.passages import Passage

DERIVED = ("passage", "passage_tokens", "statement", "position", "reading", "figure", "article_words", "sketch")
"""Tables made from the articles."""

NEARLY_ONE = 1e-3
"""How far a unit vector's length may be from 1."""

WAY = "`communique restore BACKUP` puts a backup back"


def drop_orphans(database: Database) -> tuple[int, list[str]]:
    """Remove derived rows that refer to no article: how many; and the tables of other rows that refer to nothing."""
    with database.connect() as connection:
        rows = database.dangling(connection)
    orphans = [(table, number) for table, number in rows if table in DERIVED]
    if orphans:
        with database.write() as connection:
            for table, number in orphans:
                connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (number,))
    return len(orphans), sorted({table for table, _ in rows} - set(DERIVED))


def passages_fit(
    database: Database, article: Article, expected: Sequence[Passage], model: str, dimension: int
) -> bool:
    """Whether an article's stored passages are those its text gives, each with a unit vector of ``model``."""
    with database.connect() as connection:
        rows = connection.execute(
            'SELECT kind, start, "end", paragraph, model, vector, tokens IS NOT NULL AS told FROM passage '
            "LEFT JOIN passage_tokens ON passage_tokens.seq = passage.seq WHERE article = ?",
            (article.id,),
        ).fetchall()
    spans = sorted((row["kind"], row["start"], row["end"], row["paragraph"]) for row in rows)
    if spans != sorted((p.kind, p.start, p.end, p.paragraph) for p in expected):
        return False
    if any(row["kind"] == SENTENCE and not row["told"] for row in rows):
        return False
    if any(row["model"] != model or len(row["vector"]) != 4 * dimension for row in rows):
        return False
    vectors = np.frombuffer(b"".join(row["vector"] for row in rows), dtype=np.float32).reshape(-1, dimension)
    return bool(np.all(np.abs(np.linalg.norm(vectors.astype(np.float64), axis=1) - 1) < NEARLY_ONE))


def reading_fits(database: Database, article: Article) -> bool:
    """Whether the statements and positions read out of an article stand where they say they do."""
    try:
        statements = StatementStore(database).of_article(article.id)
        positions = PositionStore(database).list(article=article.id)
    except (RecordDamaged, ValueError, TypeError, LookupError):
        return False
    return all(_statement_fits(s, article) for s in statements) and all(_stands(p, article) for p in positions)


def edition_faults(database: Database) -> list[str]:
    """One sentence for each schedule, edition and message that cannot be as it was written."""
    faults = []
    with database.connect() as connection:
        for table, read in (("schedule", read_schedule), ("edition", read_edition)):
            for row in connection.execute(f"SELECT *, NULL AS message FROM {table}"):
                try:
                    read(row)
                except (ValueError, TypeError, LookupError):
                    faults.append(f"The {table} {row['id']} holds a value that cannot be read: {WAY}.")
        empty = connection.execute(
            "SELECT edition FROM delivery WHERE state IN ('pending', 'sending') AND body = '' UNION "
            "SELECT id FROM edition WHERE state = 'planned' AND id NOT IN (SELECT edition FROM delivery)"
        )
        faults += [f"Edition {row[0]} is to be posted and its words are gone: {WAY}." for row in empty]
        unsure = connection.execute(
            "SELECT DISTINCT edition FROM delivery JOIN edition ON edition.id = edition WHERE "
            "(delivery.state = 'sent' AND message IS NULL) OR "
            "(edition.state = 'posted' AND delivery.state != 'sent')"
        )
        faults += [f"Edition {row[0]} counts as posted and a message of it does not: {WAY}." for row in unsure]
        for row in connection.execute("SELECT * FROM delivery_file"):
            if Picture(row["name"], row["content"]).hash != row["hash"]:
                faults.append(f"A picture that goes with an edition is damaged ({row['hash'][:12]}…): {WAY}.")
    return faults


def settle_editions(database: Database) -> int:
    """Mark as posted the editions whose messages are all sent; how many there were."""
    sent = (
        "state = 'planned' AND id IN (SELECT edition FROM delivery) "
        "AND id NOT IN (SELECT edition FROM delivery WHERE state != 'sent')"
    )
    with database.connect() as connection:
        if connection.execute(f"SELECT 1 FROM edition WHERE {sent}").fetchone() is None:
            return 0
    with database.write() as connection:
        return connection.execute(f"UPDATE edition SET state = 'posted' WHERE {sent}").rowcount


def counts(database: Database) -> dict[str, int]:
    """How many rows there are of everything that is looked through."""
    names = ("article", "passage", "statement", "position", "schedule", "edition", "delivery")
    with database.connect() as connection:
        return {
            "deliveries" if name == "delivery" else f"{name}s": int(
                connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            )
            for name in names
        }


def _within(span: tuple[int, int] | None, low: int, high: int) -> bool:
    return span is None or low <= span[0] < span[1] <= high


def _statement_fits(statement: Statement, article: Article) -> bool:
    size = len(article.raw)
    whole = (statement.start, statement.end)
    return (
        _within(whole, 0, size)
        and all(_within(span, *whole) for span in statement.spans)
        and _within(statement.mention, 0, size)
        and _within(statement.cue_span, 0, size)
        and statement.kind in get_args(StatementKind)
    )


def _stands(position: Position, article: Article) -> bool:
    return (
        article.raw[position.start : position.end] == position.text != ""
        and position.stance in get_args(Stance)
        and position.statement_kind in get_args(StatementKind)
        and position.speaker_kind in get_args(SpeakerKind)
    )
