"""Each question of ``clauses.py`` asked of the parse of a sentence: a yes and a no for every rule."""

import pytest

from bot.grammar import clauses


@pytest.mark.parametrize(
    ("text", "verb", "infinitive"),
    [("We want to pay.", "pay", True), ("We pay.", "pay", False), ("We will pay.", "pay", False)],
)
def test_an_infinitive(token, text, verb, infinitive):
    assert clauses.infinitive(token(text, verb)) is infinitive


@pytest.mark.parametrize(
    ("text", "verb", "small"),
    [
        ("We want the law torn up.", "torn", True),
        ("We ask Velm to go.", "go", True),
        ("We found the law dead.", "dead", True),
        ("We saw Velm leaving.", "leaving", True),
        ("We say that Velm goes.", "goes", False),
        ("We say that they will go.", "go", False),
    ],
)
def test_a_clause_without_a_finite_verb(token, text, verb, small):
    assert clauses.small(token(text, verb)) is small
