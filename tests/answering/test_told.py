import numpy as np
import pytest

from bot.answering.candidate import Candidate
from bot.answering.evidence import Evidence
from bot.answering.question import shape_of
from bot.answering.told import LEAST, tells_of_all
from embeddings.tokens import Met
from tests.answering.test_decide import NAMES, stems
from tests.answering.words import Words


def tells(question, *sentences, dense=0.5, each=0.1):
    """Whether sentences tell of a question, to each word of which those that do not hold it have a cosine."""
    words = Met(np.full(1, each, np.float32), [(0, len(question))])
    found = [
        Candidate("a", 0, 1, 1, s, 0.5, dense, stems(s), stems(s), words=words, around=stems(s)) for s in sentences
    ]
    asked = stems(question)
    shape = shape_of(question, Words(NAMES), stems)
    evidence = Evidence(question, shape, asked, dict.fromkeys(asked, 1.0), bool, found, stems_of=stems)
    return tells_of_all(evidence, range(len(found)))


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("Has Canada repaired the dam?", "Canada repaired the dam.", True),
        ("Has Canada repaired the dam?", "Canada spoke of the dam.", True),
        ("Has Canada repaired the dam?", "Canada went on holiday.", False),
        ("Why did Canada sell the ferry?", "Canada went on holiday.", False),
        ("What did Canada say about the ferry?", "Canada said that it rained.", False),
        # What is asked is asked by words that say little.
        ("What is the position of Canada?", "Canada went on holiday.", True),
        ("Where does Canada stand?", "Canada went on holiday.", True),
        # A judgement, and what is asked in many words, is told in words of its own.
        ("Could Canada repair the dam?", "Canada went on holiday.", True),
        ("Why can't Canada repair the dam?", "Canada went on holiday.", True),
        ("How might Canada repair the dam?", "Canada went on holiday.", True),
        ("Where can Canada repair the dam?", "Canada went on holiday.", False),
        ("Is Canada repairing or selling it?", "Canada went on holiday.", True),
        ("Did Canada quietly repair old dams, sell wooden ferries?", "Canada went on holiday.", True),
    ],
)
def test_one_sentence_tells_of_all_that_is_asked_about(question, sentence, told):
    assert tells(question, sentence) == told


def test_whose_view_is_asked_for_is_not_asked_about():
    assert tells("What broke the dam according to the engineers?", "It broke by frost at the dam.", dense=0.3)
    assert not tells("What broke the dam of the engineers?", "It slept at the dam.", dense=0.3)


def test_words_in_two_sentences_are_told_by_neither():
    question = "Has Canada sold ferries, dams and boats?"
    assert not tells(question, "Canada has boats.", "Canada broke dams.", dense=0.3)
    assert tells(question, "Canada sold ferries and broke dams.", "Canada has boats.", dense=0.3)


def test_the_sentence_has_the_names_where_one_has():
    assert not tells("Has Canada repaired the dam?", "Canada slept.", "Italy repaired the dam.")


def test_what_is_near_in_meaning_tells_of_it_in_other_words():
    question, other = "Has Canada repaired the dam?", "Canada went on holiday."
    assert tells(question, other, dense=0.7, each=LEAST - 0.69)
    assert not tells(question, other, dense=0.7, each=LEAST - 0.71)
