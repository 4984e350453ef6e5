"""``communique backup`` and ``communique restore``: the whole record in one file, and back."""

from dataclasses import asdict
from pathlib import Path

import click

from bot.console.asking import confirm
from bot.console.contract import dump
from bot.console.plain import plain
from bot.errors import UsageError
from bot.record.backup import write_backup
from bot.record.database import file_of
from bot.record.marker import is_empty, once_held
from bot.record.restore import look_at
from bot.record.restore import restore as put_back
from bot.record.sqlite import SqliteEngine
from bot.settings import load_settings


@click.command(short_help="Copy the whole record into one file, while the bot runs.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def backup(file: Path, as_json: bool) -> None:
    """Copy the record (articles, statements, schedules, editions, settings, feedback) into FILE, as of one moment.

    The bot may run meanwhile. A file that exists is not overwritten. The configuration is not in it.
    """
    path = file_of(load_settings(), "`pg_dump` backs it up")
    if is_empty(path) and once_held(path) is None:
        raise UsageError(f"There is no record at {path} yet: nothing to copy.")
    with SqliteEngine(path).connect() as connection:
        write_backup(connection, file)
    held = look_at(file)
    size = file.stat().st_size
    if as_json:
        click.echo(dump({"file": str(file), "bytes": size, **asdict(held)}))
    else:
        click.echo(
            plain(f"{file}: {held.articles:,} articles, {held.schedules:,} schedules, {size / 1e6:,.1f} MB, checked.")
        )


@click.command(short_help="Put a backup in the place of the record, which is kept aside.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def restore(file: Path, yes: bool, as_json: bool) -> None:
    """Put the backup FILE in the place of the record, after checking it; the former record is kept aside.

    A running bot answers from it a few seconds later. Editions that the backup does not know and that are due within
    the grace period are posted again: pause the schedules for that long.
    """
    path = file_of(load_settings(), "`pg_restore` puts a backup of `pg_dump` back")
    held = look_at(file)
    latest = f", the last of {held.latest}" if held.latest else ""
    confirm(f"Replace the record at {path} by {file} ({held.articles:,} articles{latest})?", yes)
    restored = put_back(file, path)
    former = str(restored.former) if restored.former else None
    if as_json:
        click.echo(dump({"restored": str(file), "former": former, **asdict(restored.backup)}))
        return
    click.echo(plain(f"Restored {held.articles:,} articles and {held.schedules:,} schedules from {file}."))
    if former:
        click.echo(plain(f"The former record is kept as {former}."))
