"""What of the record a briefing is composed from, read once: positions with the articles they stand in."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, lru_cache

from bot.briefings.choose import Likeness
from bot.briefings.edition import Window
from bot.positions.rows import Disagreement, Row
from bot.record.article import Article
from bot.record.editions import FirstRead

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class RecordView:
    """The record at one moment.

    ``first_read`` says for a key of words (``words_key``) when the record first read them. Names of actors and issues
    are for people, by id; ``issue_names`` is in the order in which issues are shown. ``alignments`` holds what is
    known of outlets, ``again`` what copies of articles say again: it is in no briefing, and known.
    """

    articles: Mapping[str, Article]
    rows: tuple[Row, ...]
    disagreements: tuple[Disagreement, ...] = ()
    first_read: Mapping[str, FirstRead] = field(default_factory=dict)
    actor_names: Mapping[str, str] = field(default_factory=dict)
    issue_names: Mapping[str, str] = field(default_factory=dict)
    alignments: Mapping[str, str] = field(default_factory=dict)
    again: tuple[Row, ...] = ()

    def alignment(self, outlet: str | None) -> str | None:
        """How an outlet is aligned, None where that is not known."""
        return self.alignments.get(outlet or "")

    @cached_property
    def likeness(self) -> Likeness:
        """How alike the rows' excerpts are; a place is the row's number in ``rows``."""
        return Likeness([row.position.text for row in self.rows])

    @cached_property
    def place(self) -> Mapping[int, int]:
        """The number of each row in ``rows``, by the object's identity."""
        return {id(row): number for number, row in enumerate(self.rows)}

    def places(self, rows: Iterable[Row]) -> list[int]:
        """The numbers of some rows in ``rows``."""
        return [self.place[id(row)] for row in rows]

    @cached_property
    def newest(self) -> datetime:
        """When the newest article was read."""
        moments = [moment_of(article.ingested_at) for article in self.articles.values()]
        return max(moments, default=datetime.min.replace(tzinfo=UTC))

    @cached_property
    def mark(self) -> int:
        """How far this view has seen: the highest number among the words first read."""
        return max((entry.number for entry in self.first_read.values()), default=0)

    @cached_property
    def _firsts(self) -> Mapping[str, FirstRead | None]:
        return {row.position.text: self.first_read.get(words_key(row.position.text)) for row in self.rows}

    def knew(self, row: Row, window: Window) -> bool:
        """Whether the record had read a row's words before the window."""
        first = self._firsts[row.position.text]
        if window.mark is not None:
            return first is not None and first.number <= window.mark
        if window.since is None:
            return False
        moment = min(first.at, row.article.ingested_at) if first else row.article.ingested_at
        return not_after(moment, window.since)

    def actor(self, actor: str) -> str:
        """An actor's name for people."""
        return self.actor_names.get(actor) or actor.replace("-", " ").title()

    def issue(self, issue: str) -> str:
        """An issue's name for people."""
        return self.issue_names.get(issue) or issue.replace("-", " ").capitalize()


@lru_cache(8192)
def moment_of(text: str) -> datetime:
    """An ISO moment of the record; UTC where it names no zone."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def not_after(moment: str, end: datetime) -> bool:
    """Whether an ISO moment of the record (UTC where it names no zone) is no later than another."""
    return moment_of(moment) <= end


def words_key(text: str) -> str:
    """The same for the same words, whatever their case, spacing and punctuation."""
    words = " ".join(_WORD.findall(text.casefold()))
    return hashlib.blake2b(words.encode(), digest_size=12).hexdigest()
