"""``communique check``: whether everything in the record is as it was written."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bot.console.asking import confirm
from bot.console.contract import dump
from bot.console.plain import plain, say
from bot.errors import CommuniqueError, UsageError
from bot.record.database import begun, file_of, place_of
from bot.record.restore import newest_copy, set_aside
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from bot.building.check import Found


@click.command(short_help="Verify the record, repair what is derived; --fresh starts a new one.")
@click.option("--fresh", is_flag=True, help="Set the record aside, so that the next command starts a new one.")
@click.option("--yes", is_flag=True, help="With --fresh: do not ask.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def check(fresh: bool, yes: bool, as_json: bool) -> None:
    """Verify texts, spans, vectors, index, references, editions and models.

    What can be made again (vectors, the index, what was read out of an article) is, and that is said. Exit status 0:
    all is well; 3: something cannot be repaired, one sentence each.
    """
    from bot.building.check import Found

    settings = load_settings()
    if fresh:
        start_anew(settings, yes, as_json)
        return
    if not begun(settings):
        click.echo("There is no record yet: the next command builds one from seeds/.", err=True)
        told(settings, Found(), as_json)
        return
    from bot.app import App
    from bot.logs import configure_logging
    from bot.progress import bar

    configure_logging(settings.logging)
    try:
        found = App(settings, bar).check()
    except UsageError:
        raise
    except CommuniqueError as error:
        copy = newest_copy(settings.record_file)
        hint = [f"The newest sound copy beside it is {copy}."] if copy else []
        found = Found(faults=[str(error), *hint])
    told(settings, found, as_json)
    if found.faults:
        sys.exit(CommuniqueError.exit_code)


def told(settings: Settings, found: "Found", as_json: bool) -> None:
    """Print what was found."""
    if as_json:
        click.echo(dump({"record": place_of(settings), "ok": not found.faults, **asdict(found)}))
        return
    if found.checked:
        say(f"Checked {', '.join(f'{number:,} {name}' for name, number in found.checked.items())}.", err=False)
    for line in found.repaired:
        click.echo(plain(f"repaired: {line}"))
    if found.unread:
        say(f"unread: {found.unread:,} articles, which the next command reads for statements", err=False)
    for line in found.faults:
        click.echo(plain(f"fault: {line}"))
    if not found.faults:
        click.echo("All is well.")


def start_anew(settings: Settings, yes: bool, as_json: bool) -> None:
    """Set the record aside.

    Raises:
        UsageError: nobody was there to be asked.
        Abort: the answer was no.

    """
    path = file_of(settings, "name another database in [record] url, and the next command builds a new record there")
    confirm(f"Set the record in {settings.data_dir} aside and start a new one?", yes)
    folder = set_aside(path)
    if as_json:
        click.echo(dump({"set_aside": str(folder) if folder else None}))
    elif folder:
        click.echo(plain(f"The former record is in {folder}; the next command builds a new one from seeds/."))
    else:
        click.echo("There is no record to set aside.")
