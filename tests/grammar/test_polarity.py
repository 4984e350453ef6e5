"""Which way words point by themselves, what denies them, and what they are said of."""

import pytest

from bot.grammar.parser import parse
from bot.grammar.polarity import called, first_polar, polar

KNOWN = {"mistake": -1, "success": 1, "vital": 1, "good": 1}


def word(text, lower):
    doc = next(iter(parse([text])))
    return next(t for t in doc if t.lower_ == lower)


@pytest.mark.parametrize(
    ("text", "lower", "sign"),
    [
        ("The bridge is a mistake.", "mistake", -1),
        ("The bridge is no success.", "success", -1),
        ("The bridge is a good thing.", "thing", 1),
        ("The bridge is too dear.", "dear", -1),
        ("The bridge is too weak.", "weak", 1),
        ("The bridge is no charity but vital.", "charity", 1),
        ("The bridge is an old thing.", "thing", None),
    ],
)
def test_a_word_with_its_denial(text, lower, sign):
    found = polar(word(text, lower), KNOWN)
    assert (found[0] if found else None) == sign


def test_the_first_verdict_counts():
    doc = next(iter(parse(["A bridge, a success, a mistake."])))
    assert first_polar(doc, KNOWN)[1].lower_ == "success"


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("We called the bridge a mistake.", -1),
        ("They described the bridge as a success.", 1),
        ("We saw a bridge.", None),
    ],
)
def test_what_a_thing_is_called(text, sign):
    bridge = word(text, "bridge")
    found = called(bridge, bridge.head, KNOWN)
    assert (found[0] if found else None) == sign
