import re

import pytest

from bot.answering.follow_up import combined
from bot.answering.question import shape_of
from tests.answering.words import Words

NAMES = {"france", "germany", "lavrov", "ukraine", "poland"}
COMMON = {"and", "what", "why", "does", "he", "say", "the", "about", "troops", "will", "send", "in", "how", "many"}


def shape(text):
    return shape_of(text, Words(NAMES, COMMON), lambda words: re.findall(r"\w+", words.lower()))


@pytest.mark.parametrize(
    ("previous", "question", "asked"),
    [
        ("Will Germany send troops to Ukraine?", "and France?", "Will France send troops to Ukraine?"),
        ("Will Germany send troops?", "What about Poland?", "Will Poland send troops?"),
        ("will germany send troops", "and france", "will france send troops"),
        ("What does Lavrov say?", "why does he say that?", "What does Lavrov say — why does he say that?"),
        ("What does Lavrov say?", "about troops", "What does Lavrov say — about troops"),
        ("What does Lavrov say?", "How many troops will Poland send?", "How many troops will Poland send?"),
        (None, "and France?", "and France?"),
        ("Will Germany send troops?\nWill Poland send troops?", "and France?", "Will France send troops?"),
    ],
)
def test_a_follow_up_is_read_with_the_question_before(previous, question, asked):
    assert combined(question, previous, shape) == asked
