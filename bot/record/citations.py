"""Which messages cite which words of which articles: what has to be corrected when an article is withdrawn."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace
from datetime import UTC, datetime, timedelta

from bot.record.answers import KEPT_DAYS
from bot.record.article import Article
from bot.record.connection import Connection, Row
from bot.record.database import Database
from bot.record.statement import Position, Stance

DIRECT = 0
"""Stands for the server of messages that belong to none: direct messages."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article as a message shows them (verbatim), with the facts beside them.

    ``title`` only where the message shows it. ``published`` and ``basis`` are as in ``bot.record.article.Article``.
    ``stance`` is the side that ``actor`` is said to take on ``issue`` by these words; None where the message claims
    none, or shows it as unclear.
    """

    article: str
    words: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    basis: str | None = None
    actor: str | None = None
    issue: str | None = None
    stance: Stance | None = None

    @classmethod
    def of(cls, article: Article, words: str, title: str | None = None) -> "Quotation":
        """Words of an article with its outlet and date."""
        return cls(article.id, words, title, article.outlet, article.published, article.published_basis)

    def labelled(self, position: Position) -> "Quotation":
        """The same, said to stand where a position does."""
        if position.stance == "unclear" or position.kind == "charged":
            return self
        return replace(self, actor=position.actor, issue=position.issue, stance=position.stance)


@dataclass(frozen=True, slots=True)
class Mentions:
    """How often an article is cited: the editions as (schedule, local date), and the number of public answers."""

    editions: tuple[tuple[int, str], ...] = ()
    answers: int = 0


class CitationStore:
    """The messages that cite articles. Every call blocks; any thread may make it."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    def keep_answer(self, guild: int, channel: int, message: int, quotations: Iterable[Quotation]) -> None:
        """Note what an answer cites that can be corrected later, in place of what it showed before its page turned.

        Those past their time go, and corrections on their way to what is not shown any more. A power cut may cost the
        last ones, as it may cost the answers' buttons. ``guild`` may be ``DIRECT``.
        """
        now = datetime.now(UTC)
        found = tuple(quotations)
        with self._database.jot() as connection:
            connection.execute(
                "DELETE FROM citing WHERE message = ? AND channel = ? AND edition IS NULL", (message, channel)
            )
            if found:
                (citing,) = connection.execute(
                    "INSERT INTO citing (guild, channel, message, at) VALUES (?, ?, ?, ?) RETURNING id",
                    (guild, channel, message, now.isoformat()),
                ).fetchone()
                cite(connection, citing, found)
            before = (now - timedelta(days=KEPT_DAYS)).isoformat()
            connection.execute("DELETE FROM citing WHERE edition IS NULL AND at < ?", (before,))

    def mentions(self, article: str, guild: int | None = None) -> Mentions:
        """Where an article is cited, in all servers or in one."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT DISTINCT citing.id, edition.schedule, edition.local_date FROM citing "
                "JOIN citation ON citation.citing = citing.id JOIN quotation ON quotation.id = citation.quotation "
                "LEFT JOIN edition ON edition.id = citing.edition "
                "WHERE quotation.article = ? AND citing.guild = coalesce(?, citing.guild)",
                (article, guild),
            ).fetchall()
        editions = {(row["schedule"], row["local_date"]) for row in rows if row["schedule"] is not None}
        return Mentions(tuple(sorted(editions)), sum(row["schedule"] is None for row in rows))

    def tidy(self) -> None:
        """Remove the answers past their time, and the words that no message cites any more."""
        before = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).isoformat()
        with self._database.write() as connection:
            connection.execute("DELETE FROM citing WHERE edition IS NULL AND at < ?", (before,))
            connection.execute(
                "DELETE FROM quotation WHERE NOT EXISTS (SELECT 1 FROM citation WHERE quotation = quotation.id)"
            )

    def forget_channel(self, channel: int) -> int:
        """Remove everything kept of a direct message's answers; how many there were."""
        with self._database.write() as connection:
            found = connection.execute("DELETE FROM citing WHERE channel = ? AND guild = ?", (channel, DIRECT))
            return found.rowcount

    def forget_guild(self, guild: int) -> None:
        """Remove everything kept of a server's messages."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM citing WHERE guild = ?", (guild,))


def cite_part(connection: Connection, edition: int, part: int, channel: int, quotations: Iterable[Quotation]) -> None:
    """Note on an open connection what one message of an edition cites; its message's id follows with ``posted``."""
    found = tuple(quotations)
    if not found:
        return
    row = connection.execute(
        "INSERT INTO citing (guild, channel, edition, part, at) SELECT schedule.guild, ?, edition.id, ?, ? "
        "FROM edition JOIN schedule ON schedule.id = edition.schedule WHERE edition.id = ? RETURNING id",
        (channel, part, datetime.now(UTC).isoformat(), edition),
    ).fetchone()
    cite(connection, row[0], found)


def posted(connection: Connection, edition: int, part: int, message: int) -> None:
    """Note on an open connection that a message of an edition is posted."""
    connection.execute(
        "UPDATE citing SET message = ? WHERE edition = ? AND part = ?",
        (message, edition, part),
    )


def cite(connection: Connection, citing: int, quotations: Iterable[Quotation]) -> None:
    """Note on an open connection that a message cites these."""
    for quotation in quotations:
        values = astuple(quotation)
        digest = hashlib.blake2b(json.dumps(values).encode(), digest_size=16).hexdigest()
        connection.execute(
            "INSERT INTO quotation (article, words, title, outlet, published, basis, actor, issue, stance, digest) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING",
            (*values, digest),
        )
        connection.execute(
            "INSERT INTO citation SELECT ?, id FROM quotation WHERE digest = ? ON CONFLICT DO NOTHING",
            (citing, digest),
        )


def read_quotation(row: Row) -> Quotation:
    """A quotation from its row."""
    return Quotation(**{field.name: row[field.name] for field in fields(Quotation)})
