import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.american import american
from embeddings.lexical import Analyzer

PAIRS = """
neighbour neighbor, neighbouring neighboring, favoured favored, favourable favorable, labour labor, colours colors,
organise organize, organisations organizations, recognised recognized, demilitarise demilitarize,
criticising criticizing, analyse analyze,
paralysed paralyzed, defence defense, licences licenses, centre center, kilometres kilometers,
theatre theater, programmes programs, dialogue dialog, manoeuvres maneuvers, sceptical skeptical, behaviour behavior
"""


@pytest.mark.parametrize("pair", PAIRS.split(","))
def test_both_spellings_are_one_word_to_search(pair):
    british, other = pair.split()
    assert Analyzer().stems(british) == Analyzer().stems(other)


ONE_SPELLING = "four hour tour rise raise precise decision crisis analysis metro science"


@pytest.mark.parametrize("word", ONE_SPELLING.split())
def test_words_of_one_spelling_stay(word):
    assert american(word) == word


@given(st.from_regex(r"[a-z]{1,14}", fullmatch=True))
def test_the_american_spelling_is_the_end_of_it(word):
    assert american(american(word)) == american(word)
