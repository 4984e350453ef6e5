"""``communique feedback``: what readers on Discord marked, with the excerpts they saw."""

import click

from bot.answering.kept import excerpts_of
from bot.console.contract import dump, excerpt_object
from bot.console.plain import plain, say
from bot.record.answers import AnswerStore, KeptAnswer
from bot.record.database import open_database
from bot.record.feedback import FeedbackStore, Verdict, Vote
from bot.settings import load_settings


@click.command(short_help="List answers that readers marked wrong, with their excerpts.")
@click.option("--useful", is_flag=True, help="Those marked useful instead.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object an answer and line.")
def feedback(useful: bool, as_json: bool) -> None:
    """List answers that readers on Discord marked wrong (or useful), latest first.

    The question is shown only where its server keeps questions.
    """
    database = open_database(load_settings())
    answers = AnswerStore(database)
    vote: Vote = "useful" if useful else "wrong"
    verdicts = FeedbackStore(database).marked(vote)
    for verdict in verdicts:
        kept = answers.get(verdict.answer)
        if kept is None:
            continue
        if as_json:
            click.echo(dump(as_object(verdict, kept)))
        else:
            show(verdict, kept)
    if not verdicts:
        say(f"No answer was marked {vote}.")


def as_object(verdict: Verdict, kept: KeptAnswer) -> dict[str, object]:
    """One marked answer for machines."""
    return {
        "answer": verdict.answer,
        "useful": verdict.useful,
        "wrong": verdict.wrong,
        "latest": verdict.latest,
        "status": kept.status,
        "question": kept.question,
        "excerpts": [excerpt_object(excerpt) for excerpt in excerpts_of(kept)],
        "gone": kept.gone,
    }


def show(verdict: Verdict, kept: KeptAnswer) -> None:
    """Print one marked answer for people."""
    from rich.text import Text

    from bot.console.answers import citation, console, quoted

    out = console()
    head = f"answer {verdict.answer} · wrong {verdict.wrong}, useful {verdict.useful} · {verdict.latest[:16]}"
    out.print(Text(head, style="bold"))
    out.print(Text(f"Question: {plain(kept.question)}" if kept.question else "Question not kept."))
    for excerpt in excerpts_of(kept):
        out.print(quoted(excerpt))
        out.print(Text(citation(excerpt), style="dim"))
    if kept.gone:
        out.print(Text(f"{kept.gone} more: the words changed in the record.", style="dim"))
    out.print()
