"""``communique inbox``: what lies in the watched folder into the record, now."""

import sys
import time
from collections.abc import Sequence

import click

from bot.inert import shown
from bot.ingest import Outcome
from bot.settings import load_settings
from bot.sources.inbox import Inbox, Version, news

STILL_SECONDS = 1.0
"""A file counts as complete once it has stood still for so long."""


@click.command(short_help="Take what lies in the watched folder into the record, now.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object an article.")
def inbox(as_json: bool) -> None:
    """Take what is new in the folder that [record] inbox names into the record; the bot does the same by itself.

    What was taken or refused before is passed over until it changes; `communique status` lists what is refused. Exit
    status 3: at least one article could not be taken.
    """
    found = Inbox(load_settings())
    before = found.look()
    time.sleep(STILL_SECONDS)
    now = found.look()
    new = {name: now[name] for name in news(before, now, found.dealt())}
    if not new:
        if not as_json:
            click.echo("Nothing new in the inbox.")
        return
    from bot.app import build_app
    from bot.console.ingest import tell

    app = build_app(seeds_wanted=False)
    candidates = found.candidates(name for name, version in new.items() if version.problem is None)
    outcomes = [*app.ingest(candidates), *problems(new)] if candidates else problems(new)
    found.note(new, refusals(new, outcomes))
    if not tell(outcomes, as_json):
        sys.exit(3)


def problems(new: dict[str, Version]) -> list[Outcome]:
    """The files that cannot be taken, as what became of them."""
    return [Outcome(shown(name), "failed", one.problem) for name, one in new.items() if one.problem]


def refusals(new: dict[str, Version], outcomes: Sequence[Outcome]) -> dict[str, str]:
    """Why files were refused, by name; of many articles in one the first is told, and how many more there are."""
    refused = {name: one.problem for name, one in new.items() if one.problem}
    for name in new.keys() - refused.keys():
        reasons = [
            outcome.detail or "it could not be taken"
            for outcome in outcomes
            if outcome.status == "failed"
            and (outcome.name == name or outcome.name.startswith((f"{name}#", f"{name}, ")))
        ]
        if reasons:
            refused[name] = reasons[0] + (f" ({len(reasons) - 1} more)" if len(reasons) > 1 else "")
    return refused
