"""Each question of ``negation.py`` asked of the parse of a sentence: a yes and a no for every rule."""

import pytest

from bot.grammar import negation


@pytest.mark.parametrize(
    ("text", "verb", "said"),
    [
        ("We do not pay the levy.", "pay", "not"),
        ("We never pay the levy.", "pay", "never"),
        ("We hardly pay the levy.", "pay", "hardly"),
        ("We no longer pay the levy.", "pay", "longer"),
        ("We pay no more.", "pay", "more"),
        ("We pay much more.", "pay", None),
        ("More we pay.", "pay", None),
        ("Under no circumstances will we pay.", "pay", "Under"),
        ("In no way will we pay.", "pay", "In"),
        ("In any case we pay.", "pay", None),
        ("On no street do we pay.", "pay", None),
        ("Nobody pays the levy.", "pays", "Nobody"),
        ("Nothing helps the town.", "helps", "Nothing"),
        ("No town pays the levy.", "pays", "No"),
        ("Neither town pays the levy.", "pays", "Neither"),
        ("Not one town pays the levy.", "pays", "Not"),
        ("No levy was paid by us.", "paid", "No"),
        ("Every town pays the levy.", "pays", None),
        ("We pay no levy.", "pay", None),
        ("We pay the levy.", "pay", None),
        ("We do not only pay the levy.", "pay", None),
        ("We do not just pay.", "pay", None),
        ("We do not merely pay.", "pay", None),
        ("We pay not", "pay", "not"),
        ("No longer do we pay.", "pay", "longer"),
        ("We do not pay less than they do.", "pay", "not"),
        ("No fewer than six towns pay the levy.", "pay", None),
    ],
)
def test_the_word_that_negates_a_clause(token, text, verb, said):
    found = negation.negation(token(text, verb))
    assert (found and found.text) == said


def test_a_subject_looked_at_already_negates_nothing_more(token):
    verb, subject = token("No town pays the levy.", "pays"), token("No town pays the levy.", "town")
    assert negation.negation(verb, subject) is None
    assert negation.negation(verb, token("No town pays the levy.", "levy")).text == "No"


@pytest.mark.parametrize(
    ("text", "verb", "denied"),
    [
        ("We do not pay.", "pay", True),
        ("There is no peace.", "is", True),
        ("Peace is impossible.", "is", True),
        ("On no day do we pay.", "pay", True),
        ("There is peace.", "is", False),
        ("Peace is possible.", "is", False),
        ("There can be peace.", "be", False),
    ],
)
def test_a_clause_denied_in_any_way(token, text, verb, denied):
    assert negation.denied(token(text, verb)) is denied


@pytest.mark.parametrize(
    ("text", "second", "said"),
    [
        ("We want a tram instead of a bridge.", "bridge", "instead"),
        ("We want to build rather than wait.", "wait", "rather"),
        ("We want a tram and a bridge.", "bridge", None),
    ],
)
def test_what_stands_in_contrast_is_not_wanted(token, text, second, said):
    other = token(text, second)
    found = negation.contrasted(other, other.head)
    assert (found and found.text) == said
