import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.measures import (
    asks_ahead,
    asks_day,
    asks_how_high,
    asks_measure,
    looks_ahead,
    states_day,
    states_measure,
    states_quantity,
    states_time,
)
from bot.answering.question import either_way, shape_of
from tests.answering.words import Words

NAMES = {"russia", "sweden", "nato", "rutte", "kyiv"}
REGISTERED = {"south korea", "united states", "u s"}
COMMON = set(
    [
        "what",
        "did",
        "say",
        "about",
        "the",
        "how",
        "many",
        "soldiers",
        "does",
        "promise",
        "when",
        "why",
        "minister",
        "world",
        "in",
        "a",
        "to",
        "is",
        "of",
        "send",
        "which",
    ]
)


def shape(question):
    return shape_of(question, Words(NAMES, COMMON, REGISTERED), lambda text: re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Rutte say about Finland?", ["Rutte", "Finland"]),
        ("how many soldiers does sweden promise", ["sweden"]),
        ("What is South Korea to NATO?", ["South Korea", "NATO"]),
        ("why does south korea send many", ["south korea"]),
        ("What of the World Cup in Lisbon?", ["World Cup", "Lisbon"]),
        ("What did the Minister say?", []),
        # A word for an office that begins no sentence.
        ("What did the Swedish Ambassador say?", ["Swedish"]),
        ("Why Zaporizhzhia?", ["Zaporizhzhia"]),
        ("What did the U.S. give Kyiv?", ["U.S.", "Kyiv"]),
        ("Is Russia's army in Kyiv?", ["Russia", "Kyiv"]),
        ("What did Rutte say in February?", ["Rutte"]),
        ("Did Rutte speak on Monday?", ["Rutte"]),
        ("WHAT DID THE MINISTER SAY", []),
        ("What Did The Minister Say", []),
    ],
)
def test_names(question, names):
    assert [name.text for name in shape(question).names] == names


@pytest.mark.parametrize(
    ("question", "kind", "presupposes"),
    [
        ("What is the plan for Sweden?", "other", False),
        ("How many soldiers did Sweden send?", "quantity", True),
        ("number of soldiers", "quantity", False),
        ("What is the share of Sweden?", "quantity", False),
        ("What would it do to each town's share of the bill?", "other", False),
        ("When did Sweden join?", "date", True),
        ("On which date was it?", "date", True),
        ("By when does Sweden join?", "date", True),
        ("How long is the dam?", "quantity", True),
        ("How long has it been closed?", "other", True),
        ("What does the dam cost?", "quantity", True),
        ("Where will the troops be stationed?", "other", True),
        ("Where could the troops be stationed?", "other", False),
        ("Why does Sweden not send any?", "other", False),
        ("What did Rutte say about troops?", "other", False),
        ("How did Rutte explain the delay?", "other", False),
        ("What did Rutte admit?", "other", False),
        ("When was Sweden admitted?", "date", True),
        ("Why does Sweden want the dam?", "other", True),
        ("Which dam does Sweden want?", "other", False),
        ("What has Rutte confirmed about the dam?", "other", False),
        ("How high were the losses?", "quantity", True),
        ("Will Sweden send troops?", "other", False),
        ("Who is against it?", "other", False),
    ],
)
def test_kind_and_what_is_taken_for_granted(question, kind, presupposes):
    found = shape(question)
    assert (found.kind, found.presupposes) == (kind, presupposes)


@pytest.mark.parametrize(
    ("sentence", "quantity", "time"),
    [
        ("They sent 50,000 soldiers.", True, False),
        ("They met on August 25.", False, True),
        ("Two systems were bought in July.", True, True),
        ("One of the largest armies refused.", False, False),
        ("In 2025 nothing came.", False, True),
        ("It gave $8.35 billion.", True, False),
        ("Half of them agreed after a truce.", True, True),
    ],
)
def test_figures_and_times(sentence, quantity, time):
    assert (states_quantity(sentence), states_time(sentence)) == (quantity, time)


@given(st.text(max_size=120))
def test_any_text_has_a_shape_and_its_names_stand_in_it(text):
    for name in shape(text).names:
        assert name.text in text and name.stems


@pytest.mark.parametrize(
    "question",
    [
        "Are the governments united about it?",
        "Will they sign before or after the talks?",
        "Who wants it and who does not?",
        "  should they?",
    ],
)
def test_what_may_be_answered_either_way(question):
    assert either_way(question)


@pytest.mark.parametrize("question", ["Who wants it?", "What is the force for?", "minister on the island", "Why?"])
def test_what_asks_for_one_thing(question):
    assert not either_way(question)


@pytest.mark.parametrize("sentence", ["Seventy men went.", "It sent forty tanks.", "Thirteen did."])
def test_numbers_in_words_are_numbers(sentence):
    assert states_quantity(sentence)


@pytest.mark.parametrize(
    ("sentence", "measured"),
    [
        ("The 600-mile dam broke.", True),
        ("It is forty metres high.", True),
        ("She is 61 years old.", True),
        ("60 percent of the dams broke.", False),
        ("Forty dams broke.", False),
    ],
)
def test_a_measure_is_a_number_with_its_unit(sentence, measured):
    assert states_measure(sentence) is measured
    assert asks_measure("How high is the dam?") and not asks_measure("How long has it rained?")
    # Losses and prices are as high as any number.
    assert asks_how_high("How high were the losses?") and not asks_measure("How high were the losses?")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The strike lasted three days.", True),
        ("The strike went on for weeks.", True),
        ("They talked for several hours.", True),
        ("It will last until the autumn.", True),
        ("The guild struck on August 15, 2025.", False),
        ("The strike began in spring.", False),
    ],
)
def test_how_long_asks_for_a_duration_and_no_date(sentence, told):
    question = "How long did the strike last?"
    assert asks_measure(question) and states_measure(sentence, question) is told
    assert not states_measure("It will last until the autumn.", "How long is the bridge?")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("It begins on 3rd May.", True),
        ("It began on Tuesday.", True),
        ("It ends in 2031.", True),
        ("It ends soon, before the vote.", False),
        ("Last year it ended early.", False),
    ],
)
def test_a_day_month_or_year_is_no_other_time(sentence, told):
    assert asks_day("On what date does it begin?") and not asks_day("When does it begin?")
    assert states_day(sentence) is told


@pytest.mark.parametrize("question", ["Why does Italy avoid the quota?", "When did Italy fail to pay?"])
def test_what_is_asked_of_a_thing_not_done_takes_nothing_for_granted(question):
    assert not shape(question).presupposes


@pytest.mark.parametrize(
    ("question", "ahead"),
    [
        ("When will the ferry leave?", True),
        ("By when will the ferry leave?", True),
        ("Where will the ferry land?", True),
        ("When did the ferry leave?", False),
        ("Will the ferry leave when it is full?", False),
    ],
)
def test_what_is_still_to_come_is_asked_for(question, ahead):
    assert asks_ahead(question) == ahead


@pytest.mark.parametrize(
    ("sentence", "ahead"),
    [
        ("The ferry will leave on Monday.", True),
        ("The ferry is to leave on Monday.", True),
        ("A departure was planned for May.", True),
        ("It has to leave by the end of May.", True),
        ("The next ferry leaves on Monday.", True),
        ("The ferry left on Monday, painted by hand.", False),
        ("It was late due to fog in May.", False),
    ],
)
def test_a_sentence_speaks_of_what_is_to_come(sentence, ahead):
    assert looks_ahead(sentence) == ahead


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The strike lasted two days.", True),
        ("It was a two-day strike, of which much is told.", True),
        ("They struck two days before the fair.", False),
        ("They had struck three weeks earlier.", False),
    ],
)
def test_how_long_it_took_is_no_point_in_time(sentence, told):
    assert states_measure(sentence, "How long did the strike last?") == told


def test_how_long_a_thing_is_may_be_told_in_any_place():
    assert states_measure("It is 60 miles after the bend.", "How far is it?")
