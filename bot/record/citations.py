"""Which messages cite which words of which articles: what has to be corrected when an article is withdrawn."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta

from bot.record.answers import KEPT_DAYS
from bot.record.connection import Connection, Row
from bot.record.database import Database


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article as a message shows them (verbatim), with the facts beside them.

    ``title`` only where the message shows it. ``published`` and ``basis`` are as in ``bot.record.article.Article``.
    """

    article: str
    words: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    basis: str | None = None


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
        """Note what a public answer cites; those past their time go.

        A power cut may cost the last ones, as it may cost the answers' buttons.
        """
        now = datetime.now(UTC)
        with self._database.jot() as connection:
            (citing,) = connection.execute(
                "INSERT INTO citing (guild, channel, message, at) VALUES (?, ?, ?, ?) RETURNING id",
                (guild, channel, message, now.isoformat()),
            ).fetchone()
            cite(connection, citing, quotations)
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
            "INSERT INTO quotation (article, words, title, outlet, published, basis, digest) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING",
            (*values, digest),
        )
        connection.execute(
            "INSERT INTO citation SELECT ?, id FROM quotation WHERE digest = ? ON CONFLICT DO NOTHING",
            (citing, digest),
        )


def read_quotation(row: Row) -> Quotation:
    """A quotation from its row."""
    return Quotation(row["article"], row["words"], row["title"], row["outlet"], row["published"], row["basis"])
