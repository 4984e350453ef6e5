"""Each question of ``subjects.py`` asked of the parse of a sentence: a yes and a no for every rule."""

import pytest

from bot.grammar import subjects


@pytest.mark.parametrize(
    ("text", "word", "holder"),
    [
        ("Norland wants the levy.", "wants", "Norland"),
        ("Norland accused Velm of wanting the levy.", "wanting", "Velm"),
        ("Velm was accused of wanting the levy.", "wanting", "Velm"),
        ("Norland closed the road before wanting the levy.", "closed", "Norland"),
        ("The levy was rejected by Velm.", "rejected", "Velm"),
        ("The levy was rejected.", "rejected", None),
        ("Norland is ready to pay.", "ready", "Norland"),
        ("Norland itself is ready to pay.", "ready", "Norland"),
        ("Norland considers Velm ready to pay.", "ready", "Velm"),
        ("The reluctant town pays.", "reluctant", "town"),
        ("Norland is among the towns willing to pay.", "willing", "Norland"),
        ("Norland counts itself among the towns willing to pay.", "willing", "Norland"),
        ("Norland met the towns willing to pay.", "willing", "towns"),
    ],
)
def test_whose_an_attitude_is(token, text, word, holder):
    found = subjects.holder_of(token(text, word))
    assert (found and found.text) == holder
