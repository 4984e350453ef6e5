"""Actors against each other on an issue, read off the standing positions."""

from itertools import groupby

from bot.briefings.edition import Disagreement, Row, Side, Standing
from bot.briefings.standing import OTHER, standing
from bot.briefings.view import RecordView
from bot.record.statement import UNATTRIBUTED

PER_ISSUE = 1
"""How many pairs of one issue are given: the one whose words show it best."""


def opposed(view: RecordView) -> tuple[Disagreement, ...]:
    """For each issue, an actor that supports and one that opposes, officials before analysts, newest words first."""
    found = []
    for issue, group in groupby(standing(view, view.rows, tuple(view.issue_names)), lambda s: s.issue):
        if issue == OTHER:
            continue
        sides = [s for s in group if s.actor != UNATTRIBUTED and s.rows[0].official]
        supports = sorted((s for s in sides if s.stance == "supports"), key=_rank)
        opposes = sorted((s for s in sides if s.stance == "opposes"), key=_rank)
        for a, b in list(zip(supports, opposes, strict=False))[:PER_ISSUE]:
            found.append(Disagreement("positions", issue, side_of(a.rows[0]), side_of(b.rows[0])))
    return tuple(found)


def side_of(row: Row) -> Side:
    """A position as one side of a disagreement."""
    position = row.position
    return Side(row.article, position.text, position.start, position.end, position.paragraph, position)


def _rank(standing_: Standing) -> tuple[bool, bool, int]:
    row = standing_.rows[0]
    return (row.position.statement_kind == "reported-fact", row.position.speaker is None, row.words)
