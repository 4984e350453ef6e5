from dataclasses import replace

import pytest

from bot.answering.candidate import Candidate
from bot.answering.evidence import Evidence
from bot.answering.missing import in_words_of_its_own, nothing_about
from bot.answering.question import Shape
from bot.settings import AnsweringSettings
from tests.answering.test_decide import stems

SETTINGS = AnsweringSettings()


def evidence(question, *sentences):
    asked = stems(question)
    known = frozenset().union(*map(stems, sentences))
    candidates = [
        Candidate("a", 0, 1, 1, text, 0.5, 0.5, stems(text), stems(text), around=stems(text)) for text in sentences
    ]
    shape = Shape("other", (), False)
    return Evidence(question, shape, asked, dict.fromkeys(asked, 1.0), known.__contains__, candidates, stems_of=stems)


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("Did Canada promise tanks?", False),
        ("Did Canada squander heavy armour?", True),
        # Half of it.
        ("Did Canada squander tanks?", False),
        ("Who squandered tanks?", True),
        # Keywords are nobody's own words.
        ("armour recipe squandered", False),
    ],
)
def test_a_question_is_put_in_words_of_its_own(question, own):
    assert in_words_of_its_own(evidence(question, "Canada promised tanks."), [0]) is own


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Did they promise the X-90?", ""),
        ("Did they promise the X90?", ""),
        ("Did they promise the X-91?", "X-91"),
        ("Did they promise tanks in 2023?", ""),
        ("Did they promise 40 tanks?", ""),
    ],
)
def test_a_name_of_letters_and_figures_stands_somewhere(question, missing):
    found = nothing_about(evidence(question, "They promised 40 X90 tanks in 2023."), [0], SETTINGS)
    assert found == missing


def test_what_no_sentence_is_near_to_is_told_in_no_other_words():
    found = evidence("Who squandered tanks?", "Canada promised tanks.")
    far = replace(found, candidates=[replace(found.candidates[0], dense=0.3)])
    assert not in_words_of_its_own(far, [0])
