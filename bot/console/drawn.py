"""``communique matrix`` and ``communique timeline``: positions as a table or a picture."""

from pathlib import Path

import click

from bot.console.contract import dump, row_object
from bot.console.listing import json_option, show_rows
from bot.console.naming import actor_named, open_ledger
from bot.console.pager import paged
from bot.console.plain import say
from bot.console.tables import console, matrix_table
from bot.errors import CommuniqueError
from bot.words import counted


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


def _write(out: Path, png: bytes) -> None:
    try:
        out.write_bytes(png)
    except OSError as error:
        raise CommuniqueError(f"{out} cannot be written ({error.strerror}): name another file.") from error
    say(f"Wrote {out}.")
