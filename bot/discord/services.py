"""What the Discord room is given by the composition root, and what it asks of each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.answering.answer import Answer
from bot.curation.curation import Curation
from bot.ledger.ledger import Ledger
from bot.record.answers import AnswerStore
from bot.record.articles import ArticleStore
from bot.record.citations import CitationStore
from bot.record.database import Database
from bot.record.feedback import FeedbackStore
from bot.record.guilds import GuildStore


class Surroundings(Protocol):
    """An excerpt's words with the paragraphs around them."""

    @property
    def paragraph(self) -> int:
        """The paragraph they stand in, counted from 1."""

    @property
    def before(self) -> str:
        """What stands before, empty at the start of the article."""

    @property
    def text(self) -> str:
        """The words themselves."""

    @property
    def after(self) -> str:
        """What stands after, empty at the end of the article."""


class RecordStatus(Protocol):
    """What the record holds."""

    @property
    def articles(self) -> int:
        """How many articles."""

    @property
    def passages(self) -> int:
        """How many passages they make."""

    @property
    def model(self) -> str:
        """The encoder's name."""

    @property
    def last_ingest(self) -> str | None:
        """When the last article came in (ISO), or None."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """The names of the outlets known."""

    @property
    def without_outlet(self) -> int:
        """How many articles have no known outlet."""


class AnswersQuestions(Protocol):
    """The answering room as this room uses it; every call blocks and may come from any thread."""

    def ask(self, question: str, *, actor: str | None = None, previous: str | None = None) -> Answer:
        """Answer a question; ``previous`` holds the earlier questions of the thread, one a line, oldest first."""

    def expect(self, question: str) -> None:
        """Note that ``ask`` is going to be called for a question; returns at once."""

    def check(self, claim: str) -> Answer:
        """Excerpts that bear on a claim."""

    def context(self, article: str, start: int, end: int) -> Surroundings:
        """The paragraphs around a span."""

    def status(self) -> RecordStatus:
        """What the record holds."""


class View(Protocol):
    """The record as the readers of one server see it."""

    @property
    def answering(self) -> AnswersQuestions:
        """What answers their questions."""

    @property
    def ledger(self) -> Ledger:
        """Who stands where, for them."""


class Views(Protocol):
    """What every server sees: the shared record and its own additions; None: the shared record alone."""

    def snapshot(self, guild: int | None) -> View:
        """The view of a server; blocks where it has to be made first."""

    def ready(self, guild: int | None) -> View | None:
        """The view of a server if it is there; returns at once."""


@dataclass(frozen=True, slots=True)
class Stores:
    """The tables this room reads and writes."""

    articles: ArticleStore
    guilds: GuildStore
    answers: AnswerStore
    feedback: FeedbackStore
    citations: CitationStore

    @classmethod
    def open(cls, database: Database) -> "Stores":
        """All of them in one database."""
        return cls(
            ArticleStore(database),
            GuildStore(database),
            AnswerStore(database),
            FeedbackStore(database),
            CitationStore(database),
        )


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the bot answers with.

    Without ``registry`` actors cannot be named, without ``outlets`` alignments are not known; without ``ledger``,
    ``briefings`` or ``curation`` their commands are not there. ``answering`` and ``ledger`` are of the shared record;
    with ``views`` servers see their own additions beside it. ``rereading`` counts the articles that wait to be read
    again.
    """

    answering: AnswersQuestions
    stores: Stores
    version: str
    registry: Registry | None = None
    outlets: Outlets | None = None
    ledger: Ledger | None = None
    briefings: Any | None = None
    curation: Curation | None = None
    views: Views | None = None
    rereading: Callable[[], int] = lambda: 0

    def for_guild(self, guild: int | None) -> "Services":
        """The same for the readers of a server, from one moment of the record. Blocks: for the pool's threads."""
        if self.views is None:
            return self
        view = self.views.snapshot(guild)
        return replace(self, answering=view.answering, ledger=view.ledger)

    def expect(self, question: str, guild: int | None) -> None:
        """Note that a question is going to be asked from a server; returns at once."""
        view = self if self.views is None else self.views.ready(guild)
        if view is not None:
            view.answering.expect(question)
