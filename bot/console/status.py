"""``communique status``: what the record holds."""

from datetime import UTC, datetime
from typing import Any

import click

from bot.console.contract import dump
from bot.console.judge import lines_of, standing_of
from bot.console.plain import plain, say
from bot.console.rereading import tell_of_rereading
from bot.errors import UsageError
from bot.record.deliveries import DeliveryStore
from bot.record.visibility import SHARED
from bot.settings import Settings


@click.command(short_help="Show what the record holds: articles, passages, outlets, model.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object.")
def status(as_json: bool) -> None:
    """Show what the record holds."""
    from bot.app import build_app

    app = build_app(wait=False)
    found = app.answering.status()
    queue = DeliveryStore(app.database).open_since()
    values: dict[str, Any] = {
        "articles": found.articles,
        "copies": found.copies,
        "passages": found.passages,
        "outlets": list(found.outlets),
        "without_outlet": found.without_outlet,
        "statements": app.snapshot().statements,
        "model": found.model,
        "last_ingest": found.last_ingest,
        "version": found.version,
        "additions": app.articles.count() - found.articles,
        "reading_again": app.builder.waiting(),
        "record": app.database.place,
        "megabytes": round(app.database.size() / 1e6, 1),
        "to_post": len(queue),
        "late_seconds": late_by(queue),
        "inbox": inbox_of(app.settings),
        "judge": standing_of(app.settings, app.builder.docket),
    }
    if as_json:
        click.echo(dump(values))
        return
    judge = lines_of(values.pop("judge"))
    refused = (values.pop("inbox") or {}).get("refused", [])
    for name, value in values.items():
        shown = ", ".join(value) if isinstance(value, list) else value
        click.echo(plain(f"{name.replace('_', ' '):14} {shown if shown not in (None, '') else 'unknown'}"))
    tell_of_rereading(app.builder.waiting())
    for line in judge:
        say(line, err=False)
    for problem in app.readings.problems(SHARED):
        say(f"no statements from {problem.article}: {problem.problem}", err=False)
    for one in refused:
        say(f"refused from the inbox: {one['reason']}", err=False)


def late_by(queue: list[datetime]) -> int:
    """Seconds since the message that has waited longest was due; 0 where none waits."""
    return max(0, int((datetime.now(UTC) - min(queue)).total_seconds())) if queue else 0


def inbox_of(settings: Settings) -> dict[str, Any] | None:
    """The watched folder and what is refused there, None where none is watched."""
    if settings.record.inbox is None:
        return None
    from bot.sources.inbox import Inbox

    inbox = Inbox(settings)
    try:
        refused = inbox.refused()
    except UsageError as error:
        return {"folder": str(inbox.folder), "refused": [{"file": None, "reason": str(error)}]}
    return {
        "folder": str(inbox.folder),
        "refused": [{"file": name, "reason": reason} for name, reason in refused.items()],
    }
