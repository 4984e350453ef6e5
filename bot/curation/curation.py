"""Everything by which keepers change the record, wired over one store."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.building.builder import RecordBuilder
from bot.curation.correcting import note_of
from bot.curation.removal import Removals
from bot.curation.trial import Trial
from bot.errors import UsageError
from bot.feeds.poller import Web
from bot.ingest import Outcome
from bot.positions.issues import OTHER, Issues
from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.citations import CitationStore
from bot.record.copies import CopyStore
from bot.record.corrections import CorrectionStore
from bot.record.database import Database
from bot.record.feed_items import FeedItemStore
from bot.record.feeds import FeedStore
from bot.record.positions import PositionStore
from bot.settings import Settings
from bot.sources.incoming import Incoming, Refusal
from bot.sources.intake import Intake
from embeddings.sketch import Sketch


@dataclass(frozen=True)
class Curation:
    """What the terminal and the Discord room change the record with. Every call blocks; any thread may make it."""

    settings: Settings
    database: Database
    builder: RecordBuilder
    issues: Issues
    intake: Intake
    web: Web

    @property
    def articles(self) -> ArticleStore:
        """The articles."""
        return ArticleStore(self.database)

    @property
    def feeds(self) -> FeedStore:
        """The feeds."""
        return FeedStore(self.database)

    @property
    def feed_items(self) -> FeedItemStore:
        """The items of the feeds."""
        return FeedItemStore(self.database)

    @property
    def citations(self) -> CitationStore:
        """Which messages cite which articles."""
        return CitationStore(self.database)

    @property
    def corrections(self) -> CorrectionStore:
        """The corrections on their way."""
        return CorrectionStore(self.database)

    @property
    def removals(self) -> Removals:
        """What taking articles out would cost."""
        return Removals(self.articles, PositionStore(self.database), self.citations)

    def document(self, data: bytes, name: str) -> list[Incoming | Refusal]:
        """The articles of an upload, known again by its name."""
        return list(self.intake.document(data, name, f"upload:{name}"))

    def trial(self, incoming: Incoming, guild: int | None) -> Trial:
        """What a text would be as an article of a server, and what would be read out of it; nothing is stored.

        Raises:
            ArticleError: there is no prose in it.

        """
        article, text, findings = self.builder.trial(incoming, guild)
        held = {p.issue for p in findings.positions if p.kind != "charged"} - {OTHER}
        copy = CopyStore(self.database).of(Sketch.of(text), guild)
        return Trial(
            incoming,
            article,
            words=sum(len(text.words(s.start, s.end).split()) for s in text.sentences),
            statements=len(findings.statements),
            positions=sum(p.issue in held for p in findings.positions),
            issues=tuple(issue.name for issue in self.issues.all if issue.id in held),
            same_as=copy.article if copy is not None and copy.article != article.id else None,
            replaces=self.articles.get(article.id) is not None,
            problem=findings.problem,
        )

    def take(self, incoming: Incoming, guild: int | None) -> Outcome:
        """Take a text into a server's additions, or into the shared record, as far as there is room."""
        most = self.settings.additions.max_articles
        new = guild is not None and self.articles.of_source(incoming.source, guild) is None
        if guild is not None and new and self.articles.additions(guild) >= most:
            reason = f"this server has {most} articles already, which is the most: take some out first"
            return Outcome(incoming.name, "failed", reason)
        return self.builder.take(incoming, guild)

    def own(self, article_id: str, guild: int) -> Article:
        """The article of this id among a server's additions.

        Raises:
            UsageError: there is none, or it belongs to the shared record.

        """
        found = self.articles.get(article_id)
        if found is None or found.guild not in (None, guild):
            raise UsageError(f'I have no article "{article_id}" here: pick one of those offered while you type.')
        if found.guild is None:
            raise UsageError(f'"{article_id}" belongs to the shared record, which whoever runs me keeps.')
        return found

    def withdraw(self, ids: Iterable[str], guild: int) -> list[str]:
        """Take some of a server's additions out; the ids of those that were there."""
        mine = [a for a in map(self.articles.get, ids) if a is not None and a.guild == guild]
        return self.articles.remove(a.id for a in mine)

    def plan_corrections(self, now: datetime) -> int:
        """Plan the corrections that follow from what was withdrawn since the last time; how many."""
        return self.corrections.plan(note_of, now)

    def forget_guild(self, guild: int) -> None:
        """Remove a server's additions, feeds and what is kept of its messages."""
        self.feeds.forget_guild(guild)
        self.citations.forget_guild(guild)
        self.articles.forget_guild(guild)
