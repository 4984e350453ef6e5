"""The one way a question takes, whichever surface it came in by: answer, keep as spans, render."""

from dataclasses import dataclass, replace

import discord
import structlog

from bot.answering.answer import Answer, excerpt_of
from bot.answering.kept import excerpts_of
from bot.discord.limits import Busy, Closing, TooSlow, Workshop
from bot.discord.services import Services, Surroundings
from bot.discord.threads import Threads
from bot.discord.views.answer import answer_page, context_page, more_page
from bot.discord.views.page import Page
from bot.errors import UsageError
from bot.record.answers import fingerprint, new_id
from bot.record.damage import RecordAway, RecordUnwritable
from bot.record.guilds import GuildSettings

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question as it came in.

    ``guild`` is None outside servers that installed the bot. ``previous`` are the earlier questions of the thread,
    oldest first; where only the answer they led to is known, ``follows`` is its id. ``claim`` asks for what bears
    on the words instead of an answer to them.
    """

    question: str
    reader: int
    guild: int | None
    actor: str | None = None
    previous: tuple[str, ...] = ()
    follows: str | None = None
    claim: bool = False
    heading: bool = True
    ask_more: bool = False


class Desk:
    """Answers inquiries with the pool's threads; holds the servers' settings in memory."""

    def __init__(self, services: Services, workshop: Workshop) -> None:
        """Answer with ``services`` on the threads of ``workshop``."""
        self.services = services
        self.workshop = workshop
        self.threads = Threads()
        self._guilds: dict[int, GuildSettings] = {}

    async def open(self) -> None:
        """Load the servers' settings."""
        self._guilds = await self.workshop.run(self.services.stores.guilds.load)

    def guild(self, guild: int | None) -> GuildSettings:
        """What a server has set; the defaults for a server that never set anything."""
        return self._guilds.get(guild or 0, GuildSettings(guild or 0))

    async def save_guild(self, settings: GuildSettings) -> None:
        """Store a server's settings."""
        await self.workshop.run(self.services.stores.guilds.save, settings)
        self._guilds[settings.guild] = settings

    async def forget_guild(self, guild: int) -> None:
        """Remove everything kept of a server."""
        self._guilds.pop(guild, None)
        await self.workshop.run(self.services.stores.guilds.remove, guild)

    async def forget_reader(self, reader: int) -> int:
        """Remove everything kept of a reader; how many rows there were."""
        self.threads.forget_reader(reader)
        stores = self.services.stores
        return await self.workshop.run(
            lambda: stores.feedback.forget_user(reader) + stores.answers.forget_user(reader)
        )

    async def answer(self, inquiry: Inquiry) -> tuple[Page, str | None]:
        """The page for an inquiry, and the id of the answer kept (None where the question was rejected).

        Raises:
            Busy: too many questions are waiting.
            TooSlow: no answer in time.

        """
        if inquiry.follows and not inquiry.previous:
            inquiry = replace(inquiry, previous=await self.earlier(inquiry.follows))
        self.workshop.check_room()
        if not inquiry.previous and not inquiry.claim:
            self.services.expect(inquiry.question, inquiry.guild)
        page, answer_id = await self.workshop.run(self._work, inquiry, self.guild(inquiry.guild).keep_questions)
        if answer_id is not None and not inquiry.claim:
            self.threads.remember(answer_id, inquiry.reader, (*inquiry.previous, inquiry.question))
        return page, answer_id

    def _work(self, inquiry: Inquiry, keep_question: bool) -> tuple[Page, str | None]:
        answering = self.services.for_guild(inquiry.guild).answering
        if inquiry.claim:
            answer = answering.check(inquiry.question)
        else:
            previous = "\n".join(inquiry.previous) or None
            answer = answering.ask(inquiry.question, actor=inquiry.actor, previous=previous)
        # The heading repeats what the reader asked, not what a follow-up was completed to.
        answer = replace(answer, question=inquiry.question)
        answer_id = None if answer.status == "rejected" else self._keep(answer, inquiry, keep_question)
        return answer_page(answer, answer_id, heading=inquiry.heading, ask_more=inquiry.ask_more), answer_id

    def _keep(self, answer: Answer, inquiry: Inquiry, keep_question: bool) -> str | None:
        """Keep an answer for its buttons; None, and no buttons, where the record cannot be written now."""
        answer_id = new_id()
        kept = keep_question and inquiry.guild is not None and not inquiry.claim
        try:
            self.services.stores.answers.keep(
                answer_id,
                answer.status,
                answer.excerpts,
                guild=inquiry.guild,
                question=inquiry.question if kept else None,
                asker=inquiry.reader if kept else None,
            )
        except (RecordAway, RecordUnwritable) as error:
            log.warning("an answer goes out without buttons", reason=str(error))
            return None
        return answer_id

    async def posted(self, page: Page, guild: int | None, message: discord.Message, *, turned: bool = False) -> None:
        """Note what a message cites, so that it can be corrected; ``turned`` is one that showed another page before.

        ``guild`` is its server, ``DIRECT`` for a direct message with the bot, None where it is out of reach later.
        What only one reader sees, or nobody will see again, is not noted: Discord does not let it be edited.
        """
        if guild is None or message.flags.ephemeral or not (page.cites or turned):
            return
        keep = self.services.stores.citations.keep_answer
        try:
            await self.workshop.run(keep, guild, message.channel.id, message.id, page.cites)
        except (RecordAway, RecordUnwritable, Busy, TooSlow, Closing) as error:
            log.warning("a message will not be corrected", message=message.id, reason=str(error) or repr(error))

    async def earlier(self, answer_id: str) -> tuple[str, ...]:
        """The questions that led to an answer, as far as they are still known."""
        remembered = self.threads.of_answer(answer_id)
        if remembered:
            return remembered
        kept = await self.workshop.run(self.services.stores.answers.get, answer_id)
        return (kept.question,) if kept and kept.question else ()

    async def more(self, answer_id: str, first: int) -> Page | None:
        """Further excerpts of a kept answer, or None where it is not kept any more."""

        def work() -> Page | None:
            kept = self.services.stores.answers.get(answer_id)
            if kept is None:
                return None
            return more_page(excerpts_of(kept), answer_id, first, kept.status == "answered", kept.gone)

        return await self.workshop.run(work)

    async def context(self, answer_id: str, place: int, guild: int | None) -> Page | None:
        """One excerpt of a kept answer in its context, or None where its words are not there any more."""

        def work() -> Page | None:
            kept = self.services.stores.answers.get(answer_id)
            excerpts = excerpts_of(kept) if kept else ()
            if place >= len(excerpts) or (kept and kept.gone):
                return None
            excerpt = excerpts[place]
            around = self._around(guild, excerpt.article, (excerpt.start, excerpt.end), excerpt.text)
            return context_page(excerpt, around) if around else None

        return await self.workshop.run(work)

    async def words(self, article_id: str, start: int, end: int, words: str, guild: int | None) -> Page | None:
        """A span in its context, or None where its words (by their fingerprint) are not there any more."""

        def work() -> Page | None:
            article = self.services.stores.articles.get(article_id)
            if article is None or fingerprint(article.raw[start:end]) != words:
                return None
            around = self._around(guild, article_id, (start, end), article.raw[start:end])
            if around is None:
                return None
            outlets = self.services.outlets
            alignment = outlets.alignment(article.outlet) if outlets else None
            return context_page(excerpt_of(article, (start, end), around.paragraph, alignment), around)

        return await self.workshop.run(work)

    def _around(self, guild: int | None, article: str, span: tuple[int, int], text: str) -> Surroundings | None:
        """The paragraphs around words; None where they do not (or do not yet) stand in what the server sees."""
        try:
            around = self.services.for_guild(guild).answering.context(article, *span)
        except UsageError:
            return None
        return around if around.text == text else None
