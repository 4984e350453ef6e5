"""``communique chat``: the console for those without a browser."""

from typing import TYPE_CHECKING

import click

from bot.answering.asides import aside_of
from bot.console.rereading import tell_of_rereading

if TYPE_CHECKING:
    from rich.console import Console

    from bot.answering.answer import Answer
    from bot.answering.service import Answering
    from bot.app import App


@click.command(short_help="Ask questions one after another; follow-ups keep the thread.")
def chat() -> None:
    """Ask questions one after another.

    A question that starts with "and" follows up the one before. ":more" shows the rest of the last answer's
    excerpts, ":context N" the paragraphs around excerpt N, ":quit" ends.
    """
    from bot.app import build_app

    app = build_app(wait=False)
    app.follow()
    tell_of_rereading(app.reread_aside())
    answering = app.following("answering")
    try:
        _talk(app, answering)
    finally:
        app.close()


def _talk(app: "App", answering: "Answering") -> None:
    """Answer line after line."""
    from bot.console.answers import console, drawn

    screen = console()
    screen.print("Ask about the record. :more, :context N, :quit", style="dim")
    previous: str | None = None
    answer = None
    while True:
        try:
            line = screen.input("[bold]› [/bold]").strip()
        except (EOFError, KeyboardInterrupt):
            screen.print()
            return
        command, _, argument = line.partition(" ")
        if command in (":quit", ":q"):
            return
        if command == ":more" and answer is not None:
            screen.print(drawn(answer, len(answer.excerpts)))
        elif command == ":context" and answer is not None:
            _show_context(app, screen, answer, argument)
        elif command.startswith(":"):
            screen.print(":more, :context N, :quit", style="yellow")
        elif line:
            answer = answering.ask(line, previous=previous)
            screen.print(drawn(answer, app.settings.answering.excerpts_first))
            if answer.status != "rejected" and aside_of(line) is None:
                previous = answer.question


def _show_context(app: "App", screen: "Console", answer: "Answer", argument: str) -> None:
    """Show the paragraphs around one excerpt of an answer."""
    from bot.console.plain import plain

    number = int(argument) if argument.isdecimal() else 0
    if not 1 <= number <= len(answer.excerpts):
        screen.print(f"Give a number from 1 to {len(answer.excerpts)}.", style="yellow")
        return
    excerpt = answer.excerpts[number - 1]
    article = app.articles.get(excerpt.article)
    if article is None or article.raw[excerpt.start : excerpt.end] != excerpt.text:
        screen.print("The article has changed since: ask again.", style="yellow")
        return
    around = app.answering.context(excerpt.article, excerpt.start, excerpt.end)
    for text, style in ((around.before, "dim"), (around.text, "bold"), (around.after, "dim")):
        if text:
            screen.print(plain(text), style=style, markup=False)
