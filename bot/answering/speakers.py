"""Who says the words of a sentence, as the record has read it."""

from bisect import bisect_right
from collections.abc import Iterable

from bot.answering.other_side import Taken
from bot.record.spoken import Said, Spoken
from bot.record.statement import UNATTRIBUTED, Position, Statement

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


def _named(name: str | None) -> str | None:
    """A name with a capital in it; None for "some diplomats"."""
    return name if any(word[0].isupper() for word in (name or "").split()) else None


class Speakers:
    """Looks up speaker and actor of a span in the positions of the record."""

    def __init__(self, positions: Iterable[Position | Spoken], statements: Iterable[Statement | Said] = ()) -> None:
        """Index positions by article; reported facts have an actor but nobody who says them.

        ``statements`` tell how much of a sentence its speaker's words are.
        """
        self._statements: dict[str, list[Statement | Said]] = {}
        for statement in statements:
            self._statements.setdefault(statement.article, []).append(statement)
        self._rows: dict[str, list[Position | Spoken]] = {}
        for position in positions:
            self._rows.setdefault(position.article, []).append(position)
        self._starts: dict[str, list[int]] = {}
        self._longest: dict[str, int] = {}
        for article, rows in self._rows.items():
            rows.sort(key=lambda row: (row.start, row.end))
            self._starts[article] = [row.start for row in rows]
            self._longest[article] = max(row.end - row.start for row in rows)

    def of(self, article: str, start: int, end: int) -> tuple[str | None, str | None]:
        """Return (speaker, actor id) of the tightest position that covers the span; None where none is known.

        Somebody's words count before reported facts. A charge is said by who makes it, and counts for nobody: never
        for the one who is charged. Where several speak in one sentence nobody is named: a wrong name is worse than
        none.
        """
        rows = self._covering(article, start, end)
        own = [row for row in rows if row.kind != "charged"]
        charges = [row for row in rows if row.kind == "charged"]
        said = [
            row
            for row in own
            if row.statement_kind != "reported-fact" and _somebody(row) and not self._in_passing(row)
        ]
        if said or charges:
            tightest = min(row.end - row.start for row in (*said, *charges))
            names = {row.speaker for row in said if row.end - row.start == tightest}
            names |= {_named(row.accuser) for row in charges if row.end - row.start == tightest}
            said_for = [row for row in said if row.end - row.start == tightest]
        else:
            names, said_for = {None}, own
        actors = {row.actor for row in said_for if row.actor != UNATTRIBUTED}
        return (names.pop() if len(names) == 1 else None), (actors.pop() if len(actors) == 1 else None)

    def actors(self, article: str, start: int, end: int) -> frozenset[str]:
        """Return every actor that the words of a span count for."""
        return frozenset(row.actor for row in self._covering(article, start, end) if row.kind != "charged")

    def stances(self, article: str, start: int, end: int) -> frozenset[Taken]:
        """Return the clear stances that the words of a span take."""
        return frozenset(
            Taken(row.actor, row.issue, row.stance)
            for row in self._covering(article, start, end)
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
            for statement in self._statements.get(row.article, ())
            if statement.cue == row.cue and row.start < statement.end and statement.start < row.end
        ]
        return bool(lengths) and max(lengths) < IN_PASSING * (row.end - row.start)

    def _covering(self, article: str, start: int, end: int) -> list[Position | Spoken]:
        starts = self._starts.get(article)
        if not starts:
            return []
        rows = self._rows[article]
        last = bisect_right(starts, start)
        first = bisect_right(starts, start - self._longest[article] - 1)
        return [row for row in rows[first:last] if row.end >= end]
