"""Questions that come as messages: mentions, replies, direct messages, and a server's ask channel."""

import re

import discord

from bot.discord.bot import Bot
from bot.discord.desk import Inquiry
from bot.discord.replies import log, problem_page, wait_words
from bot.discord.threads import LONGEST_THREAD
from bot.discord.views.layout import deliver
from bot.discord.views.page import Accent, Page, simple
from bot.record.citations import DIRECT

TOKEN = re.compile(r"<(?:@[!&]?|#|a?:\w+:|/[^:>]+:|t:)[\d:A-Za-z-]+>")
BLIND = (
    "I cannot read this reply: Discord hides replies to command answers from bots. "
    "Press **Ask more** under the answer, or mention me with your question."
)
EMPTY = "Mention me with a question about the articles: who said what, where or when? `/help` shows the rest."


def words_in(message: discord.Message) -> str:
    """The message's words without mentions and other tokens of Discord's."""
    return " ".join(TOKEN.sub(" ", message.content).split())


async def answer_message(bot: Bot, message: discord.Message) -> None:
    """Answer a message where it is a question to the bot, and stay silent everywhere else."""
    if message.author.bot or message.type not in {discord.MessageType.default, discord.MessageType.reply}:
        return
    replied = message.reference.resolved if message.reference else None
    mine = replied if isinstance(replied, discord.Message) and replied.author == bot.user else None
    if mine is None and not addressed(bot, message):
        return
    try:
        if mine is not None and not message.content and not message.attachments:
            await reply(message, simple(BLIND))
            return
        question = words_in(message)
        if not question:
            await reply(message, simple(EMPTY))
            return
        await answer_question(bot, message, question, mine)
    except discord.Forbidden:
        log.warning("may not answer here", channel=message.channel.id)


def addressed(bot: Bot, message: discord.Message) -> bool:
    """Whether a message is to the bot: a direct message, a mention, or anything in the server's ask channel."""
    if message.guild is None or bot.user in message.mentions:
        return True
    return bot.settings.message_content_intent and bot.desk.guild(message.guild.id).ask_channel == message.channel.id


async def answer_question(bot: Bot, message: discord.Message, question: str, mine: discord.Message | None) -> None:
    """Cooldown, queue, typing, answer."""
    wait = bot.cooldown.take(message.author.id, message.created_at.timestamp())
    if wait:
        await reply(message, simple(wait_words(wait), Accent.PROBLEM))
        return
    answer_id = None
    try:
        bot.workshop.check_room()
        async with message.channel.typing():
            previous = await earlier_questions(bot, mine) if mine is not None else ()
            guild = message.guild.id if message.guild else None
            inquiry = Inquiry(question, message.author.id, guild, previous=previous, heading=False)
            page, answer_id = await bot.desk.answer(inquiry)
    except discord.Forbidden:
        raise
    except Exception as error:
        page = problem_page(error, "message")
    sent = await reply(message, page)
    if answer_id is not None:
        bot.desk.threads.carried_by(sent.id, answer_id)
    await bot.desk.posted(page, message.guild.id if message.guild else DIRECT, sent)


async def reply(message: discord.Message, page: Page) -> discord.Message:
    """Reply without a ping, also where the message is gone by now."""
    reference = message.to_reference(fail_if_not_exists=False)
    return await deliver(message.channel.send, page, reference=reference, mention_author=False)


async def earlier_questions(bot: Bot, mine: discord.Message) -> tuple[str, ...]:
    """The questions that led to an answer of ours: from memory, else by walking up the replies."""
    remembered = bot.desk.threads.of_message(mine.id)
    if remembered:
        return remembered
    questions: list[str] = []
    answer: discord.Message | None = mine
    while answer is not None and len(questions) < LONGEST_THREAD:
        asked = await referenced(answer)
        if asked is None or asked.author.bot:
            break
        question = words_in(asked)
        if question:
            questions.insert(0, question)
        before = await referenced(asked)
        answer = before if before is not None and before.author == bot.user else None
    return tuple(questions)


async def referenced(message: discord.Message) -> discord.Message | None:
    """The message that this one replies to, or None where there is none or it may not be read."""
    reference = message.reference
    if reference is None or reference.message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    if reference.cached_message is not None:
        return reference.cached_message
    try:
        return await message.channel.fetch_message(reference.message_id)
    except discord.HTTPException:
        return None
