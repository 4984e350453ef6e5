from dataclasses import replace

import numpy as np
import pytest

from bot.answering.candidate import Candidate
from bot.answering.evidence import Evidence
from bot.answering.question import shape_of
from bot.answering.slots import NEARLY, SAME_DEED, SAME_THING, SAYS_AGAIN, SAYS_EACH, telling
from embeddings.tokens import Met
from tests.answering.test_decide import NAMES, stems
from tests.answering.words import Words

QUESTION = "When will the crew return to Canada?"


def evidence(question, *candidates):
    asked = stems(question)
    shape = shape_of(question, Words(NAMES), stems)
    return Evidence(question, shape, asked, dict.fromkeys(asked, 1.0), bool, candidates, stems_of=stems)


def candidate(sentence, paragraph="", met=None, word="return", question=QUESTION):
    """A sentence of which ``met`` tells how near its words come to ``word``; None where nothing is kept of them."""
    place = question.index(word)
    words = Met(np.array([met or 0.0], np.float32), [(place, place + len(word))] if met is not None else [])
    held = stems(sentence)
    return Candidate("a", 0, 1, 1, sentence, 0.5, 0.5, held, held | stems(paragraph), words=words)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (candidate("The crew will return in May.", met=0.0), True),
        (candidate("It will be in May.", "The crew is to return.", met=0.0), True),
        (candidate("The crew comes back in May.", met=SAME_DEED + 0.01), True),
        (candidate("The crew leaves Canada in May.", met=SAME_DEED - 0.01), False),
        # Nothing is kept of what its words are like.
        (candidate("The crew leaves Canada in May."), True),
    ],
)
def test_a_sentence_tells_of_the_verb_in_this_word_or_in_one_that_means_the_same(found, told):
    assert telling(evidence(QUESTION, found), [0]) == ([0] if told else [])


def test_the_same_verb_far_from_the_question_is_of_other_things():
    near = replace(candidate("It will rain.", met=0.0), dense=0.6)
    told = replace(candidate("It may return.", met=0.0), dense=0.6 - NEARLY)
    assert telling(evidence(QUESTION, near, told), [0, 1]) == [1]
    assert telling(evidence(QUESTION, near, replace(told, dense=0.4)), [0, 1]) == []


def test_what_is_as_good_as_the_question_tells_of_it_in_whatever_words():
    other = candidate("The crew leaves Canada in May.", met=0.1)
    again = replace(other, dense=SAYS_AGAIN, met=SAYS_EACH)
    assert telling(evidence(QUESTION, other, again, replace(again, met=0.2)), [0, 1, 2]) == [1]


def test_the_noun_asked_for_has_to_be_told_of_too():
    question = "Which ferries did Canada buy?"
    boats = candidate("Canada chose to buy boats.", met=0.6, word="ferries", question=question)
    cars = candidate("Canada chose to buy cars.", met=0.1, word="ferries", question=question)
    assert telling(evidence(question, boats, cars), [0, 1]) == [0]
    # A verb is told in more ways than a thing.
    ships = candidate(
        "Canada chose to buy ships.", met=(SAME_DEED + SAME_THING) / 2, word="ferries", question=question
    )
    assert telling(evidence(question, ships), [0]) == []


def test_what_is_near_in_all_else_may_tell_it_by_another_verb():
    question = "Which crew steered the ferry to Canada?"
    other = candidate("The crew came to Canada on a ferry.", met=0.0, word="steered", question=question)
    near = replace(other, dense=0.7, met=0.4)
    assert telling(evidence(question, other), [0]) == []
    assert telling(evidence(question, other, near), [0, 1]) == [1]
    # Any sentence may hold a time.
    asked = "When will the crew steer the ferry to Canada?"
    then = candidate("The crew is to take the ferry to Canada in May.", met=0.0, word="steer", question=asked)
    assert telling(evidence(asked, replace(then, dense=0.7, met=0.4)), [0]) == []


def test_where_a_question_leaves_it_open_everything_may_tell():
    assert telling(evidence("What did Canada do?", candidate("Canada slept."), candidate("It rained.")), [0, 1]) == [
        0,
        1,
    ]


def test_what_only_happened_is_no_answer_to_when_something_will():
    assert telling(evidence(QUESTION, candidate("The crew came to return in May.")), [0]) == []
    assert telling(evidence(QUESTION, candidate("A return is planned for May.")), [0]) == [0]
