"""Asking whoever runs a command before it takes something away."""

import sys

import click

from bot.console.plain import plain
from bot.errors import UsageError


def confirm(question: str, yes: bool) -> None:
    """Ask, unless ``--yes`` was given.

    Raises:
        UsageError: standard input ends without an answer.
        Abort: the answer was no.

    """
    if yes:
        return
    try:
        agreed = click.confirm(plain(question), err=True)
    except click.Abort as ended:
        if sys.stdin.isatty():
            raise
        click.echo("", err=True)
        raise UsageError("Nobody is here to answer: give --yes, and it is done without being asked.") from ended
    if not agreed:
        raise click.Abort
