"""Who stands where, in the terminal: compare, issue, matrix, positions, timeline, disagreements."""

from pathlib import Path

import click

from bot.console.answers import console
from bot.console.contract import disagreement_object, dump, row_object
from bot.console.listing import explain_option, issue_option, json_option, show_rows
from bot.console.naming import actor_named, issue_named, open_ledger
from bot.console.pager import paged
from bot.console.plain import say
from bot.console.tables import disagreement_table, matrix_table
from bot.errors import CommuniqueError, UsageError
from bot.words import counted


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


@click.command(short_help="Actors by issues, as a table or a picture.")
@click.option("--actor", "names", multiple=True, help="Also this actor, however little it says (may be given again).")
@click.option("--all", "everybody", is_flag=True, help="Every actor, also those with few positions.")
@click.option("--out", type=click.Path(path_type=Path), help="Write a PNG picture to this file.")
@click.option(
    "--theme", type=click.Choice(["dark", "light"]), default="dark", show_default=True, help="Of the picture."
)
@json_option
@paged
def matrix(names: tuple[str, ...], everybody: bool, out: Path | None, theme: str, as_json: bool) -> None:
    """Who supports, opposes, or supports on a condition: the actors with most positions; all rows with --json."""
    ledger = open_ledger()
    if as_json:
        for row in ledger.rows:
            click.echo(dump(row_object(row)))
        return
    asked = {actor_named(ledger, name) for name in names}
    found = ledger.matrix() if everybody else ledger.matrix().heavy(asked)
    if out is not None:
        from bot.pictures.matrix import matrix_picture

        first = {place for place in found.cells if place[0] in asked}
        _write(out, matrix_picture(found, ledger, dark=theme == "dark", asked=first).png)
        return
    screen = console()
    screen.print(matrix_table(found, ledger, screen.width))
    if found.light:
        say(
            f"{counted(found.light, 'actor')} with fewer positions: --actor NAME adds one, --all shows all.",
            err=False,
        )


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
        for row in ledger.every(who, chosen)
        if (everything or row.shown)
        and (as_json or row.same_as is None)
        # What others say of an actor is no position of it.
        and (who is None or not row.charged)
    ]
    show_rows(rows, ledger, as_json, explain, "Positions")


@click.command(short_help="An actor's positions over time.")
@click.argument("name")
@click.option("--out", type=click.Path(path_type=Path), help="Write a PNG picture to this file.")
@click.option(
    "--theme", type=click.Choice(["dark", "light"]), default="dark", show_default=True, help="Of the picture."
)
@json_option
@paged
def timeline(name: str, out: Path | None, theme: str, as_json: bool) -> None:
    """The dated positions of NAME, oldest first."""
    ledger = open_ledger()
    who = actor_named(ledger, name)
    rows = ledger.timeline(who)
    if out is not None:
        from bot.pictures.timeline import timeline_picture

        _write(out, timeline_picture(rows, ledger, who, dark=theme == "dark").png)
        return
    show_rows(rows, ledger, as_json, False, f"{ledger.name(who)} over time")


@click.command(short_help="Opposite stances and differing figures.")
@issue_option
@json_option
@paged
def disagreements(issue: str | None, as_json: bool) -> None:
    """Who is against whom on what, and where figures differ: each side with who stands there, best first."""
    ledger = open_ledger()
    chosen = issue_named(ledger.issues, issue)
    found = [d for d in ledger.disagreements() if chosen is None or d.issue == chosen]
    if as_json:
        for one in found:
            click.echo(dump(disagreement_object(one)))
    elif found:
        screen = console()
        screen.print(disagreement_table(found, ledger, "Disagreements", screen.width))
    else:
        say("The record holds no disagreement.", err=False)


def _write(out: Path, png: bytes) -> None:
    try:
        out.write_bytes(png)
    except OSError as error:
        raise CommuniqueError(f"{out} cannot be written ({error.strerror}): name another file.") from error
    say(f"Wrote {out}.")
