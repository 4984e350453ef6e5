"""``communique migrate``: the whole record from a file into PostgreSQL, or back."""

from dataclasses import asdict
from pathlib import Path

import click

from bot.console.contract import dump
from bot.console.plain import plain
from bot.errors import UsageError
from bot.logs import configure_logging
from bot.progress import bar
from bot.record.database import Database
from bot.record.marker import INDEX
from bot.record.transfer import Transfer
from bot.settings import load_settings
from embeddings.saved_index import forget

ADDRESS = ("postgresql://", "postgres://")


@click.command(short_help="Copy the whole record from a file into PostgreSQL, or back.")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def migrate(source: str, target: str, as_json: bool) -> None:
    """Copy the whole record FROM one store TO another, empty one; each a data folder, or postgresql://USER@HOST/DATABASE.

    Nothing may use the two meanwhile. One that was ended goes on when it is run again, and until it is done nothing
    opens TO. At the end all rows are compared by number and hash, and what is nearest to some passages.
    """
    configure_logging(load_settings().logging)  # what is logged would stand in front of the JSON
    from_, to = opened(source, is_source=True), opened(target, is_source=False)
    try:
        with bar("Migrating") as report:
            done = Transfer(from_, to, report).run()
    finally:
        from_.close()
        to.close()
    if not target.startswith(ADDRESS):
        forget(to.path.with_name(INDEX))
        Database(to.path).close()  # writes down that there is a record
    if as_json:
        click.echo(dump({"from": from_.place, "to": to.place, **asdict(done)}))
        return
    rows = sum(done.rows.values())
    click.echo(
        plain(f"{to.place} holds all {rows:,} rows of {from_.place}: {done.rows['article']:,} articles, compared.")
    )


def opened(where: str, *, is_source: bool) -> Database:
    """The store at an address, or in a data folder.

    Raises:
        UsageError: there is none to copy from.

    """
    if where.startswith(ADDRESS):
        return Database(load_settings().record_file, url=where, whole=is_source)
    path = Path(where)
    path = path if path.suffix == ".sqlite3" else path / "record.sqlite3"
    if is_source and not path.is_file():
        raise UsageError(f"There is no record at {path}: name a data folder, or postgresql://USER@HOST/DATABASE.")
    return Database(path, whole=is_source)
