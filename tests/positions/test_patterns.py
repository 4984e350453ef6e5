import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ConfigurationError
from bot.positions.patterns import Patterns, same_length_fold


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("rul* out", "They ruled out talks", ["ruled out"]),
        ("turn* ... down", "She turned the whole offer down", ["turned the whole offer down"]),
        ("turn* ... down", "She turned it one two three four five down", []),
        ("(truce|ceasefire)", "A Ceasefire now", ["Ceasefire"]),
        ("not (yet )?decided", "not yet decided, not decided", ["not yet decided", "not decided"]),
        ("art", "a party", []),
        ("n't say", "They don't say", ["n't say"]),
    ],
)
def test_what_a_pattern_meets(pattern, text, found):
    assert [hit.words for hit in Patterns({"x": [pattern]}, "here").all(text)] == found


def test_of_overlapping_patterns_the_first_and_longest():
    patterns = Patterns({"a": ["ruled out"], "b": ["not ruled out"], "c": ["out of here"]}, "here")
    assert [(hit.group, hit.words) for hit in patterns.all("It is not ruled out of here")] == [("b", "not ruled out")]


def test_a_broken_pattern_names_the_file():
    with pytest.raises(ConfigurationError, match=r"stance\.toml.*is not a pattern"):
        Patterns({"x": ["(open"]}, "stance.toml")


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(same_length_fold(text)) == len(text)
