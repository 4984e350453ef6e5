"""The articles of the record: stored byte for byte, replaced by their own source alone, edited, taken out."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, Literal

import numpy as np
import structlog

from bot.record import copies
from bot.record.article import Article
from bot.record.connection import Connection, Row
from bot.record.database import Database
from bot.record.visibility import EVERYTHING, Visibility

COLUMNS = tuple(field.name for field in fields(Article))
SENTENCE = "sentence"
"""The kind of passage whose tokens are kept."""
EDITABLE = ("title", "outlet", "author", "published", "published_precision", "published_basis", "url")
"""The facts that people may correct; the text itself is never edited, only replaced by its source."""

What = Literal["removed", "replaced", "edited"]
"""What became of an article: "edited" is it where what is shown beside its words changed, be it by people or by a
judge that was heard on it after it was shown."""

log = structlog.get_logger(__name__)

_WARNED: set[tuple[str, str]] = set()
"""The damaged articles that have been told of, with the hash of what they hold now: once a process is enough."""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A span of one article that is embedded and retrieved, with its vector (float32 bytes).

    ``tokens`` are those of a sentence, packed (``embeddings.tokens``); empty by a model that tells none.
    """

    kind: str
    start: int
    end: int
    paragraph: int
    vector: bytes
    tokens: bytes = b""


def content_hash(raw: str | bytes) -> str:
    """Hash of an article's raw text, or of its UTF-8 (SHA-256, hexadecimal)."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw).hexdigest()


class ArticleStore:
    """Articles by id, with the passages that were embedded. Facts are given as edited.

    A text is compared with its hash whenever it is read. One that was damaged since it was stored is never given: it
    would be quoted as verbatim.
    """

    def __init__(self, database: Database, sees: Visibility = EVERYTHING) -> None:
        """Read and write the articles of ``database``; ``all`` and ``count`` are of what ``sees`` lets through."""
        self._database = database
        self._sees = sees

    def all(self) -> list[Article]:
        """Every article, by id."""
        with self._database.connect() as connection:
            return _articles(connection, f"SELECT * FROM article WHERE {self._sees.condition} ORDER BY id")

    def damaged(self) -> list[str]:
        """Ids of the articles whose text is not the one that was stored."""
        with self._database.connect() as connection:
            connection.text_factory = decoded
            rows = connection.execute("SELECT id, raw, content_hash FROM article ORDER BY id")
            return [row["id"] for row in rows if content_hash(row["raw"]) != row["content_hash"]]

    def count(self) -> int:
        """How many articles there are."""
        with self._database.connect() as connection:
            query = f"SELECT count(*) FROM article WHERE {self._sees.condition}"
            (number,) = connection.execute(query).fetchone()
        return int(number)

    def ever(self) -> bool:
        """Whether the record has held an article at any time."""
        with self._database.connect() as connection:
            (held,) = connection.execute(
                "SELECT EXISTS (SELECT 1 FROM article) OR EXISTS (SELECT 1 FROM withdrawal)"
            ).fetchone()
        return bool(held)

    def get(self, article_id: str) -> Article | None:
        """The article called ``article_id``, None where there is none."""
        with self._database.connect() as connection:
            return find(connection, article_id)

    def of_source(self, source: str, guild: int | None) -> Article | None:
        """The article that came from ``source`` into a server's additions, or into the shared record."""
        with self._database.connect() as connection:
            found = _articles(connection, "SELECT * FROM article WHERE source = ? AND guild IS ?", (source, guild))
        return found[0] if found else None

    def with_content(self, digest: str, guild: int | None = None) -> list[Article]:
        """The articles of this content hash that a server sees, those of the shared record first."""
        with self._database.connect() as connection:
            return _articles(
                connection,
                "SELECT * FROM article WHERE content_hash = ? AND (guild IS NULL OR guild = ?) "
                "ORDER BY guild IS NOT NULL, id",
                (digest, guild),
            )

    def seen_by(self, guild: int | None) -> list[Article]:
        """The articles of the shared record and, after them, a server's additions, by id, without their texts."""
        columns = ", ".join("'' AS raw" if name == "raw" else name for name in COLUMNS)
        with self._database.connect() as connection:
            return _articles(
                connection,
                f"SELECT {columns} FROM article WHERE guild IS NULL OR guild = ? ORDER BY guild IS NOT NULL, id",
                (guild,),
            )

    def additions(self, guild: int) -> int:
        """How many articles a server has added."""
        with self._database.connect() as connection:
            (number,) = connection.execute("SELECT count(*) FROM article WHERE guild = ?", (guild,)).fetchone()
        return int(number)

    def forget_guild(self, guild: int) -> None:
        """Remove a server's additions with all that was read out of them; there is nobody left to be told of it."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM withdrawal WHERE guild = ?", (guild,))
            connection.execute("DELETE FROM article WHERE guild = ?", (guild,))

    def guilds(self) -> set[int]:
        """The servers that have additions of their own."""
        with self._database.connect() as connection:
            rows = connection.execute("SELECT DISTINCT guild FROM article WHERE guild IS NOT NULL")
            return {row["guild"] for row in rows}

    def id_for(self, stem: str, source: str, guild: int | None) -> str:
        """The id of what comes from ``source``: its own if it is there already, else a free one made of ``stem``.

        A shared article from before sources were kept has no source: the first of its stem is taken for it.
        """
        own = self.of_source(source, guild)
        if own is not None:
            return own.id
        there = self.get(stem)
        if there is None or (there.source is None and guild is None and there.guild is None):
            return stem
        digest = hashlib.sha256(f"{guild or ''}\0{source}".encode("utf-8", "surrogatepass")).hexdigest()
        return f"{stem}-{digest[:8]}"

    def replace(self, article: Article, passages: Sequence[PassageRow], model: str) -> None:
        """Store ``article`` with its passages in one transaction, in place of a former self of the same id."""
        with self._database.write() as connection:
            put(connection, article, passages, model)

    def replace_passages(self, article: Article, passages: Sequence[PassageRow], model: str) -> None:
        """Store the passages of an article again, embedded by another model; not where its text was replaced."""
        with self._database.write() as connection:
            found = find(connection, article.id)
            if found is None or found.content_hash != article.content_hash:
                return
            connection.execute("DELETE FROM passage WHERE article = ?", (article.id,))
            _insert_passages(connection, article.id, passages, model)

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Take articles out with all that was read out of them, in one transaction; the ids that were there.

        The first of the copies of one that goes is the original of the others.
        """
        gone = []
        left: set[str] = set()
        with self._database.write() as connection:
            for article_id in ids:
                found = find(connection, article_id)
                if found is not None:
                    withdraw(connection, found, "removed")
                    left.update(copies.family(connection, article_id))
                    connection.execute("DELETE FROM article WHERE id = ?", (article_id,))
                    gone.append(article_id)
            copies.relink(connection, left)
        return gone

    def edit(self, article_id: str, values: Mapping[str, str | None]) -> None:
        """Let these facts outrank what came with the article, None for unknown; it is to be read again.

        Raises:
            KeyError: a fact that is not ``EDITABLE``, or an article that is not there.
        """
        with self._database.write() as connection:
            former = _existing(connection, article_id)
            for field, value in values.items():
                if field not in EDITABLE:
                    raise KeyError(field)
                connection.execute(
                    "INSERT INTO article_edit (article, field, value) VALUES (?, ?, ?) "
                    "ON CONFLICT (article, field) DO UPDATE SET value = excluded.value",
                    (article_id, field, value),
                )
            _edited(connection, former)

    def reset(self, article_id: str) -> None:
        """Let the facts that came with the article count again; it is to be read again.

        Raises:
            KeyError: the article is not there.
        """
        with self._database.write() as connection:
            former = _existing(connection, article_id)
            connection.execute("DELETE FROM article_edit WHERE article = ?", (article_id,))
            _edited(connection, former)

    def edits(self, article_id: str) -> dict[str, str | None]:
        """What people have corrected of an article's facts."""
        with self._database.connect() as connection:
            rows = connection.execute("SELECT field, value FROM article_edit WHERE article = ?", (article_id,))
            return {row["field"]: row["value"] for row in rows}

    def embedded_otherwise(self, model: str) -> list[str]:
        """Ids of the articles whose passages were not embedded by ``model``, or without their tokens."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT id FROM article WHERE NOT EXISTS "
                "(SELECT 1 FROM passage JOIN passage_tokens ON passage_tokens.seq = passage.seq "
                "WHERE passage.article = article.id AND passage.model = ?) ORDER BY id",
                (model,),
            )
            return [row["id"] for row in rows]


def put(connection: Connection, article: Article, passages: Sequence[PassageRow], model: str) -> None:
    """Store ``article`` with its passages on an open connection, in place of a former self of the same id.

    What was read out of another text (statements, positions, figures) goes with it; what people corrected stays, and
    so does what it is a copy of until it is linked anew (``bot.record.copies``).
    """
    former = find(connection, article.id)
    if former is not None and former.content_hash != article.content_hash:
        withdraw(connection, former, "replaced")
    for table in ("passage", "statement", "position", "figure", "reading"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article.id,))
    values = asdict(article)
    marks = ", ".join("?" for _ in COLUMNS)
    news = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name not in ("id", "same_as"))
    connection.execute(
        f"INSERT INTO article ({', '.join(COLUMNS)}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {news}",
        [values[name] for name in COLUMNS],
    )
    _insert_passages(connection, article.id, passages, model)


def find(connection: Connection, article_id: str) -> Article | None:
    """The article called ``article_id`` as an open connection sees it, None where there is none."""
    found = _articles(connection, "SELECT * FROM article WHERE id = ?", (article_id,))
    return found[0] if found else None


def _existing(connection: Connection, article_id: str) -> Article:
    found = find(connection, article_id)
    if found is None:
        raise KeyError(article_id)
    return found


def _edited(connection: Connection, former: Article) -> None:
    """Who held which office, and which outlet speaks, depends on the facts: the reading no longer stands."""
    if _existing(connection, former.id) != former:
        withdraw(connection, former, "edited")
        connection.execute("DELETE FROM reading WHERE article = ?", (former.id,))


def withdraw(connection: Connection, article: Article, what: What) -> None:
    """Note on an open connection what became of an article that may have been cited, as it was until now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(
        "INSERT INTO withdrawal (article, title, outlet, guild, what, at) VALUES (?, ?, ?, ?, ?, ?)",
        (article.id, article.title, article.outlet, article.guild, what, now),
    )


def _articles(connection: Connection, query: str, values: Sequence[object] = ()) -> list[Article]:
    connection.text_factory = decoded
    found = [Article(**facts_of(row)) for row in connection.execute(query, values) if _sound(row)]
    edits = edits_of(connection, found[0].id if len(found) == 1 else None)
    return [replace(a, **edits[a.id]) if a.id in edits else a for a in found]  # type: ignore[arg-type]


def edits_of(connection: Connection, article_id: str | None = None) -> dict[str, dict[str, str | None]]:
    """What people have corrected, by article and field: of one article, or of all."""
    which, named = ("WHERE article = ?", (article_id,)) if article_id is not None else ("", ())
    edits: dict[str, dict[str, str | None]] = {}
    for row in connection.execute(f"SELECT article, field, value FROM article_edit {which}", named):
        edits.setdefault(row["article"], {})[row["field"]] = row["value"]
    return edits


def decoded(text: bytes) -> str:
    """Text as SQLite holds it; what is no UTF-8 is replaced instead of being an error that quotes it."""
    return text.decode(errors="replace")


def _sound(row: Row) -> bool:
    return sound(row["id"], row["raw"], row["content_hash"])


def sound(article: str, raw: str | bytes, digest: str) -> bool:
    """Whether a text is the one that was stored; where it is not asked for there is nothing to be quoted."""
    found = content_hash(raw)
    if not raw or found == digest:
        return True
    if (article, found) not in _WARNED:
        _WARNED.add((article, found))
        log.warning("an article is damaged and left out: run `communique check`", article=article)
    return False


def facts_of(row: Row) -> dict[str, Any]:
    """The fields of an article in a row of the store, by name."""
    return as_facts({name: row[name] for name in COLUMNS})


def as_facts(values: dict[str, Any]) -> dict[str, Any]:
    """Fields of an article as the store holds them, in the types of the article."""
    if values["machine_translated"] is not None:
        values["machine_translated"] = bool(values["machine_translated"])
    return values


def _insert_passages(connection: Connection, article_id: str, passages: Sequence[PassageRow], model: str) -> None:
    connection.executemany(
        'INSERT INTO passage (article, kind, start, "end", paragraph, model, vector) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [
            (article_id, p.kind, p.start, p.end, p.paragraph, model, np.frombuffer(p.vector, dtype=np.float32))
            for p in passages
        ],
    )
    connection.executemany(
        "INSERT INTO passage_tokens (seq, tokens) "
        "SELECT seq, ? FROM passage WHERE article = ? AND kind = ? AND start = ? ON CONFLICT (seq) DO NOTHING",
        [(p.tokens, article_id, p.kind, p.start) for p in passages if p.kind == SENTENCE],
    )
