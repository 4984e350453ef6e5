"""A dry run: what an article would be and bring, before anything of it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.record.article import Article
from bot.sources.incoming import Incoming


@dataclass(frozen=True, slots=True)
class Trial:
    """An article as it would be stored, and what would be read out of it.

    ``same_as`` are the ids of articles that the server sees with (nearly) the same text. ``replaces``: it would take
    the place of what came from the same source. ``issues`` are the names of the configured issues that its positions
    are on; none: it can be asked about, and counts nowhere else. ``problem`` says why nothing could be read.
    """

    incoming: Incoming
    article: Article
    words: int
    statements: int
    positions: int
    issues: tuple[str, ...]
    same_as: tuple[str, ...]
    replaces: bool
    problem: str | None = None


def corrected(incoming: Incoming, values: Mapping[str, Any]) -> Incoming:
    """A text with the facts that a person gives in place of its own; None takes one away.

    What its source says of a date that it does not give goes with that date.
    """
    facts = dict(incoming.facts) | dict(values)
    if "published" in values:
        facts["published_evidence"] = None
    return replace(incoming, facts={fact: value for fact, value in facts.items() if value is not None})
