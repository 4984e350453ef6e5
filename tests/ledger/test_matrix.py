"""Which actors the matrix shows without being asked, and what a cell tells."""

import pytest

from bot.ledger.cell import Cell, cell_of
from bot.ledger.matrix import LEAST, SHARE, Matrix
from bot.ledger.rows import Row
from bot.record.article import Article
from bot.record.statement import Position


def matrix(**weights):
    actors = tuple(sorted(weights, key=lambda actor: -weights[actor]))
    return Matrix(actors, ("fish", "oil"), {(a, "fish"): Cell("supports", False, weights[a]) for a in actors})


@pytest.mark.parametrize(
    ("weights", "kept"),
    [
        ({"norway": 5, "spain": LEAST, "iceland": LEAST - 1}, ("norway", "spain")),
        ({"norway": 10 * SHARE, "spain": 10, "iceland": 9}, ("norway",)),
        ({"norway": 10 * SHARE, "spain": 11, "iceland": 9}, ("norway", "spain")),
        # Where nobody has much to say, all are shown.
        ({"norway": 1, "spain": 1}, ("norway", "spain")),
        ({}, ()),
    ],
)
def test_those_of_the_minimum_weight_are_shown(weights, kept):
    heavy = matrix(**weights).heavy()
    assert heavy.actors == kept
    assert {actor for actor, _ in heavy.cells} == set(kept)
    assert heavy.light == len(weights) - len(kept)


def test_who_is_asked_for_is_shown_however_little_it_says():
    heavy = matrix(norway=5, spain=2, iceland=1).heavy({"iceland", "nobody"})
    assert heavy.actors == ("norway", "spain", "iceland") and heavy.light == 0
    assert heavy.issues == ("fish",)


def row(stance, published, against=False, kind="official"):
    article = Article("a", "", "hash", "2025-10-01T00:00:00+00:00", published=published)
    said = (kind, "norway", "said", "indirect", "fish", stance, ("said",))
    return Row(Position("a", "words", 0, 5, 1, None, *said), article, against=against)


@pytest.mark.parametrize(
    ("told", "moved"),
    [
        ([("supports", "2025-08"), ("opposes", "2025-09")], True),
        ([("supports", "2025-08"), ("unclear", "2025-10"), ("opposes", "2025-09")], True),
        ([("opposes", "2025-08"), ("supports", "2025-07")], True),
        # Both at once, or the side that was taken before as well: nobody knows whether it moved.
        ([("supports", "2025-09"), ("opposes", "2025-09")], False),
        ([("opposes", "2025-07"), ("supports", "2025-08"), ("opposes", "2025-09")], False),
        ([("supports", None), ("opposes", "2025-09")], False),
        ([("conditional", "2025-08"), ("opposes", "2025-09")], False),
        ([("supports", "2025-09")], False),
    ],
)
def test_who_takes_the_side_never_taken_before_has_moved(told, moved):
    assert cell_of([row(*one) for one in told]).moved is moved


def test_an_analyst_moves_nobody():
    assert not cell_of([row("supports", "2025-08"), row("opposes", "2025-09", kind="analyst")]).moved


def test_a_stance_that_only_opponents_report_says_so():
    assert cell_of([row("supports", "2025-08", True), row("unclear", "2025-09")]).against
    assert not cell_of([row("supports", "2025-08", True), row("supports", "2025-09")]).against
