from dataclasses import replace

import numpy as np
import pytest

from bot.answering.candidate import Candidate
from bot.answering.question import Name
from bot.answering.speech import role_asked_to_speak
from bot.answering.words_of import WordsOf
from embeddings.tokens import Met
from tests.answering.test_decide import stems
from tests.answering.test_fit import look_ups

LUND = Name("Lund", frozenset({"lund"}))
FERRY = "What did Lund say about the ferry?"


def sentence(text, question, near="", each=0.1, published=None):
    words = Met(np.full(1, each, np.float32), [(0, len(question))])
    around = stems(f"{text} {near}")
    return Candidate(
        "a", 0, 1, 1, text, 0.6, 0.6, stems(text), around, around=around, published=published, met=0.4, words=words
    )


@pytest.mark.parametrize(
    ("text", "each", "on_it"),
    [
        ("Lund said that the ferry leaks.", 0.1, True),
        ("Lund said that the vessel leaks.", 0.5, True),
        # However near the sentence is: none of its words is about a ferry.
        ("Lund said that the mayor sleeps.", 0.1, False),
        ("Nilsson said that the ferry leaks.", 0.1, False),
    ],
)
def test_words_of_somebody_are_on_what_is_asked(text, each, on_it):
    words_of = WordsOf(look_ups(), lambda _actor, _candidate: False, stems)
    assert words_of.on(LUND, FERRY, [LUND], [sentence(text, FERRY, each=each)]) is on_it


@pytest.mark.parametrize("about", ["about the matter", "about the plans", "in the interview", "next week", ""])
def test_where_no_topic_is_named_any_words_are_on_it(about):
    question = f"What did Lund say {about}?"
    words_of = WordsOf(look_ups(), lambda _actor, _candidate: False, stems)
    assert words_of.on(LUND, question, [LUND], [sentence("Lund said that the mayor sleeps.", question)])


@pytest.mark.parametrize(
    ("text", "published", "said"),
    [
        ("Nilsson said that the ferry leaks.", "2021-05-01", True),
        ("Nilsson said that the ferry leaks.", "2011-05-01", False),
        ("Holm said that the ferry leaks.", "2021-05-01", False),
        ("Nilsson said that it rains.", "2021-05-01", False),
        ("The Nordic prime minister said that the ferry leaks.", "2021-05-01", True),
    ],
)
def test_words_of_an_office_are_of_whoever_held_it_then(text, published, said):
    question = "What did the Nordic prime minister say about the ferry?"
    held = replace(
        look_ups(),
        holder=lambda office, on: (
            "Ada Nilsson" if office == "the Nordic prime minister" and (on or "") > "2020" else None
        ),
    )
    words_of = WordsOf(held, lambda _actor, _candidate: False, stems)
    role = role_asked_to_speak(question)
    assert role is not None
    nordic = Name("Nordic", frozenset({"nordic"}))
    assert words_of.of_role(question, role, [nordic], [sentence(text, question, published=published)]) is said
