"""``communique ask``: one question, or a file of them, answered in the terminal."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from bot.answering.answer import Answer
from bot.answering.service import Answering
from bot.console.contract import answer_object, claim_object, dump
from bot.console.pager import paged
from bot.console.plain import plain
from bot.console.rereading import tell_of_rereading
from bot.console.selecting import selection_of, selection_options
from bot.errors import UsageError


@click.command(short_help="Answer a question with cited excerpts, or say that the record does not.")
@click.argument("question", required=False)
@click.option("--actor", help="Only what this actor's side said (an id or a name).")
@selection_options
@click.option("--claim", is_flag=True, help="QUESTION is a claim: does the record say the same, or otherwise?")
@click.option(
    "--batch", type=click.Path(path_type=Path), help="A file with one question a line ('-': standard input)."
)
@click.option("--json", "as_json", is_flag=True, help="JSON: one object a line.")
@click.option("--all", "everything", is_flag=True, help="Show every excerpt, not the first three.")
@click.option("--explain", is_flag=True, help="Show what was retrieved, with scores, and why it was decided so.")
@paged
def ask(
    question: str | None,
    actor: str | None,
    claim: bool,
    batch: Path | None,
    as_json: bool,
    everything: bool,
    explain: bool,
    **chosen: Any,  # noqa: ANN401 - as ``selection_of`` takes them
) -> None:
    """Answer QUESTION from the record; with --outlet, --since or --until as if it held nothing else.

    Exit status 1: the record does not answer. With --batch it is 0 once every line has its answer.
    """
    from bot.app import build_app

    if (question is None) == (batch is None):
        raise UsageError('Give one question in quotation marks, or --batch FILE: communique ask "Who ...?"')
    if claim and actor is not None:
        raise UsageError("--claim is held against everything that the record says: leave --actor out.")
    app = build_app(wait=False)
    tell_of_rereading(app.reread_aside(lasting=True))
    selected = app.selected(selection_of(app, **chosen))
    if not selected.articles and any(chosen.values()):
        raise UsageError("No article of the record is of that outlet and time: leave an option out.")
    answering = selected.answering

    def answered(words: str) -> Answer:
        found = answering.check(words) if claim else answering.ask(words, actor=actor)
        if as_json:
            click.echo(dump(claim_object(found) if claim else answer_object(found)))
        else:
            show(found, app.settings.answering.excerpts_first, everything)
        return found

    if batch is not None:
        for line in read_lines(batch):
            answered(line)
        return
    assert question is not None
    if explain:
        explain_to_standard_error(answering, question)
    answer = answered(question)
    if answer.status == "rejected":
        sys.exit(2)
    if answer.status == "not_in_corpus":
        sys.exit(1)


def read_lines(path: Path) -> Iterable[str]:
    """Lines of a UTF-8 file (or standard input for ``-``), ended by line feeds alone, without them.

    Raises:
        UsageError: a file that is missing or not UTF-8 text.
    """
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): give --batch a text file.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text: save it as UTF-8 and try again.") from error
    lines = text.split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


def show(answer: Answer, first: int, everything: bool) -> None:
    """Print an answer for people."""
    from bot.console.answers import console, drawn

    console().print(drawn(answer, len(answer.excerpts) if everything else first))


def explain_to_standard_error(answering: Answering, question: str) -> None:
    """Print what was retrieved and what was decided from it."""
    for line in answering.explain(question):
        click.echo(plain(line), err=True)
