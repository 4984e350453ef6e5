"""What people say of an article, checked before it outranks what came with it."""

from collections.abc import Mapping

from bot.errors import UsageError
from bot.record.article import DatePrecision
from bot.sources import addresses
from bot.sources.dates import published
from embeddings.errors import ArticleError

LONGEST = 300
"""Characters of a title, outlet or author."""

UNKNOWN = ("", "unknown")
"""What is written for a fact that is not known."""


def checked(wishes: Mapping[str, str | None]) -> dict[str, str | None]:
    """The facts to set: of ``title``, ``outlet``, ``author``, ``published`` and ``url`` those that are given.

    A date comes with its precision and with the basis "stated": somebody says so. An empty value is unknown.

    Raises:
        UsageError: a date that is none, an address that is none, or too many words; it names the argument.

    """
    values: dict[str, str | None] = {}
    for fact, wish in wishes.items():
        if wish is None:
            continue
        value = " ".join(wish.split())
        if value.casefold() in UNKNOWN:
            values[fact] = None
        elif fact == "published":
            values[fact], values["published_precision"] = checked_date(value)
        elif fact == "url":
            values[fact] = checked_url(value)
        else:
            if len(value) > LONGEST:
                raise UsageError(f"{fact} has {len(value)} characters: give {LONGEST} at most.")
            values[fact] = value
    if "published" in values:
        values["published_basis"] = "stated" if values["published"] else None
        values.setdefault("published_precision", None)
    return values


def checked_date(text: str) -> tuple[str, DatePrecision]:
    """A date that may be, ISO, with its precision.

    Raises:
        UsageError: it is none.

    """
    found = published(text)
    if found is None:
        raise UsageError(f'"{text}" is no date that may be: write 2025, 2025-08 or 2025-08-25, or unknown.')
    return found


def checked_url(text: str) -> str:
    """An http(s) address.

    Raises:
        UsageError: it is none.

    """
    try:
        return str(addresses.checked(text))
    except ArticleError as error:
        raise UsageError(str(error)) from error
