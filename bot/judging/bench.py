"""The positions of an article before the judge: made into cases, and what stands of them after the verdicts."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.judging.gate import gate
from bot.judging.judge import Case, Thresholds, Verdict
from bot.positions.issues import OTHER, Issues
from bot.record.statement import UNATTRIBUTED, Position
from bot.record.units import LONGEST_EXCERPT
from embeddings.text import CleanText

Name = Callable[[str], str]
"""What an actor is called, by id."""


def disputed(row: Position) -> bool:
    """Whether a row has a stance to judge: a charge and a row on no issue have none."""
    return row.kind != "charged" and row.issue != OTHER


def cases_of(rows: Sequence[Position], text: CleanText, issues: Issues, name: Name) -> list[Case]:
    """The cases of the disputed ones among the rows, in their order."""
    return [
        Case(_speaker(row, name), _before(row, text), row.text, issues[row.issue].sentence)
        for row in rows
        if disputed(row)
    ]


def judged(rows: Sequence[Position], verdicts: Sequence[Verdict | None], thresholds: Thresholds) -> list[Position]:
    """What stands of the rows after the verdicts on the disputed ones among them, which are in their order.

    A deed without a side says nothing and goes, as it does where the reading gives it none.
    """
    coming = iter(verdicts)
    found = [_after(row, next(coming), thresholds) if disputed(row) else row for row in rows]
    return [row for row in found if not (row.kind == "did" and row.stance == "unclear")]


def _after(row: Position, verdict: Verdict | None, thresholds: Thresholds) -> Position:
    stance = gate(row.stance, verdict, thresholds)
    if stance == row.stance:
        return row
    own = (row.text[slice(*verdict.evidence)],) if verdict and verdict.evidence else row.evidence
    return replace(row, stance=stance, evidence=own if stance == "conditional" else ())


def _speaker(row: Position, name: Name) -> str:
    """Whose statement or deed it is, by name."""
    return row.speaker or ("" if row.actor == UNATTRIBUTED else name(row.actor))


def _before(row: Position, text: CleanText) -> str:
    """The sentence before a row's own, in its paragraph or the one before; "" where it is none to be read."""
    place = bisect_left(text.sentences, row.start, key=lambda sentence: sentence.start)
    for former in text.sentences[max(0, place - 1) : place]:
        if row.paragraph - former.paragraph <= 1 and former.end - former.start <= LONGEST_EXCERPT:
            return text.words(former.start, former.end)
    return ""
