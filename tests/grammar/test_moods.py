"""Each question of ``moods.py`` asked of the parse of a sentence: a yes and a no for every rule."""

import pytest

from bot.grammar import moods


@pytest.mark.parametrize(
    ("text", "verb", "helpers"),
    [
        ("The levy should have been paid.", "paid", {"should", "have", "been"}),
        ("WE WILL pay.", "pay", {"will"}),
        ("We pay.", "pay", set()),
    ],
)
def test_the_auxiliaries_of_a_verb(token, text, verb, helpers):
    assert moods.auxiliaries(token(text, verb)) == helpers


@pytest.mark.parametrize(
    ("text", "verb", "needed"),
    [
        ("The levy should be paid.", "paid", True),
        ("The levy must be paid.", "paid", True),
        ("We shall pay.", "pay", True),
        ("We have to pay.", "pay", True),
        ("It is time to pay.", "pay", True),
        ("The time has come to pay.", "pay", True),
        ("The time to pay has come.", "pay", True),
        ("We will pay.", "pay", False),
        ("We may pay.", "pay", False),
        ("The levy will be paid.", "paid", False),
        ("It is good to pay.", "pay", False),
        ("We want to pay.", "pay", False),
        ("We have asked to pay.", "pay", False),
        ("The time passed to pay.", "pay", False),
        ("The time that we pay is over.", "pay", False),
        ("We have no time to pay.", "pay", False),
    ],
)
def test_what_a_clause_says_is_to_be(token, text, verb, needed):
    assert moods.needed(token(text, verb)) is needed


@pytest.mark.parametrize(
    ("text", "verb", "asked"),
    [
        ("Lift the ban.", "Lift", True),
        ("Please build the tram line.", "build", True),
        ("Why not build the tram line?", "build", True),
        ("Do not build the tram line.", "build", True),
        ("Now build the tram line.", "build", True),
        ("Let us pay.", "Let", True),
        ("Go there and build the tram line.", "build", True),
        ("They build the tram line.", "build", False),
        ("You must build it.", "build", False),
        ("Will they build the tram line?", "build", False),
        ("We want to build the tram line.", "build", False),
        ("Growers build and sell carts.", "sell", False),
        ("Towns that build thrive.", "build", False),
        ("Built by hand, it lasts.", "Built", False),
        ("Close it and the valley dies.", "Close", False),
        ("Close it and rest.", "Close", True),
    ],
)
def test_a_request(token, text, verb, asked):
    assert moods.asked_for(token(text, verb)) is asked


@pytest.mark.parametrize(
    ("text", "word", "imagined"),
    [
        ("If the levy comes, we leave.", "levy", True),
        ("Should the levy come, we leave.", "levy", False),
        ("We leave because the levy comes.", "levy", False),
        ("The levy comes if we leave.", "levy", False),
    ],
)
def test_what_is_imagined(token, text, word, imagined):
    assert moods.imagined(token(text, word)) is imagined


@pytest.mark.parametrize(
    ("text", "word", "asked"),
    [
        ("Do we pay?", "pay", True),
        ("“Do we pay?”", "pay", True),
        ("We pay.", "pay", False),
        ("Do we pay? We sell the levy.", "sell", False),
    ],
)
def test_a_question(token, text, word, asked):
    assert moods.asks(token(text, word).sent.text) is asked
