"""That articles are being read again, told on standard error."""

import click

from bot.words import being_read


def tell_of_rereading(articles: int) -> None:
    """Say it where it is so."""
    if articles:
        click.echo(being_read(articles), err=True)
