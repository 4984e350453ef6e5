import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ConfigurationError
from bot.patterns import Patterns, _regex, same_length_fold


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


words = st.sampled_from(
    ["truce", "trucks", "truc", "cease-fire", "ceasfire", "u.s.", "us", "Élan", "a", "b-c", "5", "n't"]
)
heads = st.sampled_from(
    [
        "tru*",
        "(truce|cease-?fire)",
        "(a |b-)?c",
        "(truce|(a|b) c)*",
        "u\\.s\\.",
        "cea?s*",
        "élan",
        "\\d",
        "n't",
        "(x|)a",
    ]
)


@given(heads, st.sampled_from(["", " ... a", " truce", " (a|us)", "*"]), st.lists(words, max_size=8).map(" ".join))
def test_what_is_not_looked_for_is_not_there(head, rest, text):
    pattern = head + rest
    met = [m.group() for m in re.finditer(_regex(pattern), same_length_fold(text)) if m.group()]
    assert [same_length_fold(hit.words) for hit in Patterns({"x": [pattern]}, "here").all(text)] == met
