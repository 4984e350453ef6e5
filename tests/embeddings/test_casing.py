import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.casing import Casing

CAPITALS = {"lund": 5, "ambassador": 4, "turkey": 2, "harbour": 1}
LOWERS = {"turkey": 3, "harbour": 9, "may": 0}
REGISTERED = ["Norden", "UK", "US", "NATO", "U.S.", "Coalition of the Willing", "Turkey", "May", "WHO"]
CASING = Casing(CAPITALS, LOWERS, REGISTERED)


@pytest.mark.parametrize(
    ("question", "cased"),
    [
        ("norden's position on the quota", "Norden's position on the quota"),
        ("uk and nato on the quota", "UK and NATO on the quota"),
        ("what does the coalition of the willing want", "what does the Coalition of the Willing want"),
        ("what does lund say about the harbour", "what does Lund say about the harbour"),
        # No object stands at the beginning, behind "the" or behind "does".
        ("us troops in the u.s.", "US troops in the U.S."),
        ("does the us back it", "does the US back it"),
        ("will us aid end", "will US aid end"),
        ("tell us who may come", "tell us who may come"),
        # What the record writes without a capital too, and an office, are no names.
        ("turkey and the ambassador", "turkey and the ambassador"),
        # Whoever writes names with capitals means the common word, but for what is no word.
        ("Did Norden's man see lund?", "Did Norden's man see lund?"),
        ("Did Lund see the uk?", "Did Lund see the UK?"),
        ("What did norden say?", "What did Norden say?"),
        ("", ""),
    ],
)
def test_the_names_in_a_question_get_their_capitals(question, cased):
    assert CASING.cased(question) == cased


@given(st.text(max_size=60))
def test_only_capitals_change(question):
    cased = CASING.cased(question)
    assert cased.casefold() == question.casefold() and CASING.cased(cased) == cased


def test_words_for_an_office_are_no_names():
    assert CASING.is_name("Lund") and not CASING.is_name("Ambassador")


@pytest.mark.parametrize(
    ("words", "length"),
    [(["uk"], 1), (["who"], 0), (["WHO"], 1), (["us"], 1), (["for", "us"], 0), (["may"], 0), (["May"], 1)],
)
def test_short_forms_that_are_words_as_well_are_only_met_in_capitals(words, length):
    assert CASING.registered(words, len(words) - 1) == length
