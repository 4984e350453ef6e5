"""What a page of positions shows, small enough for a button's custom id, so that pages turn after a restart."""

import re
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["actor", "about", "compare", "issue", "matrix", "timeline", "matrix-words", "timeline-words"]
KINDS: tuple[Kind, ...] = (
    "actor", "about", "compare", "issue", "matrix", "timeline", "matrix-words", "timeline-words",
)  # fmt: skip

NONE = "~"
SLUG = r"[a-z0-9-]+|~"
PATTERN = (
    rf"q:(?P<role>[a-z]):(?P<kind>{'|'.join(KINDS)}):(?P<actor>{SLUG}):(?P<other>{SLUG}):(?P<issue>{SLUG})"
    r":(?P<officials>[01])(?P<light>[01]):(?P<since>[0-9-]+|~):(?P<page>\d{1,3})"
)


@dataclass(frozen=True, slots=True)
class Query:
    """One listing of positions.

    ``actor`` and ``other`` are actor ids (``other`` for a comparison), ``issue`` an issue id, ``since`` an ISO date;
    None stands for no restriction. ``officials`` leaves analysts out. ``page`` counts from 0. ``light`` draws
    pictures for a light background.
    """

    kind: Kind
    actor: str | None = None
    other: str | None = None
    issue: str | None = None
    officials: bool = False
    since: str | None = None
    page: int = 0
    light: bool = False

    def turned(self, page: int) -> "Query":
        """The same listing at another page."""
        return replace(self, page=page)

    def id(self, role: str) -> str:
        """The custom id; ``role`` is one letter that keeps two buttons of one message apart."""
        facts = (self.actor, self.other, self.issue)
        named = ":".join(fact or NONE for fact in facts)
        return f"q:{role}:{self.kind}:{named}:{int(self.officials)}{int(self.light)}:{self.since or NONE}:{self.page}"

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
        )
