"""``communique actor`` and ``communique actors``: what was said for somebody, and who there is."""

import click

from bot.console.contract import dump
from bot.console.listing import explain_option, issue_option, json_option, show_rows
from bot.console.naming import actor_named, issue_named, open_ledger
from bot.console.pager import paged
from bot.console.plain import plain
from bot.errors import UsageError
from bot.record.manifest import DATE
from bot.record.statement import UNATTRIBUTED


@click.command(short_help="What was said for an actor, issue by issue.")
@click.argument("name")
@issue_option
@click.option("--officials", is_flag=True, help="Only what officials said.")
@click.option("--since", help="Only articles from this date on (YYYY, YYYY-MM or YYYY-MM-DD).")
@click.option("--about", is_flag=True, help="What others say about the actor instead.")
@click.option("--all", "everything", is_flag=True, help="Also what is earlier than the newest of each stance.")
@explain_option
@json_option
@paged
def actor(
    name: str,
    issue: str | None,
    officials: bool,
    since: str | None,
    about: bool,
    everything: bool,
    explain: bool,
    as_json: bool,
) -> None:
    """What was said for NAME (an id, a name or the beginning of one): the newest with each stance on each issue.

    Officials come before analysts; --all and --json give every position, newest first.
    """
    if since is not None and not DATE.fullmatch(since):
        raise UsageError(f'--since "{since}" is no date: write YYYY, YYYY-MM or YYYY-MM-DD.')
    ledger = open_ledger()
    who = actor_named(ledger, name)
    chosen = issue_named(ledger.issues, issue)
    rows = ledger.about(who, chosen, since) if about else ledger.actor(who, chosen, officials, since)
    name = ledger.name(who)
    title = f"Said of {name} by others"
    show_rows(rows, ledger, as_json, explain, title if about else name, stacked=not everything)
    charges = () if about or as_json or officials else ledger.charges(who, chosen, since)
    if charges:
        show_rows(charges, ledger, False, explain, title, stacked=not everything)


@click.command(short_help="The actors of the record, or of the configuration.")
@click.option("--unknown", is_flag=True, help="Only those that speak and are not configured.")
@json_option
@paged
def actors(unknown: bool, as_json: bool) -> None:
    """Who has positions in the record and how many; --unknown: who should be added to actors.toml."""
    ledger = open_ledger()
    chosen = ledger.unknown() if unknown else ledger.held()
    for who, number in chosen.items():
        configured = who in ledger.registry or who == UNATTRIBUTED
        if as_json:
            name = ledger.name(who)
            click.echo(dump({"actor": who, "name": name, "positions": number, "configured": configured}))
        else:
            click.echo(plain(f"{number:4}  {who}{'' if configured else '  (not configured)'}"))
