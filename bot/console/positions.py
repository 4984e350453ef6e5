"""Positions in the terminal: compare, issue, positions, disagreements."""

import click

from bot.console.contract import Marks, disagreement_object, dump
from bot.console.listing import explain_option, issue_option, json_option, show_rows
from bot.console.naming import actor_named, issue_named, open_ledger
from bot.console.pager import paged
from bot.console.plain import say
from bot.console.tables import console, disagreement_table
from bot.errors import UsageError


@click.command(short_help="Two actors side by side.")
@click.argument("a")
@click.argument("b")
@issue_option
@explain_option
@json_option
@paged
def compare(a: str, b: str, issue: str | None, explain: bool, as_json: bool) -> None:
    """What A and B said, issue by issue."""
    ledger = open_ledger()
    left, right = actor_named(ledger, a), actor_named(ledger, b)
    if left == right:
        raise UsageError("Name two different actors to compare them.")
    pairs = ledger.compare(left, right, issue_named(ledger.issues, issue))
    rows = [row for pair in pairs for row in (*pair.a, *pair.b)]
    names = ledger.name
    show_rows(rows, ledger, as_json, explain, f"{names(left)} and {names(right)}")


@click.command(short_help="Everybody on one issue, with the disagreements.")
@click.argument("name")
@explain_option
@json_option
@paged
def issue(name: str, explain: bool, as_json: bool) -> None:
    """All actors on the issue NAME (its id, its name or the beginning of it)."""
    ledger = open_ledger()
    chosen = issue_named(ledger.issues, name)
    assert chosen is not None
    view = ledger.issue(chosen)
    rows = [row for _, group in view.actors for row in group]
    heading = f"{ledger.issues.name(chosen)}: {ledger.issues[chosen].sentence}?"
    show_rows(rows, ledger, as_json, explain, heading)
    if not as_json and view.disagreements:
        screen = console()
        screen.print(disagreement_table(view.disagreements, ledger, "Disagreements", screen.width))


@click.command(short_help="Every position of the record.")
@click.option("--actor", "name", help="Only this actor (an id or a name).")
@issue_option
@click.option("--all", "everything", is_flag=True, help="Also what others say of an actor, and on no issue.")
@explain_option
@json_option
@paged
def positions(name: str | None, issue: str | None, everything: bool, explain: bool, as_json: bool) -> None:
    """Every position read out of the articles, in reading order: what actors said and did on the issues.

    What a copy of an article says again is no position more; with --json it is there, and names the article.
    """
    ledger = open_ledger()
    who = actor_named(ledger, name) if name else None
    chosen = issue_named(ledger.issues, issue)
    rows = [
        row
        for row in (ledger.every_row if as_json else ledger.all_rows)
        if (everything or row.shown)
        # What others say of an actor is no position of it.
        and (who is None or (row.position.actor == who and not row.charged))
        and chosen in (None, row.position.issue)
    ]
    show_rows(rows, ledger, as_json, explain, "Positions")


@click.command(short_help="Opposite stances and differing figures.")
@issue_option
@json_option
@paged
def disagreements(issue: str | None, as_json: bool) -> None:
    """Who is against whom on what, and where articles give different figures; both excerpts, best first."""
    from bot.app import build_app

    app = build_app()
    ledger = app.ledger
    chosen = issue_named(ledger.issues, issue)
    found = [d for d in ledger.disagreements() if chosen is None or d.issue == chosen]
    if as_json:
        for one in found:
            click.echo(dump(disagreement_object(one, Marks(app.outlets.alignment, app.speakers.of))))
    elif found:
        screen = console()
        screen.print(disagreement_table(found, ledger, "Disagreements", screen.width))
    else:
        say("The record holds no disagreement.", err=False)
