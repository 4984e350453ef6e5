import pytest

from bot.answering.question import Name
from bot.answering.speech import (
    asked_to_speak,
    asks_who_says,
    heard,
    holder_of,
    role_asked_to_speak,
    tells_words_of,
    without_speech,
)


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Italy say about Sweden?", "Italy"),
        ("What did Italy and Sweden call it?", "Sweden"),
        ("Who said that Italy refused?", None),
        ("What has Italy promised?", "Italy"),
        ("Does Italy, for all that is known of it by now, say so?", None),
        ("Italy troops", None),
        ("What did Italy's minister say?", None),
        ("Italy demands an end", None),
        ("Italy said about Sweden", "Italy"),
        ("What has Italy itself never said?", "Italy"),
        ("What does the Italy envoy say?", None),
        ("Who reported that Italy had promised it?", None),
        ("Who did Italy say was there?", "Italy"),
        # The same word is a noun.
        ("Which Italy state has more ships?", None),
        ("Does Sweden support an Italy state?", None),
        ("Why was the Italy claim refused?", None),
        ("What does the Italy claim?", "Italy"),
    ],
)
def test_whose_words_are_asked_for(question, speaker):
    names = [Name(word, frozenset([word.lower()])) for word in ("Italy", "Sweden") if word in question]
    found = asked_to_speak(question, names)
    assert (found.text if found else None) == speaker


@pytest.mark.parametrize("question", ["What does Italy's constitution say of it?", "what did the treaty say"])
def test_a_thing_of_somebody_is_no_speaker(question):
    names = [Name(word, frozenset([word])) for word in ("constitution", "treaty") if word in question]
    assert asked_to_speak(question, names) is None


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("Is the quota fair, according to the envoy?", "the envoy"),
        ("Is the quota fair in the envoy's view?", "the envoy"),
        ("In the eyes of Lund, is it fair?", "Lund"),
        ("Is the quota fair?", None),
    ],
)
def test_whose_view_is_asked_for(question, holder):
    assert holder_of(question) == holder


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Who admitted that the dam leaks?", True),
        ("who wrongly claimed it", True),
        ("Who repaired the dam?", False),
        ("Who is said to have repaired it?", False),
        ("Which mayor said so?", False),
    ],
)
def test_whose_words_something_is(question, asked):
    assert asks_who_says(question) is asked


def test_what_is_asked_of_somebodys_words_is_their_topic():
    assert without_speech("What did Italy say about the dam?").split() == [
        "What",
        "did",
        "Italy",
        "about",
        "the",
        "dam?",
    ]


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("What did the mayor of Upper Norden say about the dam?", "the mayor of Upper Norden"),
        ("What does the League's treasurer answer?", "the League's treasurer"),
        ("How did the Nordic harbour master reply to Lund?", "the Nordic harbour master"),
        # Several may be called otherwise each.
        ("What do the fishermen and the mayor say?", None),
        ("What did the sailors say?", None),
        ("What did Lund say?", None),
        ("What did the flood destroy?", None),
    ],
)
def test_whose_words_are_asked_for_by_no_name(question, role):
    place = role_asked_to_speak(question)
    assert (question[slice(*place)] if place else None) == role


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Lund said that the dam would hold.", True),
        ("Ada Lund, the mayor, has always rejected it.", True),
        ("The dam will hold, said the mayor of Norden, Ada Lund.", True),
        ("According to Lund the dam will hold.", True),
        ("Lund was accused of having sold it.", False),
        ("The envoy spoke on the phone with Lund and noted his help.", False),
        ("The envoy said much about Lund.", False),
        ("The state sold the dam to Lund.", False),
        ("It rained on Lund.", False),
    ],
)
def test_words_are_of_whoever_is_the_subject_of_the_verb(sentence, told):
    assert tells_words_of(sentence, ["Lund"]) is told


def test_who_is_told_something():
    assert heard("What did Lund tell the Norden Post?", Name("Norden Post", frozenset()))
    assert heard("What did Lund say in an interview with Norden Radio?", Name("Norden Radio", frozenset()))
    assert heard("Who may sail, according to Lund's Norden Radio interview?", Name("Norden", frozenset()))
    assert not heard("What did Lund tell Norden?", Name("Lund", frozenset()))
    assert not heard("What did Lund say of Norden in the interview?", Name("Norden", frozenset()))
