"""What the Discord room is given by the composition root, and what it asks of each."""

from dataclasses import dataclass
from typing import Any, Protocol

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.answering.answer import Answer
from bot.curation.curation import Curation
from bot.positions.ledger import Ledger
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
    ``briefings`` or ``curation`` their commands are not there.
    """

    answering: AnswersQuestions
    stores: Stores
    version: str
    registry: Registry | None = None
    outlets: Outlets | None = None
    ledger: Ledger | None = None
    briefings: Any | None = None
    curation: Curation | None = None
