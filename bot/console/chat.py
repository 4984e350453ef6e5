"""``communique chat``: the console for those without a browser."""

import click


@click.command(short_help="Ask questions one after another; follow-ups keep the thread.")
def chat() -> None:
    """Ask questions one after another.

    A question that starts with "and" follows up the one before. ":more" shows the rest of the last answer's
    excerpts, ":context N" the paragraphs around excerpt N, ":quit" ends.
    """
    from bot.app import build_app
    from bot.console.answers import console, drawn
    from bot.console.plain import plain

    app = build_app()
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
            number = int(argument) if argument.isdecimal() else 0
            if not 1 <= number <= len(answer.excerpts):
                screen.print(f"Give a number from 1 to {len(answer.excerpts)}.", style="yellow")
                continue
            excerpt = answer.excerpts[number - 1]
            around = app.answering.context(excerpt.article, excerpt.start, excerpt.end)
            for text, style in ((around.before, "dim"), (around.text, "bold"), (around.after, "dim")):
                if text:
                    screen.print(plain(text), style=style, markup=False)
        elif command.startswith(":"):
            screen.print(":more, :context N, :quit", style="yellow")
        elif line:
            answer = app.answering.ask(line, previous=previous)
            screen.print(drawn(answer, app.settings.answering.excerpts_first))
            if answer.status != "rejected":
                previous = answer.question
