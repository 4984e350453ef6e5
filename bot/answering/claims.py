"""A claim held against the record: only the same actor on the same issue, or the same quantity, is compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answering.answer import LABELS, Verdict
from bot.answering.standings import Stood
from bot.ledger.rows import Row
from bot.record.figure import Count
from bot.record.statement import UNATTRIBUTED, Position

Counted = Sequence[tuple[Row, Count]]
"""Rows that give a figure, each with it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a claim says: who stands where, and how many there are of which quantity."""

    positions: tuple[Position, ...] = ()
    figures: tuple[tuple[str, Count], ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What the record says of a claim, and the words that do; no verdict where it says both or nothing."""

    verdict: Verdict | None = None
    stood: tuple[Stood, ...] = ()


def held_against(
    claim: Claim,
    standings: Callable[[str, frozenset[str]], Sequence[Stood]],
    counted: Callable[[str], Counted],
) -> Held:
    """Hold the stances and the figures of a claim against those of the record; what disagrees decides."""
    found = [*_stances(claim, standings), *_figures(claim, counted)]
    otherwise = [one for one in found if one.verdict == "otherwise"]
    same = [one for one in found if one.verdict == "same"]
    decided = otherwise or same
    stood = tuple(stood for one in (decided or found) for stood in one.stood)
    return Held(decided[0].verdict if decided else None, stood)


def _stances(claim: Claim, standings: Callable[[str, frozenset[str]], Sequence[Stood]]) -> list[Held]:
    """Each clear stance that the claim gives to an actor, against where that actor stands."""
    taken = {
        (p.actor, p.issue, p.stance)
        for p in claim.positions
        if p.kind != "charged" and p.actor != UNATTRIBUTED and p.stance in LABELS
    }
    found = []
    for actor, issue, stance in sorted(taken):
        stood = [one for one in standings(issue, frozenset({actor})) if one.actor == actor]
        stances = {one.stance for one in stood}
        verdict: Verdict | None = None
        if stances == {stance}:
            verdict = "same"
        elif len(stances) == 1 and {stance, *stances} == {"supports", "opposes"}:
            verdict = "otherwise"
        if stood:
            found.append(Held(verdict, tuple(stood)))
    return found


def _figures(claim: Claim, counted: Callable[[str], Counted]) -> list[Held]:
    """Each figure of the claim against those that articles give for the same quantity; one that agrees is enough."""
    found = []
    for quantity, count in claim.figures:
        given = counted(quantity)
        agreeing = sorted((pair for pair in given if count.agrees(pair[1])), key=lambda p: p[1].value != count.value)
        same = [row for row, _ in agreeing]
        rows = same or [row for row, _ in given]
        if rows:
            stood = tuple(Stood(row.position.actor, "unclear", (row,)) for row in rows)
            found.append(Held("same" if same else "otherwise", stood))
    return found
