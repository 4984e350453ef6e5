"""Which articles of the record a command is about: what it takes, and what is meant by it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from bot.console.naming import actor_named
from bot.console.plain import plain
from bot.errors import UsageError
from bot.record.manifest import DATE
from bot.record.selection import Selection, outlets

if TYPE_CHECKING:
    from bot.app import App

OFFERED = 12


def selection_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--outlet``, ``--since`` and ``--until``."""
    options = (
        click.option(
            "--outlet", "outlet_names", multiple=True, help="Only this outlet (may be given several times)."
        ),
        click.option("--since", help="Only articles from this date on (YYYY, YYYY-MM or YYYY-MM-DD)."),
        click.option("--until", help="Only articles up to this date (YYYY, YYYY-MM or YYYY-MM-DD)."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def selection_of(
    app: "App", outlet_names: tuple[str, ...], since: str | None, until: str | None, actor: str | None = None
) -> Selection:
    """What is meant by the options, in the record's own names.

    Raises:
        UsageError: a date that is none, or an outlet or actor that the record does not have.

    """
    for option, date in (("--since", since), ("--until", until)):
        if date is not None and not DATE.fullmatch(date):
            raise UsageError(f'{option} "{plain(date)}" is no date: write YYYY, YYYY-MM or YYYY-MM-DD.')
    who = actor_named(app.ledger, actor) if actor is not None else None
    return Selection(_outlets_named(app, outlet_names), since, until, who)


def _outlets_named(app: "App", names: tuple[str, ...]) -> tuple[str, ...] | None:
    if not names:
        return None
    held = outlets(app.database)
    found: list[str] = []
    for name in names:
        own = [outlet for outlet in held if outlet.casefold() == " ".join(name.split()).casefold()]
        if not own:
            offer = ", ".join(held[:OFFERED]) + (", ..." if len(held) > OFFERED else "") if held else "none is known"
            raise UsageError(f'No article of the record is of the outlet "{plain(name)}": {plain(offer)}.')
        found += own
    return tuple(dict.fromkeys(found))
