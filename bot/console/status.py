"""``communique status``: what the record holds."""

import click

from bot.console.contract import dump
from bot.console.plain import plain, say


@click.command(short_help="Show what the record holds: articles, passages, outlets, model.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object.")
def status(as_json: bool) -> None:
    """Show what the record holds."""
    from bot.app import build_app

    app = build_app()
    found = app.answering.status()
    values = {
        "articles": found.articles,
        "passages": found.passages,
        "outlets": list(found.outlets),
        "without_outlet": found.without_outlet,
        "statements": app.statements.count(),
        "model": found.model,
        "last_ingest": found.last_ingest,
        "version": found.version,
    }
    if as_json:
        click.echo(dump(values))
        return
    for name, value in values.items():
        shown = ", ".join(value) if isinstance(value, list) else value
        click.echo(plain(f"{name.replace('_', ' '):14} {shown if shown not in (None, '') else 'unknown'}"))
    for problem in app.readings.problems():
        say(f"no statements from {problem.article}: {problem.problem}", err=False)
