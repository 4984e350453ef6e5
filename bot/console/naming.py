"""Actors and issues as they are named in the terminal, and the ledger that knows them."""

from bot.errors import UsageError
from bot.ledger.ledger import Ledger
from bot.positions.issues import OTHER, Issues
from bot.record.statement import UNATTRIBUTED


def open_ledger() -> Ledger:
    """The record's ledger; builds the record first where none exists."""
    from bot.app import build_app

    return build_app().ledger


def actor_named(ledger: Ledger, name: str) -> str:
    """The id of the actor of that id or name, configured or of the record, or of the only one whose name begins so.

    Raises:
        UsageError: nobody or several go by it.

    """
    exact = name if name == UNATTRIBUTED else ledger.recorded.lookup(name)
    if exact is not None:
        return exact
    found = ledger.recorded.find(name, 6) if name.strip() else []
    if len(found) == 1:
        return found[0].id
    offer = f"did you mean {', '.join(actor.id for actor in found)}?" if found else "communique actors lists all."
    raise UsageError(f'There is no actor "{name}": {offer}')


def issue_named(issues: Issues, name: str | None) -> str | None:
    """The id of an issue named by id, name or the beginning of either, in any case.

    Raises:
        UsageError: none or several begin so.

    """
    if name is None:
        return None
    found = issues.find(name) if name.strip() else []
    if len(found) == 1:
        return found[0].id
    offer = ", ".join(issue.id for issue in found or issues.all if issue.id != OTHER)
    raise UsageError(f'There is no issue "{name}": one of {offer}.')
