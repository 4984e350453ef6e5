"""What of the record a briefing is composed from: articles, names, and what is told of them as it is asked for."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, lru_cache

from bot.briefings.edition import Window
from bot.briefings.told import Told
from bot.record.article import Article
from bot.record.schedules import Scope
from bot.record.visibility import SHARED, Sees

_WORD = re.compile(r"[^\W_]+")
_APART = bytes(code if code > 127 or chr(code).isalnum() else ord(" ") for code in range(256))
_MARKS = "“”‘’—–…"
"""The marks that stand in most texts that are not of plain ASCII."""


@dataclass(frozen=True)
class RecordView:
    """The record at one moment.

    ``told`` gives what some of its ``articles`` tell in a window, within a scope. Names of actors and issues are for
    people, by id; ``issue_names`` is in the order in which issues are shown. ``alignments`` holds what is known of
    outlets. ``names_issue`` tells whether words name an issue themselves; ``sees`` which articles these are in the
    store. ``mark`` is how far this view has seen: the highest number among the words first read.
    """

    articles: Mapping[str, Article]
    told: Callable[[Window, Scope, Mapping[str, Article]], Told]
    actor_names: Mapping[str, str] = field(default_factory=dict)
    issue_names: Mapping[str, str] = field(default_factory=dict)
    alignments: Mapping[str, str] = field(default_factory=dict)
    names_issue: Callable[[str, str], bool] = lambda _issue, _words: True
    sees: Sees = SHARED
    mark: int = 0

    def alignment(self, outlet: str | None) -> str | None:
        """How an outlet is aligned, None where that is not known."""
        return self.alignments.get(outlet or "")

    @cached_property
    def newest(self) -> datetime:
        """When the newest article was read."""
        moments = [moment_of(article.ingested_at) for article in self.articles.values()]
        return max(moments, default=datetime.min.replace(tzinfo=UTC))

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
    folded = text.casefold()
    if not folded.isascii():
        for mark in _MARKS:
            folded = folded.replace(mark, " ")
    # Of plain ASCII, as most texts then are, the marks are taken out more quickly than words are looked for.
    plain = folded.isascii()
    words = (
        b" ".join(folded.encode().translate(_APART).split()) if plain else " ".join(_WORD.findall(folded)).encode()
    )
    return hashlib.blake2b(words, digest_size=12).hexdigest()
