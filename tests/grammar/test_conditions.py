"""Each question of ``conditions.py`` asked of the parse of a sentence: a yes and a no for every rule."""

import pytest

from bot.grammar import conditions


@pytest.mark.parametrize(
    ("text", "mark", "only"),
    [
        ("We pay only if you pay.", "if", True),
        ("We pay solely after that.", "after", True),
        ("Only when it rains do we pay.", "when", True),
        ("We pay if you pay.", "if", False),
        ("Only we would pay if you pay.", "if", False),
    ],
)
def test_only_before_a_condition(token, text, mark, only):
    assert conditions.only(token(text, mark)) is only


@pytest.mark.parametrize(
    ("text", "word", "passing"),
    [
        ("We met at the summit.", "summit", True),
        ("We met after the summit.", "summit", True),
        ("We spoke of the summit.", "summit", False),
        ("The summit came.", "summit", False),
        ("We pay only after the summit.", "summit", False),
        ("We will not pay before the summit.", "summit", False),
    ],
)
def test_what_only_tells_when_or_where(token, text, word, passing):
    assert conditions.in_passing(token(text, word)) is passing
