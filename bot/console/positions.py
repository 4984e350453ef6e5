"""Who stands where, in the terminal: actor, actors, compare, issue, matrix, positions, timeline, disagreements."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from bot.console.contract import disagreement_object, dump, row_object
from bot.console.pager import paged
from bot.console.plain import plain, say
from bot.console.tables import console, disagreement_table, matrix_table, row_table
from bot.errors import CommuniqueError, UsageError
from bot.positions.issues import OTHER, Issues
from bot.positions.ledger import Ledger
from bot.positions.rows import Row, folded
from bot.positions.stacks import stacks
from bot.record.manifest import DATE
from bot.record.statement import UNATTRIBUTED
from bot.words import counted


def open_ledger() -> Ledger:
    """The record's ledger; builds the record first where none exists."""
    from bot.app import build_app

    return build_app().ledger


def actor_named(ledger: Ledger, name: str) -> str:
    """The id of the actor of that id or name, configured or of the record, or of the only one whose name begins so.

    Raises:
        UsageError: nobody or several go by it.

    """
    exact = name if name == UNATTRIBUTED else ledger.recorded.lookup(name)
    if exact is not None:
        return exact
    found = ledger.recorded.find(name, 6) if name.strip() else []
    if len(found) == 1:
        return found[0].id
    offer = f"did you mean {', '.join(actor.id for actor in found)}?" if found else "communique actors lists all."
    raise UsageError(f'There is no actor "{name}": {offer}')


def issue_named(issues: Issues, name: str | None) -> str | None:
    """The id of an issue named by id, name or the beginning of either, in any case.

    Raises:
        UsageError: none or several begin so.

    """
    if name is None:
        return None
    found = issues.find(name) if name.strip() else []
    if len(found) == 1:
        return found[0].id
    offer = ", ".join(issue.id for issue in found or issues.all if issue.id != OTHER)
    raise UsageError(f'There is no issue "{name}": one of {offer}.')


def _json_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--json", "as_json", is_flag=True, help="JSON: one object a line.")(command)


def _issue_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--issue", help="Only this issue (its id, its name or the beginning of it).")(command)


def _explain_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--explain", is_flag=True, help="Show the words that decided each stance.")(command)


def _show(
    rows: Iterable[Row], ledger: Ledger, as_json: bool, explain: bool, title: str, *, stacked: bool = False
) -> None:
    rows = list(rows)
    if as_json:
        for row in rows:
            click.echo(dump(row_object(row)))
        return
    if stacked:
        _show_stacked(rows, ledger, explain, title)
        return
    rows = list(folded(rows))
    if not rows:
        say(f"{title}: the record holds no position.", err=False)
        return
    screen = console()
    screen.print(row_table(rows, ledger, title, screen.width, explain))
    say(_foot(rows, ledger), err=False)


def _show_stacked(rows: Sequence[Row], ledger: Ledger, explain: bool, title: str) -> None:
    """The newest row of each stand on each issue, with how many lie under it."""
    found = stacks(rows)
    if not found:
        say(f"{title}: the record holds no position.", err=False)
        return
    screen = console()
    tops, earlier = [stack.top for stack in found], [stack.earlier for stack in found]
    screen.print(row_table(tops, ledger, title, screen.width, explain, earlier))
    more = f"; {sum(earlier)} earlier (--all shows them)" if any(earlier) else ""
    say(f"{_foot(rows, ledger)}{more}", err=False)


def _foot(rows: Sequence[Row], ledger: Ledger) -> str:
    counts = ledger.counts(rows)
    outlets = counted(counts.outlets, "known outlet")
    latest = f", latest {counts.latest}" if counts.latest else ""
    return f"{counted(counts.positions, 'position')} in {counted(counts.articles, 'article')}, {outlets}{latest}"


@click.command(short_help="What was said for an actor, issue by issue.")
@click.argument("name")
@_issue_option
@click.option("--officials", is_flag=True, help="Only what officials said.")
@click.option("--since", help="Only articles from this date on (YYYY, YYYY-MM or YYYY-MM-DD).")
@click.option("--about", is_flag=True, help="What others say about the actor instead.")
@click.option("--all", "everything", is_flag=True, help="Also what is earlier than the newest of each stance.")
@_explain_option
@_json_option
@paged
def actor(
    name: str,
    issue: str | None,
    officials: bool,
    since: str | None,
    about: bool,
    everything: bool,
    explain: bool,
    as_json: bool,
) -> None:
    """What was said for NAME (an id, a name or the beginning of one): the newest with each stance on each issue.

    Officials come before analysts; --all and --json give every position, newest first.
    """
    if since is not None and not DATE.fullmatch(since):
        raise UsageError(f'--since "{since}" is no date: write YYYY, YYYY-MM or YYYY-MM-DD.')
    ledger = open_ledger()
    who = actor_named(ledger, name)
    chosen = issue_named(ledger.issues, issue)
    rows = ledger.about(who, chosen, since) if about else ledger.actor(who, chosen, officials, since)
    name = ledger.name(who)
    title = f"Said of {name} by others"
    _show(rows, ledger, as_json, explain, title if about else name, stacked=not everything)
    charges = () if about or as_json or officials else ledger.charges(who, chosen, since)
    if charges:
        _show(charges, ledger, False, explain, title, stacked=not everything)


@click.command(short_help="The actors of the record, or of the configuration.")
@click.option("--unknown", is_flag=True, help="Only those that speak and are not configured.")
@_json_option
@paged
def actors(unknown: bool, as_json: bool) -> None:
    """Who has positions in the record and how many; --unknown: who should be added to actors.toml."""
    ledger = open_ledger()
    held = Counter(row.position.actor for row in ledger.rows)
    chosen = ledger.unknown() if unknown else dict(sorted(held.items(), key=lambda pair: (-pair[1], pair[0])))
    for who, number in chosen.items():
        configured = who in ledger.registry or who == UNATTRIBUTED
        if as_json:
            name = ledger.name(who)
            click.echo(dump({"actor": who, "name": name, "positions": number, "configured": configured}))
        else:
            click.echo(plain(f"{number:4}  {who}{'' if configured else '  (not configured)'}"))


@click.command(short_help="Two actors side by side.")
@click.argument("a")
@click.argument("b")
@_issue_option
@_explain_option
@_json_option
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
    _show(rows, ledger, as_json, explain, f"{names(left)} and {names(right)}")


@click.command(short_help="Everybody on one issue, with the disagreements.")
@click.argument("name")
@_explain_option
@_json_option
@paged
def issue(name: str, explain: bool, as_json: bool) -> None:
    """All actors on the issue NAME (its id, its name or the beginning of it)."""
    ledger = open_ledger()
    chosen = issue_named(ledger.issues, name)
    assert chosen is not None
    view = ledger.issue(chosen)
    rows = [row for _, group in view.actors for row in group]
    heading = f"{ledger.issues.name(chosen)}: {ledger.issues[chosen].sentence}?"
    _show(rows, ledger, as_json, explain, heading)
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
@_json_option
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
@_issue_option
@click.option("--all", "everything", is_flag=True, help="Also what others say of an actor, and on no issue.")
@_explain_option
@_json_option
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
    _show(rows, ledger, as_json, explain, "Positions")


@click.command(short_help="An actor's positions over time.")
@click.argument("name")
@click.option("--out", type=click.Path(path_type=Path), help="Write a PNG picture to this file.")
@click.option(
    "--theme", type=click.Choice(["dark", "light"]), default="dark", show_default=True, help="Of the picture."
)
@_json_option
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
    _show(rows, ledger, as_json, False, f"{ledger.name(who)} over time")


@click.command(short_help="Opposite stances and differing figures.")
@_issue_option
@_json_option
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
