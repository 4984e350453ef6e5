"""The custom ids of the briefing buttons: each holds all that is needed to answer it after a restart."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import blake2b
from typing import Literal

from bot.record.schedules import Scope

Behind = Literal["new", "disagree", "standing", "left"]
"""What stands behind an edition: all that is new, disagreements, standing positions, what was left out and why."""

EDITION = r"briefing:(?P<what>new|disagree|standing|left):(?P<schedule>\d{1,12}):(?P<date>\d{8}):(?P<page>\d{1,5})"
AT_ONCE = (
    r"briefing:now:(?P<what>new|disagree|standing|left):(?P<until>\d{1,12}):(?P<days>\d{1,4}):(?P<page>\d{1,5})"
    r":(?:(?P<issues>[0-9a-f]*):(?P<actors>[0-9a-f]*)|@(?P<kept>[0-9a-f]+))"
)
SAVE = r"briefing:save:(?P<schedule>\d{1,12})"
DISCARD = r"briefing:discard:(?P<schedule>\d{1,12})"
LONGEST = 100
"""Characters of a custom id that Discord takes."""
DIGEST = 6
MOST_NAMED = 8
"""So many issues and actors have room in a custom id, whatever else stands in it."""


def edition_id(what: Behind, schedule: int, local_date: date, page: int = 0) -> str:
    """A page of what stands behind a schedule's edition."""
    return f"briefing:{what}:{schedule}:{local_date:%Y%m%d}:{page}"


def at_once_id(what: Behind, until: datetime, days: int | None, about: str, page: int = 0) -> str:
    """A page of what stands behind a briefing that is no edition, ``about`` what ``scope_id`` or ``kept_id`` give."""
    return f"briefing:now:{what}:{int(until.timestamp())}:{days or 0}:{page}:{about}"


def scope_id(scope: Scope) -> str | None:
    """A scope by its names; None where it has more than there is room for."""
    if len(scope.issues) + len(scope.actors) > MOST_NAMED:
        return None
    return ":".join("".join(map(digest, ids)) for ids in (scope.issues, scope.actors))


def kept_id(digest: str) -> str:
    """A scope by the digest under which the store keeps it."""
    return f"@{digest}"


def digest(name: str) -> str:
    """A few characters that stand for the id of an issue or actor."""
    return blake2b(name.encode(), digest_size=DIGEST // 2).hexdigest()


def named(digests: str, known: Iterable[str]) -> tuple[str, ...]:
    """The ids among those known that digests stand for, in their order; one not known any more is left out."""
    by_digest = {digest(name): name for name in known}
    pieces = [digests[at : at + DIGEST] for at in range(0, len(digests), DIGEST)]
    return tuple(by_digest[piece] for piece in pieces if piece in by_digest)


def save_id(schedule: int) -> str:
    """Put a drafted schedule into force."""
    return f"briefing:save:{schedule}"


def discard_id(schedule: int) -> str:
    """Throw a drafted schedule away."""
    return f"briefing:discard:{schedule}"
