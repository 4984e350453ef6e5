from dataclasses import replace

import pytest

from bot.answering.candidate import Candidate
from bot.answering.recency import asks_now, newest_first, older
from tests.answering.test_asides import excerpt


def candidate(score, published):
    return Candidate("a", 0, 1, 1, "", 0.5, 0.5, frozenset(), frozenset(), published=published, fit=score)


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("Will they go?", True),
        ("What is the latest?", True),
        ("Do they still refuse?", True),
        ("Did they go?", False),
        ("Why did they go, according to the Norden Today columnist?", False),
    ],
)
def test_what_asks_of_now(question, now):
    assert asks_now(question) is now


def test_the_newest_of_those_near_the_best_stands_first():
    best, newer, undated, far = (
        candidate(0.9, "2025-08"), candidate(0.88, "2025-11"), candidate(0.89, None), candidate(0.5, "2026"),
    )  # fmt: skip
    assert newest_first([best, undated, newer, far]) == [newer, undated, best, far]
    assert newest_first([]) == []


def test_older_excerpts_are_named():
    new, old = excerpt("New.", published="2025-11-02"), excerpt("Old.", published="2025-08")
    assert older([new, old], 3) == "[2] is older than the newest report (2025-11-02)."
    assert older([new, replace(new, published="2025-11")], 3) is None
    assert older([replace(new, published=None)], 3) is None
