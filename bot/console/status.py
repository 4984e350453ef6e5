"""``communique status``: what the record holds."""

import click

from bot.console.contract import dump
from bot.console.rereading import tell_of_rereading
from bot.record.visibility import SHARED


@click.command(short_help="Show what the record holds: articles, passages, outlets, model.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object.")
def status(as_json: bool) -> None:
    """Show what the record holds."""
    from bot.app import build_app

    app = build_app(wait=False)
    found = app.answering.status()
    values = {
        "articles": found.articles,
        "passages": found.passages,
        "outlets": list(found.outlets),
        "without_outlet": found.without_outlet,
        "statements": app.snapshot().statements,
        "model": found.model,
        "last_ingest": found.last_ingest,
        "version": found.version,
        "additions": app.articles.count() - found.articles,
        "reading_again": app.builder.waiting(),
    }
    if as_json:
        click.echo(dump(values))
        return
    for name, value in values.items():
        shown = ", ".join(value) if isinstance(value, list) else value
        click.echo(f"{name.replace('_', ' '):14} {shown if shown not in (None, '') else 'unknown'}")
    tell_of_rereading(app.builder.waiting())
    for problem in app.readings.problems(SHARED):
        click.echo(f"no statements from {problem.article}: {problem.problem}")
