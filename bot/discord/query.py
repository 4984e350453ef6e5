"""What a page of positions shows, small enough for a button's custom id, so that pages turn after a restart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bot.ledger.stacks import Stand

Kind = Literal["actor", "about", "compare", "issue", "matrix", "timeline", "matrix-words", "timeline-words"]
KINDS: tuple[Kind, ...] = (
    "actor", "about", "compare", "issue", "matrix", "timeline", "matrix-words", "timeline-words",
)  # fmt: skip

NONE = "~"
SLUG = r"[a-z0-9-]+|~"
STANDS: Mapping[str, Stand] = {
    "s": "supports",
    "o": "opposes",
    "c": "conditional",
    "u": "unclear",
    "x": "charged",
}
"""How a custom id writes a stand."""
PATTERN = (
    rf"q:(?P<role>[a-z]):(?P<kind>{'|'.join(KINDS)}):(?P<actor>{SLUG}):(?P<other>{SLUG}):(?P<issue>{SLUG})"
    rf":(?P<officials>[01])(?P<light>[01]):(?P<since>[0-9-]+|~):(?P<page>\d{{1,4}})(?::(?P<stand>[{''.join(STANDS)}]))?"
)


@dataclass(frozen=True, slots=True)
class Query:
    """One listing of positions.

    ``actor`` and ``other`` are actor ids (``other`` for a comparison), ``issue`` an issue id, ``since`` an ISO date;
    None stands for no restriction. ``officials`` leaves analysts out. ``page`` counts from 0. ``light`` draws
    pictures for a light background. With a ``stand`` every position of that stand on the issue is shown, else the
    newest of each.
    """

    kind: Kind
    actor: str | None = None
    other: str | None = None
    issue: str | None = None
    officials: bool = False
    since: str | None = None
    page: int = 0
    light: bool = False
    stand: Stand | None = None

    def turned(self, page: int) -> "Query":
        """The same listing at another page."""
        return replace(self, page=page)

    def narrowed(self, issue: str | None, stand: Stand | None = None) -> "Query":
        """The first page of the same listing on an issue alone, None: on all, or of one stand on it."""
        return replace(self, issue=issue, stand=stand, page=0)

    def id(self, role: str) -> str:
        """The custom id; ``role`` is one letter that keeps two buttons of one message apart."""
        facts = (self.actor, self.other, self.issue)
        named = ":".join(fact or NONE for fact in facts)
        written = next((f":{letter}" for letter, stand in STANDS.items() if stand == self.stand), "")
        switches = f"{int(self.officials)}{int(self.light)}"
        return f"q:{role}:{self.kind}:{named}:{switches}:{self.since or NONE}:{self.page}{written}"

    @classmethod
    def of(cls, match: re.Match[str]) -> "Query":
        """The listing that a custom id stands for."""

        def fact(name: str) -> str | None:
            return None if match[name] == NONE else match[name]

        kind = next(kind for kind in KINDS if kind == match["kind"])
        return cls(
            kind,
            fact("actor"),
            fact("other"),
            fact("issue"),
            match["officials"] == "1",
            fact("since"),
            int(match["page"]),
            match["light"] == "1",
            STANDS.get(match["stand"] or ""),
        )
