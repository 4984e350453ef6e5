"""What of the record a briefing is composed from, read once: positions with the articles they stand in."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property

from bot.briefings.choose import Likeness
from bot.briefings.edition import Disagreement, Row, Window
from bot.record.article import Article
from bot.record.editions import FirstRead
from bot.record.statement import Position


@dataclass(frozen=True)
class RecordView:
    """The record at one moment.

    ``first_read`` says for a key of words (``words_key``) when the record first read them. Names of actors and issues
    are for people, by id; ``issue_names`` is in the order in which issues are shown. ``against`` holds the (actor,
    issue, stance) that only outlets aligned against the actor report, ``alignments`` what is known of outlets.
    """

    articles: Mapping[str, Article]
    rows: tuple[Row, ...]
    disagreements: tuple[Disagreement, ...] = ()
    first_read: Mapping[str, FirstRead] = field(default_factory=dict)
    actor_names: Mapping[str, str] = field(default_factory=dict)
    issue_names: Mapping[str, str] = field(default_factory=dict)
    against: frozenset[tuple[str, str, str]] = frozenset()
    alignments: Mapping[str, str] = field(default_factory=dict)

    def alignment(self, outlet: str | None) -> str | None:
        """How an outlet is aligned, None where that is not known."""
        return self.alignments.get(outlet or "")

    @classmethod
    def of(cls, articles: Iterable[Article], positions: Iterable[Position], **more: object) -> "RecordView":
        """Join positions to their articles; a position whose article is gone is left out."""
        known = {article.id: article for article in articles}
        rows = tuple(Row(position, known[position.article]) for position in positions if position.article in known)
        return cls(known, rows, **more)  # type: ignore[arg-type]

    def with_disagreements(self, disagreements: Iterable[Disagreement]) -> "RecordView":
        """The same with disagreements."""
        return replace(self, disagreements=tuple(disagreements))

    @cached_property
    def likeness(self) -> Likeness:
        """How alike the rows' excerpts are; a place is the row's number in ``rows``."""
        return Likeness([row.position.text for row in self.rows])

    @cached_property
    def place(self) -> Mapping[int, int]:
        """The number of each row in ``rows``, by the object's identity."""
        return {id(row): number for number, row in enumerate(self.rows)}

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

    def only_opponents_report(self, row: Row) -> bool:
        """Whether all that the record has of this stance of this actor comes from outlets aligned against it."""
        return (row.position.actor, row.position.issue, row.position.stance) in self.against

    def issue(self, issue: str) -> str:
        """An issue's name for people."""
        return self.issue_names.get(issue) or issue.replace("-", " ").capitalize()


def moment_of(text: str) -> datetime:
    """An ISO moment of the record; UTC where it names no zone."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def not_after(moment: str, end: datetime) -> bool:
    """Whether an ISO moment of the record (UTC where it names no zone) is no later than another."""
    return moment_of(moment) <= end


def words_key(text: str) -> str:
    """The same for the same words, whatever their case, spacing and punctuation."""
    words = "".join(character if character.isalnum() else " " for character in text.casefold()).split()
    return hashlib.blake2b(" ".join(words).encode(), digest_size=12).hexdigest()
