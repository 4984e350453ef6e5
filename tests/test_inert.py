"""Words of others can do nothing to a terminal."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.contract import dump
from bot.inert import LONGEST_MESSAGE, LONGEST_NAME, escaped, message, plain, shown

UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
texts = st.text() | st.text(st.characters(categories=sorted(UNSEEN)))


def unseen(text):
    return [char for char in text if unicodedata.category(char) in UNSEEN]


@given(texts)
def test_nothing_that_steers_a_terminal_gets_through(text):
    assert len(plain(text)) == len(text)
    assert unseen(plain(text)) == unseen(message(text)) == []


@given(texts)
def test_a_name_is_written_out_and_none_is_taken_for_another(text):
    assert unseen(shown(text)) == []
    assert shown(text) == text or not text.isprintable()


def test_what_cannot_be_seen_in_a_name_is_written_as_it_is_escaped():
    assert shown("a\x1b[2J\u202e\udcff") == r"a\x1b[2J\u202e\xff"


def test_words_stay_as_they_are():
    assert plain("“Ja” – 5 €\x1b[2J\u202e") == "“Ja” – 5 € [2J "
    assert message("“Ja” – 5 €, 中文 🇺🇦") == "“Ja” – 5 €, 中文 🇺🇦"


@pytest.mark.parametrize("text", ["x" * 6000, "word " * 6000, "/" + "a" * LONGEST_NAME])
def test_a_message_cuts_what_is_endless_and_keeps_its_way_out(text):
    said = message(f"{text} does not exist: give another.")
    assert len(said) <= LONGEST_MESSAGE
    assert said.endswith("does not exist: give another.") and said[:5] == text[:5] and "…" in said


def test_a_message_that_is_not_endless_is_whole():
    assert message("x" * LONGEST_NAME) == "x" * LONGEST_NAME
    assert message("word " * 240) == "word " * 240


@given(texts)
def test_json_says_the_same_and_steers_nothing(text):
    line = dump({"text": text})
    # Two halves of a pair beside each other are one character to JSON.
    assert json.loads(line) == {"text": text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")}
    assert unseen(line) == []
    line.encode("utf-8")


@pytest.mark.parametrize(
    ("char", "written"),
    [("\x9b", "\\u009b"), ("\u202e", "\\u202e"), ("\u2066", "\\u2066"), ("\U000e0041", "\\udb40\\udc41"),
     ("\ud800", "\\ud800"), ("\u200b", "\\u200b"), ("\x7f", "\\u007f"), ("é中", "é中")],
)  # fmt: skip
def test_how_it_is_written(char, written):
    assert escaped(f'"{char}"') == f'"{written}"'
