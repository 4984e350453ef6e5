"""Words of others can do nothing to a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.console.plain import plain


@given(st.text())
def test_nothing_that_steers_a_terminal_gets_through(text):
    shown = plain(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} for c in shown)


def test_words_stay_as_they_are():
    assert plain("“Ja” – 5 €\x1b[2J\u202e") == "“Ja” – 5 € [2J "
