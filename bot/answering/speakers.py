"""Who says the words of a sentence, as the record has read it."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache

from bot.answering.other_side import Taken
from bot.record.spoken import Said, Spoken
from bot.record.statement import UNATTRIBUTED, Position, Statement

REMEMBERED = 4_096
"""Articles whose positions, and sentences whose speakers, are kept in memory: those asked about last."""
NOBODY = "unattributed-reporting"
IN_PASSING = 0.13
"""Share of a sentence below which indirect speech in it does not make the sentence its speaker's (read off 113)."""


def _somebody(row: Position | Spoken) -> bool:
    """Whether a row names a person or an institution, and not "26 countries".

    An institution is named where its name stands; a bloc taken from the context spoke with no one voice.
    """
    named = _named(row.speaker) is not None
    if row.speaker_kind == "institution" and (row.speaker or "").lower() not in row.text.lower():
        return False
    return named and row.speaker_kind != NOBODY and row.actor != UNATTRIBUTED


def _said(row: Position | Spoken) -> bool:
    """Whether a row is words of somebody, and no deed."""
    return row.statement_kind != "reported-fact" and _somebody(row)


def _named(name: str | None) -> str | None:
    """A name with a capital in it; None for "some diplomats"."""
    return name if any(word[0].isupper() for word in (name or "").split()) else None


Found = tuple[Sequence[Position | Spoken], Sequence[Statement | Said]]
"""The positions of an article, and its statements, which tell how much of a sentence its speaker's words are."""


class Speakers:
    """Looks up speaker and actor of a span in the positions of the record; safe from many threads."""

    def __init__(self, read: Callable[[str], Found]) -> None:
        """``read`` gives what stands in an article, whenever one is asked about that is not among the last."""
        self._article = lru_cache(REMEMBERED)(lambda article: _Article(*read(article)))
        self._of = lru_cache(REMEMBERED)(self._told_of)

    def of(self, article: str, start: int, end: int) -> tuple[str | None, str | None]:
        """Return (speaker, actor id) of the tightest position that covers the span; None where none is known.

        Somebody's words count before reported facts. A charge is said by who makes it, and counts for nobody: never
        for the one who is charged. Where several speak in one sentence nobody is named: a wrong name is worse than
        none.
        """
        return self._of(article, start, end)

    def _told_of(self, article: str, start: int, end: int) -> tuple[str | None, str | None]:
        rows = self._article(article).covering(start, end)
        own = [row for row in rows if row.kind != "charged"]
        charges = [row for row in rows if row.kind == "charged"]
        said = [row for row in own if _said(row) and not self._in_passing(row)]
        if said or charges:
            tightest = min(row.end - row.start for row in (*said, *charges))
            names = {row.speaker for row in said if row.end - row.start == tightest}
            names |= {_named(row.accuser) for row in charges if row.end - row.start == tightest}
            said_for = [row for row in said if row.end - row.start == tightest]
        else:
            names, said_for = {None}, own
        actors = {row.actor for row in said_for if row.actor != UNATTRIBUTED}
        return (names.pop() if len(names) == 1 else None), (actors.pop() if len(actors) == 1 else None)

    def names(self, article: str, start: int, end: int) -> frozenset[str]:
        """Return the names of all whose words a span holds, where several speak too."""
        rows = (row for row in self._article(article).covering(start, end) if row.kind != "charged")
        return frozenset(row.speaker for row in rows if row.speaker and _said(row))

    def actors(self, article: str, start: int, end: int) -> frozenset[str]:
        """Return every actor that the words of a span count for."""
        return frozenset(row.actor for row in self._article(article).covering(start, end) if row.kind != "charged")

    def stances(self, article: str, start: int, end: int) -> frozenset[Taken]:
        """Return the clear stances that the words of a span take."""
        return frozenset(
            Taken(row.actor, row.issue, row.stance)
            for row in self._article(article).covering(start, end)
            if row.stance in ("supports", "opposes") and row.actor != UNATTRIBUTED and row.kind != "charged"
        )

    def _in_passing(self, row: Position | Spoken) -> bool:
        """Whether the speaker's words are a small part of a sentence that says something else.

        "By threatening to send troops, they try to prevent a settlement" is said by who writes it, not by "they".
        """
        if row.statement_kind != "indirect":
            return False
        lengths = [
            sum(end - start for start, end in statement.spans)
            for statement in self._article(row.article).statements
            if statement.cue == row.cue and row.start < statement.end and statement.start < row.end
        ]
        return bool(lengths) and max(lengths) < IN_PASSING * (row.end - row.start)


class _Article:
    """The positions of one article by their places."""

    def __init__(self, positions: Sequence[Position | Spoken], statements: Sequence[Statement | Said]) -> None:
        self.statements = statements
        self._rows = sorted(positions, key=lambda row: (row.start, row.end))
        self._starts = [row.start for row in self._rows]
        self._longest = max((row.end - row.start for row in self._rows), default=0)

    def covering(self, start: int, end: int) -> list[Position | Spoken]:
        """Those of the positions that a span lies in."""
        first = bisect_right(self._starts, start - self._longest - 1)
        return [row for row in self._rows[first : bisect_right(self._starts, start)] if row.end >= end]
