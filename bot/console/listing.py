"""Listings of positions in the terminal: what their commands take, and how they are shown."""

from collections.abc import Callable, Iterable, Sequence

import click

from bot.console.answers import console
from bot.console.contract import dump, row_object
from bot.console.plain import say
from bot.console.tables import row_table
from bot.ledger.ledger import Ledger
from bot.ledger.rows import Row, folded
from bot.ledger.stacks import stacks
from bot.words import counted, outlets_known


def json_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--json`` (``as_json``)."""
    return click.option("--json", "as_json", is_flag=True, help="JSON: one object a line.")(command)


def issue_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--issue``, as ``issue_named`` understands it."""
    return click.option("--issue", help="Only this issue (its id, its name or the beginning of it).")(command)


def explain_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--explain``."""
    return click.option("--explain", is_flag=True, help="Show the words that decided each stance.")(command)


def show_rows(
    rows: Iterable[Row], ledger: Ledger, as_json: bool, explain: bool, title: str, *, stacked: bool = False
) -> None:
    """Print rows as a table, or as JSON lines; ``stacked`` prints the newest of each stand on each issue."""
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
    latest = f", latest {counts.latest}" if counts.latest else ""
    read = f"{counted(counts.articles, 'article')}, {outlets_known(counts.outlets)}"
    return f"{counted(counts.positions, 'position')} in {read}{latest}"
