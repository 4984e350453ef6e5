"""``communique ingest``: files and pages into the record."""

import sys
from collections.abc import Sequence

import click

from bot.building.rereading import step_back
from bot.console.contract import dump
from bot.console.plain import message
from bot.ingest import Outcome

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

    step_back()
    named = [place(one) for one in places]
    app = build_app(wait=False, seeds_wanted=False)
    outcomes = app.ingest(named)
    all_taken = tell(outcomes, as_json)
    app.builder.ask([outcome.article for outcome in outcomes if outcome.article is not None])
    if not all_taken:
        sys.exit(3)


def tell(outcomes: Sequence[Outcome], as_json: bool) -> bool:
    """Print what became of articles; whether all could be taken."""
    for outcome in outcomes:
        click.echo(dump(vars_of(outcome)) if as_json else line(outcome))
    return all(outcome.status != "failed" for outcome in outcomes)


def line(outcome: Outcome) -> str:
    """What became of one article, for people."""
    detail = f" ({outcome.detail})" if outcome.detail else ""
    return message(f"{MARKS[outcome.status]} {outcome.name}: {outcome.status}{detail}")


def vars_of(outcome: Outcome) -> dict[str, str | None]:
    """The same for machines."""
    return {"file": outcome.name, "status": outcome.status, "detail": outcome.detail, "article": outcome.article}
