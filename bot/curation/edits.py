"""What people say of an article, checked before it outranks what came with it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from yarl import URL

from bot.errors import UsageError

LONGEST = 300
"""Characters of a title, outlet or author."""

UNKNOWN = ("", "unknown")
"""What is written for a fact that is not known."""

PRECISIONS = {4: "year", 7: "month", 10: "day"}
DATE = re.compile(r"[12]\d{3}(-\d\d(-\d\d)?)?", re.ASCII)


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
            values[fact] = checked_date(value)
        elif fact == "url":
            values[fact] = checked_url(value)
        else:
            if len(value) > LONGEST:
                raise UsageError(f"{fact} has {len(value)} characters: give {LONGEST} at most.")
            values[fact] = value
    if "published" in values:
        known = values["published"]
        values["published_precision"] = PRECISIONS[len(known)] if known else None
        values["published_basis"] = "stated" if known else None
    return values


def checked_date(text: str) -> str:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD that there is.

    Raises:
        UsageError: it is none.

    """
    try:
        if not DATE.fullmatch(text):
            raise ValueError
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError as error:
        raise UsageError(f'"{text}" is no date: write 2025, 2025-08 or 2025-08-25, or unknown.') from error
    return text


def checked_url(text: str) -> str:
    """An http(s) address.

    Raises:
        UsageError: it is none.

    """
    try:
        address = URL(text)
        good = address.scheme in ("http", "https") and bool(address.host) and address.user is None
    except ValueError:
        good = False
    if not good:
        raise UsageError(f'"{text}" is no web address: write it from https:// on, or unknown.')
    return text


def facts_of(values: Mapping[str, str | None]) -> dict[str, Any]:
    """Checked values as facts of a text that is not stored yet: unknown ones are left out."""
    return {fact: value for fact, value in values.items() if value is not None}
