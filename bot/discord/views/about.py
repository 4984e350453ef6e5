"""The pages that speak about the bot itself: help, status, privacy, a server's settings."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.discord.escape import Markdown, safe
from bot.discord.services import RecordStatus
from bot.discord.views.page import Accent, Button, Page, Rule, Text
from bot.record.answers import KEPT_DAYS
from bot.record.guilds import GuildSettings
from bot.words import being_read, counted


def help_page(commands: Sequence[tuple[str, str]], menus: Sequence[str]) -> Page:
    """How to ask, and every command there is."""
    listed = "\n".join(f"`/{name}` {safe(description)}" for name, description in sorted(commands))
    menu_lines = "\n".join(f"Message menu, Apps, **{safe(name)}**" for name in menus)
    return Page(
        Accent.NEUTRAL,
        (
            Text(
                Markdown(
                    "### Communiqué\nI answer from a record of articles and from nothing else: their own words, with "
                    "who said it, where and when. What the articles do not say, I say I do not have."
                )
            ),
            Text(
                Markdown(
                    "**How to ask**\n"
                    "`/ask` a question, or mention me with it. Reply to my answer to ask on (and why?); under an "
                    "answer to a command press **Ask more**.\n"
                    "**Show in context** shows the paragraphs around an excerpt, **More excerpts** what else was "
                    "found. **Useful** and **Wrong** tell those who run me."
                )
            ),
            Rule(),
            Text(Markdown(f"{listed}\n{menu_lines}")),
        ),
    )


def status_page(held: RecordStatus, version: str, rereading: int = 0) -> Page:
    """What the record holds; ``rereading`` articles wait to be read again."""
    names = ", ".join(safe(outlet, 60) for outlet in held.outlets[:20]) or "none known"
    if held.without_outlet:
        names += f"; of {counted(held.without_outlet, 'article')} not known"
    lines = [
        "### Status",
        f"**Articles** {held.articles} · **Passages** {held.passages}",
        f"**Outlets** {names}",
        f"**Model** {safe(held.model, 100)}",
        f"**Last ingest** {instant(held.last_ingest)}",
        f"**Version** {safe(version, 40)}",
    ]
    if rereading:
        lines.append(f"{being_read(rereading)}")
    return Page(Accent.NEUTRAL, (Text(Markdown("\n".join(lines))),))


def instant(moment: str | None) -> str:
    """A stored ISO instant for people, in UTC."""
    if not moment:
        return "none yet"
    try:
        return f"{datetime.fromisoformat(moment).astimezone(UTC):%d %b %Y %H:%M} UTC"
    except ValueError:
        return safe(moment, 40)


def privacy_page(settings: GuildSettings | None, delete: Button) -> Page:
    """What is stored, here."""
    questions = (
        "the words of your question and your user id with the answer, because this server asked to keep them"
        if settings and settings.keep_questions
        else "not your question, and not who asked"
    )
    votes = (
        "nothing, because this server keeps no feedback"
        if settings and not settings.keep_feedback
        else "your vote and your user id, once for each answer"
    )
    lines = [
        "### What is stored",
        f"**When you ask** which spans of which articles were shown ({KEPT_DAYS} days); {questions}.",
        f"**When you press Useful or Wrong** {votes}.",
        "**In memory only** your last questions, so that a follow-up is understood, and how often you asked in the "
        "last minute. Both are gone when I restart.",
        f"**When I answer where everybody sees it, or in a direct message** the id of that message and of its place "
        f"({KEPT_DAYS} days), so that I can correct it when an article it cites is withdrawn or changed.",
        f"**When you ask for a briefing about many names** the names ({KEPT_DAYS} days), not who asked.",
        "**When you set a briefing schedule** your user id with it, so that I can tell you once if it has to be "
        "paused; **when you add a feed** the same. Pages and feeds that are added are fetched from where they stand.",
        "**Of a server** what its managers set with `/settings` and with other commands, and the articles and feeds "
        "they added with `/sources`. When I leave, all of its rows are removed.",
        "Question texts are not written to logs unless whoever runs me switched that on. Nothing is sent to anybody "
        "else: I answer on my own machine.",
    ]
    return Page(Accent.NEUTRAL, (Text(Markdown("\n".join(lines))),), (delete,))


def settings_page(settings: GuildSettings, *, reads_messages: bool, notes: Sequence[str] = ()) -> Page:
    """What a server has set."""

    def channel(value: int | None) -> str:
        return f"<#{value}>" if value else "none"

    ask = channel(settings.ask_channel)
    if settings.ask_channel and not reads_messages:
        ask += " (not in use: whoever runs me has not switched the message content intent on)"
    lines = [
        "### Settings of this server",
        f"**Ask channel** {ask}",
        f"**Feedback channel** {channel(settings.feedback_channel)}",
        f"**Keep questions** {'yes' if settings.keep_questions else 'no'}",
        f"**Keep feedback** {'yes' if settings.keep_feedback else 'no'}",
        *(f"-# {note}" for note in notes),
    ]
    return Page(Accent.NEUTRAL, (Text(Markdown("\n".join(lines))),))
