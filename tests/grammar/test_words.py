"""The lists of words.toml are those that the rules ask for; lemmas and spelling."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grammar.words import DATA, lemma_of, normal
from bot.settings import ROOT
from bot.wordlists import word_lists

ROOMS = (ROOT / "bot" / room for room in ("grammar", "attribution", "positions", "figures"))
SOURCES = (file.read_text("utf-8") for room in ROOMS for file in room.glob("*.py"))
ASKED = {name for source in SOURCES for name in re.findall(r"GRAMMAR\.(\w+)", source)}


def test_every_list_is_asked_for_and_every_list_asked_for_is_there():
    assert {key.partition(".")[2] for key in word_lists(DATA)} == ASKED


@pytest.mark.parametrize(
    ("lemma", "said"),
    [
        ("Criticize", "criticise"),
        ("criticise", "criticise"),
        ("authorizing", "authorising"),
        ("legalization", "legalisation"),
        ("favor", "favour"),
        ("Endeavor", "endeavour"),
        ("skeptical", "sceptical"),
        ("seize", "seize"),
        ("prize", "prize"),
        ("labor", "labor"),
        ("TRAM", "tram"),
    ],
)
def test_spelling(lemma, said):
    assert normal(lemma) == said


@given(st.text(alphabet="abcdefghiklmnoprstuvwyz", min_size=1, max_size=12))
def test_a_normal_lemma_stays_as_it_is(lemma):
    assert normal(normal(lemma)) == normal(lemma) == normal(lemma.upper())


def test_the_lemma_of_a_token_is_normal(token):
    assert lemma_of(token("They criticized the levy.", "criticized")) == "criticise"
