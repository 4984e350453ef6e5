"""A text on its way into the record, whatever it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Parsed:
    """One article as a reader of a format finds it.

    ``facts`` are fields of ``bot.record.article.Article`` that it states; what it leaves out is unknown. ``key`` is
    what tells it from others of the same file, None where a file holds one. ``note`` is for whoever adds it.
    """

    text: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that cannot be taken: what it is called in messages, and one sentence that says why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One article as its source gives it.

    ``name`` is what it is called in messages (a file's name, a page's address), ``stem`` what its id is made of,
    ``source`` what it is known again by. ``raw`` is the text as stored: all offsets count in it. ``facts`` are fields
    of ``bot.record.article.Article`` that the source states; what it leaves out is unknown. ``note`` is a sentence
    for whoever adds it.
    """

    name: str
    stem: str
    source: str
    raw: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None
