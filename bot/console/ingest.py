"""``communique ingest``: text files into the record."""

import sys
from pathlib import Path

import click

from bot.console.contract import dump
from bot.console.plain import message, say
from bot.ingest import Outcome

MARKS = {"added": "+", "replaced": "~", "unchanged": "=", "failed": "!"}


@click.command(short_help="Add text files, or folders of them, to the record.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="JSON: one object a file.")
def ingest(paths: tuple[Path, ...], as_json: bool) -> None:
    """Add the text files PATHS (or the text files of folders) to the record.

    A folder may hold a manifest.toml with what is known about its articles, as seeds/ does. A file of the same
    name as an article of the record replaces it; the same text is never stored twice. Exit status 3: at least one
    file could not be taken.
    """
    from bot.app import build_app

    app = build_app()
    outcomes = app.ingest(paths)
    for outcome in outcomes:
        click.echo(dump(vars_of(outcome)) if as_json else line(outcome))
    for reading in app.readings.problems():
        if reading.article in {Path(outcome.name).stem for outcome in outcomes}:
            say(f"{reading.article}: searchable, but no statements were read: {reading.problem}.")
    if any(outcome.status == "failed" for outcome in outcomes):
        sys.exit(3)


def line(outcome: Outcome) -> str:
    """One file's outcome for people."""
    detail = f" ({outcome.detail})" if outcome.detail else ""
    return message(f"{MARKS[outcome.status]} {outcome.name}: {outcome.status}{detail}")


def vars_of(outcome: Outcome) -> dict[str, str | None]:
    """One file's outcome for machines."""
    return {"file": outcome.name, "status": outcome.status, "detail": outcome.detail}
