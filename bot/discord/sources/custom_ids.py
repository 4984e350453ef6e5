"""The custom ids of the buttons of /sources. Drafts are in memory: a token names one until it is forgotten."""

TOKEN = r"(?P<token>[0-9a-f]{16})"

ACCEPT = rf"sources:accept:{TOKEN}"
DISCARD = rf"sources:discard:{TOKEN}"
CORRECT = rf"sources:correct:{TOKEN}"
CORRECT_MODAL = "sources-correct"
LIST = r"sources:list:(?P<page>\d{1,6})"


def accept_id(token: str) -> str:
    """Do what the draft says."""
    return f"sources:accept:{token}"


def discard_id(token: str) -> str:
    """Forget the draft."""
    return f"sources:discard:{token}"


def correct_id(token: str) -> str:
    """Correct what a draft says of its article."""
    return f"sources:correct:{token}"


def list_id(page: int) -> str:
    """A page of the list of articles, counted from 0."""
    return f"sources:list:{page}"
