"""Questions of ``phrases.py`` that a text answers by itself."""

import pytest

from bot.grammar.parser import parse
from bot.grammar.phrases import asks


@pytest.mark.parametrize(
    ("text", "word", "asked"),
    [
        ("Do we pay?", "pay", True),
        ("“Do we pay?”", "pay", True),
        ("We pay.", "pay", False),
        ("Do we pay? We sell the levy.", "sell", False),
    ],
)
def test_a_question(text, word, asked):
    doc = next(iter(parse([text])))
    assert asks(next(t for t in doc if t.text == word).sent.text) is asked
