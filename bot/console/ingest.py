"""``communique ingest``: files and pages into the record."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from bot.console.contract import dump
from bot.console.plain import plain
from bot.ingest import Outcome

if TYPE_CHECKING:
    from bot.record.readings import ReadingStore

MARKS = {"added": "+", "replaced": "~", "unchanged": "=", "failed": "!"}


@click.command(short_help="Add files, folders of them, or pages of the web to the record.")
@click.argument("places", metavar="PATH|URL...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="JSON: one object an article.")
def ingest(places: tuple[str, ...], as_json: bool) -> None:
    """Add files (text, Markdown, HTML, PDF, JSON lines), the files of folders, or pages of the web to the record.

    A folder may hold a manifest.toml with what is known about its articles, as seeds/ does. What comes again from the
    same file or address replaces what came before; the same text is never stored twice. Exit status 3: at least one
    article could not be taken.
    """
    from bot.app import build_app
    from bot.sources.intake import place

    named = [place(one) for one in places]
    app = build_app(seeds_wanted=False)
    outcomes = app.ingest(named)
    tell(app.readings, outcomes, as_json)


def tell(readings: "ReadingStore", outcomes: Sequence[Outcome], as_json: bool) -> None:
    """Print what became of articles; ends with status 3 where one could not be taken."""
    for outcome in outcomes:
        click.echo(dump(vars_of(outcome)) if as_json else line(outcome))
    for reading in readings.problems():
        if reading.article in {outcome.article for outcome in outcomes}:
            click.echo(f"{reading.article}: searchable, but no statements were read: {reading.problem}.", err=True)
    if any(outcome.status == "failed" for outcome in outcomes):
        sys.exit(3)


def line(outcome: Outcome) -> str:
    """What became of one article, for people."""
    detail = f" ({outcome.detail})" if outcome.detail else ""
    return plain(f"{MARKS[outcome.status]} {outcome.name}: {outcome.status}{detail}")


def vars_of(outcome: Outcome) -> dict[str, str | None]:
    """The same for machines."""
    return {"file": outcome.name, "status": outcome.status, "detail": outcome.detail, "article": outcome.article}
