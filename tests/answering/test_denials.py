import numpy as np
import pytest

from bot.answering.candidate import Candidate
from bot.answering.denials import denials, gives_no_answer
from bot.answering.evidence import Evidence
from bot.answering.question import shape_of
from bot.answering.slots import SAME_SENSE
from embeddings.tokens import Met
from tests.answering.test_decide import NAMES, SETTINGS, stems
from tests.answering.words import Words


def denied(question, sentence, verb, met):
    """Whether a sentence, one word of which is so near to the question's verb, denies what it takes for granted."""
    place = question.index(verb)
    words = Met(np.array([met], np.float32), [(place, place + len(verb))])
    held = stems(sentence)
    found = Candidate("a", 0, 1, 1, sentence, 0.5, 0.5, held, held, words=words)
    asked = stems(question)
    shape = shape_of(question, Words(NAMES), stems)
    evidence = Evidence(question, shape, asked, dict.fromkeys(asked, 1.0), bool, [found], stems_of=stems)
    return bool(denials(evidence, [0], SETTINGS))


@pytest.mark.parametrize(
    ("sentence", "met", "told"),
    [
        ("Canada would not be accepted into Sweden, but got a loan.", SAME_SENSE + 0.01, True),
        ("Canada would not be accepted into Sweden, but got a loan.", SAME_SENSE - 0.01, False),
        # What is denied has none of the names, another clause has.
        ("It did not rain, and Canada got into Sweden.", SAME_SENSE + 0.01, False),
    ],
)
def test_what_is_denied_by_another_verb_is_denied_beside_the_names(sentence, met, told):
    assert denied("When was Canada admitted to Sweden?", sentence, "admitted", met) is told


@pytest.mark.parametrize(
    ("question", "sentence", "none"),
    [
        ("When did Lund reply to the offer?", "Lund has not yet responded.", True),
        ("How did Lund react?", "Lund declined to comment.", True),
        ("How did Lund react?", "Lund reacted with joy.", False),
        ("Which offer did Lund accept?", "Lund has not yet responded.", False),
    ],
)
def test_an_answer_that_was_not_given(question, sentence, none):
    assert gives_no_answer(question, sentence) is none
