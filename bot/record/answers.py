"""Answers that were shown, kept as spans of articles so that their buttons work after a restart."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.record.articles import decoded
from bot.record.database import Database

KEPT_DAYS = 90


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A kept answer, its words read again from the articles.

    ``excerpts`` hold the fields of ``bot.answering.answer.Excerpt`` by name, with ``raw[start:end] == text``;
    ``gone`` counts those whose words no longer stand in the record.
    """

    id: str
    guild: int | None
    status: str
    excerpts: tuple[dict[str, Any], ...]
    gone: int
    question: str | None


SPAN_KEYS = ("role", "article", "start", "end", "paragraph", "outlet_alignment", "speaker", "actor", "score")


def new_id() -> str:
    """An id for one answer: short enough for a button, too long to guess."""
    return secrets.token_hex(8)


def fingerprint(text: str) -> str:
    """Enough of a hash to notice that the words at a span have changed."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class AnswerStore:
    """Kept answers in the record's database. Every call blocks; any thread may make it."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    def keep(
        self,
        answer_id: str,
        status: str,
        excerpts: tuple[Any, ...],
        *,
        guild: int | None,
        question: str | None = None,
        asker: int | None = None,
    ) -> None:
        """Store the spans of ``excerpts`` (objects with the fields of an excerpt); drop answers past their time.

        ``question`` and ``asker`` are given only where the server keeps questions.
        """
        spans = [
            {key: getattr(excerpt, key) for key in SPAN_KEYS}
            | {"focus": list(excerpt.focus), "words": fingerprint(excerpt.text)}
            for excerpt in excerpts
        ]
        now = datetime.now(UTC)
        # Every question writes here. A power cut may cost the buttons of the last answers, which is cheaper than
        # waiting for the disk each time.
        with self._database.jot() as connection:
            connection.execute(
                "INSERT INTO answer (id, guild, created_at, status, excerpts, question, asker) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (answer_id, guild, now.isoformat(), status, json.dumps(spans), question, asker),
            )
            connection.execute(
                "DELETE FROM answer WHERE created_at < ?", ((now - timedelta(days=KEPT_DAYS)).isoformat(),)
            )

    def get(self, answer_id: str) -> KeptAnswer | None:
        """The answer with its words read again from the articles, or None where it is not kept (any more)."""
        with self._database.connect() as connection:
            connection.text_factory = decoded  # a span's fingerprint tells of damaged bytes
            row = connection.execute(
                "SELECT id, guild, status, excerpts, question FROM answer WHERE id = ?", (answer_id,)
            ).fetchone()
            if row is None:
                return None
            spans = json.loads(row["excerpts"])
            articles = {
                article["id"]: article
                for name in {span["article"] for span in spans}
                for article in connection.execute(
                    "SELECT id, raw, title, outlet, machine_translated, url, published, published_basis "
                    "FROM article WHERE id = ?",
                    (name,),
                )
            }
        excerpts = [
            excerpt for span in spans if (excerpt := _read_again(span, articles.get(span["article"]))) is not None
        ]
        return KeptAnswer(
            row["id"], row["guild"], row["status"], tuple(excerpts), len(spans) - len(excerpts), row["question"]
        )

    def forget_user(self, user: int) -> int:
        """Remove the questions a user asked from the answers that kept them; how many there were."""
        with self._database.write() as connection:
            return connection.execute(
                "UPDATE answer SET question = NULL, asker = NULL WHERE asker = ?", (user,)
            ).rowcount


def _read_again(span: dict[str, Any], article: Any) -> dict[str, Any] | None:  # noqa: ANN401 - a row of SQLite
    if article is None:
        return None
    text = article["raw"][span["start"] : span["end"]]
    if fingerprint(text) != span.pop("words"):
        return None
    translated = article["machine_translated"]
    return span | {
        "focus": tuple(span["focus"]),
        "text": text,
        "title": article["title"],
        "outlet": article["outlet"],
        "machine_translated": None if translated is None else bool(translated),
        "url": article["url"],
        "published": article["published"],
        "published_basis": article["published_basis"],
    }
