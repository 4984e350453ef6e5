"""Words of others made safe for a terminal."""

import click

from bot.inert import message, plain

__all__ = ["message", "plain", "say", "show_error"]


def say(text: str, *, err: bool = True) -> None:
    """Say something to whoever runs the command: one line, inert, over-long names cut."""
    click.echo(message(text), err=err)


def show_error(error: click.ClickException) -> None:
    """Say what click finds wrong with the arguments, as it does itself, but with the arguments inert."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        for line in context.get_usage().splitlines():
            click.echo(plain(line), err=True)
        say(f"Try '{context.command_path} --help' for help.")
    say(f"Error: {error.format_message()}")
