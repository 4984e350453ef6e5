"""Keeps the figures on the development questions from falling (figures of 2026-11-22: docs/measurements.md)."""

import pytest

from tests.quality import scoring

FLOORS = {
    "hit_1": 0.87,
    "hit_3": 0.96,
    "both_sides": 0.68,
    "off_topic": 1.0,
    "near_topic": 0.6,
    "false_premise": 0.88,
}
MOST_WRONGLY_REFUSED = 0.02


@pytest.fixture(scope="module")
def score(seed_app):
    return scoring.score({q["text"]: seed_app.answering.ask(q["text"]) for q in scoring.load()})


@pytest.mark.parametrize("figure", FLOORS)
def test_a_figure_does_not_fall(score, figure):
    assert getattr(score, figure) >= FLOORS[figure], "\n".join(score.misses)


def test_answerable_questions_are_answered(score):
    assert score.wrongly_refused <= MOST_WRONGLY_REFUSED, "\n".join(score.misses)
