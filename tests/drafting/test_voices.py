"""Names as articles write them, made names of one line; hostile ones too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drafting.voices import acronyms, named, tidy


@given(st.text())
def test_a_name_is_one_line_that_steers_nothing(text):
    assert tidy(text).isprintable()
    assert tidy(tidy(text)) == tidy(text)
    assert named(text) is None or named(text) == tidy(text)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Kell River Board", "Kell River Board"),
        ("The Kell River Board (KRB)", "Kell River Board"),
        ("Bank of Norrbay,", "Bank of Norrbay"),
        ("the Citizens' List", "Citizens' List"),
        ("Anna Berg's", "Anna Berg"),
        ("Kell\n River\u202e\x07 Board", "Kell River Board"),
        ("Kell \x1b[31m River Board", None),
        ("residents of the old town", None),
        ("Residents of the old town", None),
        ("the board", None),
        ("Friends of", None),
        ("Б" * 3, None),
        ("", None),
        ("Kell " * 40, None),
    ],
)
def test_what_is_a_proper_name(words, name):
    assert named(words) == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Kell River Board (KRB) said", ["KRB"]),
        ("the Kell River Board (a body) said", []),
        ("the Upper Kell River Boards (UKRB)", []),
        ("The KRB (Kell River Board)", []),
    ],
)
def test_short_forms_stand_behind_the_name(text, found):
    assert list(acronyms("Kell River Board", text)) == found
