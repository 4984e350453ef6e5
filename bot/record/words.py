"""The words of the articles, counted once: what searching starts from without reading every text again."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from bot.record.database import Database
from bot.record.positions import among
from bot.record.visibility import EVERYTHING, Visibility
from embeddings.article_words import ArticleWords, StoredPassage

Count = Callable[[str, list[StoredPassage]], ArticleWords]
"""Counts the words of a text with these passages."""
AT_ONCE = 100


class Extent(NamedTuple):
    """The passages of an article: their first and last number, never given to another, and how many there are."""

    first: int
    last: int
    number: int


class Extents(NamedTuple):
    """The passages of articles, the highest number among them, and that of the last deletion of any passage."""

    of: Mapping[str, Extent]
    newest: int
    gone: int


NONE = Extents({}, 0, -1)
"""Before anything is known."""


def extent_of(words: ArticleWords) -> Extent:
    """The passages whose words these are."""
    return Extent(int(words.seqs.min()), int(words.seqs.max()), len(words.seqs))


class WordStore:
    """Words by article, for the passages of one model. Derived: what is missing or stale is counted anew."""

    def __init__(self, database: Database, model: str, counting: str, sees: Visibility = EVERYTHING) -> None:
        """Words of the articles that ``sees`` lets through.

        ``counting`` names how words are counted: what was counted otherwise is stale.
        """
        self._database = database
        self._model = model
        self._counting = counting
        self._where = f"model = ? AND {sees.of_rows}"
        # No index knows what is put together: the store goes on from the number.
        self._added = f"model || '' = ? AND {sees.of_each('passage')}"

    def passages(self, known: Extents = NONE) -> Extents:
        """Which passages each article has, as far as it has any: others as soon as its text is another one.

        Where none has gone since they were ``known``, only what was added is read.
        """
        with self._database.moment() as connection:
            connection.row_factory = None
            (gone,) = connection.execute("SELECT coalesce(max(number), 0) FROM tombstone").fetchone()
            known = known if known.gone == gone else NONE
            where, by = (self._where, "article") if known is NONE else (self._added, "article || ''")
            rows = connection.execute(
                "SELECT min(article), min(seq), max(seq), count(*) FROM passage "
                f"WHERE {where} AND seq > ? GROUP BY {by}",
                (self._model, known.newest),
            ).fetchall()
        added = {article: Extent(first, last, number) for article, first, last, number in rows}
        newest = max((one.last for one in added.values()), default=known.newest)
        return Extents({**known.of, **added}, newest, gone)

    def of(self, extents: Mapping[str, Extent], count: Count) -> dict[str, ArticleWords]:
        """The words of some articles with their passages; what ``count`` had to count is kept for the next time.

        An article that has no passages any more is left out.
        """
        found: dict[str, ArticleWords] = {}
        for article, key, words in self._stored(extents):
            if article in extents and self._key(extents[article]) == key:
                found[article] = ArticleWords.from_bytes(words)
        missing = [article for article in extents if article not in found]
        for at in range(0, len(missing), AT_ONCE):
            made = {}
            for article in missing[at : at + AT_ONCE]:
                raw, passages = self._text(article)
                if passages:
                    made[article] = count(raw, passages)
            self._keep((article, self._key(extent_of(words)), words.to_bytes()) for article, words in made.items())
            found |= made
        return found

    def _stored(self, wanted: Collection[str]) -> Iterator[tuple[str, str, bytes]]:
        """What is kept of some articles, and maybe of others."""
        with self._database.connect() as connection:
            connection.row_factory = None
            query = "SELECT article, key, words FROM article_words"
            if len(wanted) > AT_ONCE:
                yield from connection.execute(query)
            else:
                yield from connection.execute(f"{query} WHERE {among('article', wanted)}", [*wanted])

    def _text(self, article: str) -> tuple[str, list[StoredPassage]]:
        """The text of an article and its passages, both of one moment: it may be replaced at any time."""
        with self._database.moment() as connection:
            connection.row_factory = None
            rows = connection.execute(
                'SELECT seq, article, kind, start, "end", paragraph FROM passage WHERE model = ? AND article = ?',
                (self._model, article),
            ).fetchall()
            text = connection.execute("SELECT raw FROM article WHERE id = ?", (article,)).fetchone()
        return (str(text[0]), [StoredPassage(*row) for row in rows]) if text else ("", [])

    def _key(self, extent: Extent) -> str:
        return f"{self._counting}/{self._model}/{extent.first}-{extent.last}-{extent.number}"

    def _keep(self, rows: Iterator[tuple[str, str, bytes]]) -> None:
        with self._database.write() as connection:
            # An article removed meanwhile has no words to keep.
            connection.executemany(
                "INSERT INTO article_words (article, key, words) SELECT id, ?, ? FROM article WHERE id = ? "
                "ON CONFLICT (article) DO UPDATE SET key = excluded.key, words = excluded.words",
                ((key, words, article) for article, key, words in rows),
            )
