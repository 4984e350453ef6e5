"""What a sentence counts, and what its number stands as."""

import pytest

from bot.figures.counts import counts_in

COUNTRIES = ("countries", "nations", "states", "participants")
MONEY = ("million", "billion")


@pytest.mark.parametrize(
    ("sentence", "words", "value", "part"),
    [
        ("At the last meeting, 26 countries pledged to come.", "26 countries", 26, "doing"),
        ("A dozen European states refused.", "dozen European states", 12, "doing"),
        ("The plan is backed by 20 nations.", "20 nations", 20, "doing"),
        ("A group of around 30 nations met.", "around 30 nations", 30, "whole"),
        ("There were 35 participants in Paris.", "35 participants", 35, "whole"),
        ("The club has 1,200 states.", "1,200 states", 1200, "whole"),
        ("The meeting brought together more than 30 countries.", "more than 30 countries", 30, "whole"),
        ("It sent letters to 12 countries.", "12 countries", 12, "object"),
    ],
)
def test_what_is_counted_and_as_what(sentence, words, value, part):
    (count,) = counts_in(sentence, COUNTRIES)
    assert (sentence[count.start : count.end], count.value, count.part) == (words, value, part)


@pytest.mark.parametrize(
    "sentence",
    ["The two countries met.", "Both 3 states agreed.", "In 2025, countries met.", "It counts 3.5.2 states.", "31"],
)
def test_what_counts_nothing(sentence):
    assert counts_in(sentence, COUNTRIES) == []


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Out of 31 countries, only 10 have asked for it.", {31: "object", 10: "doing"}),
        ("12 of the 27 states refused.", {27: "object", 12: "doing"}),
    ],
)
def test_some_of_a_whole(sentence, values):
    assert {count.value: count.part for count in counts_in(sentence, COUNTRIES)} == values


@pytest.mark.parametrize(
    ("sentence", "least", "most"),
    [
        ("About 30 countries met.", 27, 33),
        ("At least 30 countries met.", 30, 40),
        ("More than 26 countries met.", 26, 29),
        ("Up to 30 countries met.", 20, 30),
        ("Only 30 countries met.", 30, 30),
    ],
)
def test_a_hedged_number_may_be_others(sentence, least, most):
    (count,) = counts_in(sentence, COUNTRIES)
    assert (round(count.least), round(count.most)) == (least, most)


def test_money_has_its_size_and_its_currency():
    found = counts_in("They gave €9 billion and 2.5 million dollars, and 1 million more.", MONEY)
    assert [(count.value, count.currency) for count in found] == [(9e9, "euro"), (2.5e6, "dollar"), (1e6, "")]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9),
        ("ten", 10), ("eleven", 11), ("twelve", 12), ("dozen", 12), ("fifteen", 15), ("twenty", 20), ("thirty", 30),
        ("forty", 40), ("fifty", 50),
    ],
)  # fmt: skip
def test_a_number_may_be_a_word(word, value):
    (count,) = counts_in(f"It sent letters to {word} countries.", COUNTRIES)
    assert count.value == count.least == count.most == value


@pytest.mark.parametrize(
    ("size", "value"), [("thousand", 3e3), ("million", 3e6), ("billion", 3e9), ("trillion", 3e12)]
)
def test_a_number_may_have_a_size(size, value):
    (count,) = counts_in(f"It gave $3 {size} to growers.", (size,))
    assert (count.value, count.currency) == (value, "dollar")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Out of 31 countries, only 10 have asked for it.", ["31 countries", "only 10"]),
        ("Out of 31 countries 10 have asked for it.", ["31 countries", "10"]),
        ("Just 12 of the 27 states refused.", ["27 states", "Just 12"]),
        ("Of the 27 states, 12 refused.", []),
    ],
)
def test_where_a_number_stands(sentence, words):
    assert [sentence[count.start : count.end] for count in counts_in(sentence, COUNTRIES)] == words


@pytest.mark.parametrize(
    ("sentence", "currency"),
    [
        ("It gave 3 million euros, not dollars.", "euro"),
        ("It gave £3 million.", "pound"),
        ("It gave 3 million roubles.", "rouble"),
        ("It gave ₴3 million.", "hryvnia"),
        ("It gave 3 million yuan.", "yuan"),
        ("It gave 3 million to growers who have no dollars.", ""),
    ],
)
def test_a_currency_stands_beside_its_number(sentence, currency):
    (count,) = counts_in(sentence, MONEY)
    assert count.currency == currency
