"""What was withdrawn (taken out, replaced, edited), and what follows from it for the messages that cite it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.record.article import Article
from bot.record.articles import What, find
from bot.record.citations import Quotation, cite, read_quotation
from bot.record.connection import Connection, Row
from bot.record.statement import Stance


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What became of an article, with the title and outlet it had; ``at`` is an ISO moment."""

    number: int
    article: str
    title: str | None
    outlet: str | None
    what: What
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that a message shows of an article, and what it is now; None is unknown.

    A stance is that of the ``words``, as the article is read.
    """

    fact: Literal["title", "outlet", "date", "stance"]
    before: str | None
    now: str | None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a correction says of one article. ``changes`` only where its facts were edited; ``on`` is a date (ISO)."""

    what: What
    title: str | None
    outlet: str | None
    on: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """Where an article's words are read to stand now."""

    actor: str
    issue: str
    stance: Stance
    words: str


Decide = Callable[[Sequence[tuple[Quotation, Quotation]], Withdrawal, Article | None], Note | None]
"""What is said of an article that a message cites, None for nothing.

Given what the message shows of it, each time with how that stands now; its last withdrawal; and the article now.
"""


def stands(words: str, raw: str) -> bool:
    """Whether words stand in a text, however its lines are broken."""
    return " ".join(words.split()) in " ".join(raw.split())


def news(connection: Connection) -> bool:
    """Whether something was withdrawn, or written down, that was not dealt with yet."""
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM withdrawal WHERE number > (SELECT number FROM corrected)) "
        "OR EXISTS (SELECT 1 FROM citing WHERE fresh = 1)"
    ).fetchone()
    return bool(found)


def notes_due(connection: Connection, decide: Decide) -> tuple[int, dict[int, list[Note]]]:
    """What is to be said in which messages, by their numbers, of all that was withdrawn up to a number."""
    (done,) = connection.execute("SELECT number FROM corrected").fetchone()
    latest = {
        row["article"]: _withdrawal(row) for row in connection.execute("SELECT * FROM withdrawal ORDER BY number")
    }
    newest = max([done, *(withdrawal.number for withdrawal in latest.values())])
    rows = connection.execute(
        "SELECT DISTINCT citing.id AS message, quotation.article FROM citing JOIN citation ON "
        "citation.citing = citing.id JOIN quotation ON quotation.id = citation.quotation WHERE "
        "quotation.article IN (SELECT article FROM withdrawal WHERE number > ?) OR (citing.fresh = 1 AND "
        "quotation.article IN (SELECT article FROM withdrawal)) ORDER BY citing.id, quotation.article",
        (done,),
    ).fetchall()
    notes: dict[int, list[Note]] = {}
    for row in rows:
        note = _decided(connection, row["message"], latest[row["article"]], decide)
        if note is not None:
            notes.setdefault(row["message"], []).append(note)
    return newest, notes


def dealt_with(connection: Connection, newest: int) -> None:
    """Note that all withdrawals up to a number have been dealt with, in every message that is written down."""
    connection.execute("UPDATE citing SET fresh = 0 WHERE fresh = 1")
    connection.execute("UPDATE corrected SET number = ?", (newest,))


def _decided(connection: Connection, citing: int, withdrawal: Withdrawal, decide: Decide) -> Note | None:
    """What is to be said of one article in one message; what the message cites is brought to how things stand."""
    rows = connection.execute(
        "SELECT quotation.* FROM citation JOIN quotation ON quotation.id = citation.quotation "
        "WHERE citation.citing = ? AND quotation.article = ?",
        (citing, withdrawal.article),
    ).fetchall()
    article = find(connection, withdrawal.article)
    read = _positions(connection, withdrawal.article)
    cited = [(shown, as_now(shown, article, read)) for shown in map(read_quotation, rows)]
    note = decide(cited, withdrawal, article)
    if note is not None:
        told = [
            row["id"]
            for row, (quotation, _) in zip(rows, cited, strict=True)
            if note.what != "replaced" or article is None or not stands(quotation.words, article.raw)
        ]
        connection.executemany(
            "DELETE FROM citation WHERE citing = ? AND quotation = ?", [(citing, quotation) for quotation in told]
        )
        if note.what == "edited":
            cite(connection, citing, (now for _, now in cited))
    return note


def as_now(shown: Quotation, article: Article | None, read: Sequence[Read]) -> Quotation:
    """A quotation with the facts that its article has now, and the stance in which its words are read now."""
    if article is None:
        return shown
    now = Quotation.of(article, shown.words, article.title if shown.title is not None else None)
    if shown.stance is None:
        return now
    here = [one for one in read if one.issue == shown.issue and stands(one.words, shown.words)]
    # An actor that the record alone knows may be shown under the id of another spelling of its name.
    own = {one.stance for one in here if one.actor == shown.actor} or {one.stance for one in here}
    if shown.stance not in own:
        stance = min(own - {"unclear"}, default=None)
        return now if stance is None else replace(now, actor=shown.actor, issue=shown.issue, stance=stance)
    return replace(now, actor=shown.actor, issue=shown.issue, stance=shown.stance)


def _positions(connection: Connection, article: str) -> list[Read]:
    rows = connection.execute(
        "SELECT actor, issue, stance, text FROM position WHERE article = ? AND kind != 'charged'", (article,)
    )
    return [Read(row["actor"], row["issue"], row["stance"], row["text"]) for row in rows]


def _withdrawal(row: Row) -> Withdrawal:
    return Withdrawal(row["number"], row["article"], row["title"], row["outlet"], row["what"], row["at"])
