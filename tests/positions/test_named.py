"""Which noun of a parse names which actor."""

import pytest

from bot.positions.named import Named


@pytest.mark.parametrize(
    ("text", "noun", "actor"),
    [
        ("Norland pays.", "Norland", "norland"),
        ("The Norlandic growers pay.", "growers", "norland"),
        ("Norland's growers pay.", "growers", "norland"),
        ("The growers of Norland pay.", "growers", None),
        ("Ada Marlow pays.", "Marlow", "norland"),
        ("The minister, Tom Hale, pays.", "minister", "velmark"),
        ("The Weavers Guild pays.", "Guild", "weavers-guild"),
        ("Growers pay Norland.", "Growers", None),
        ("Growers pay Norland.", "Norland", "norland"),
        ("Nobody pays.", "Nobody", None),
    ],
)
def test_whom_a_noun_names(registry, token, parsed, text, noun, actor):
    assert Named(registry, parsed(text)).actor_of(token(text, noun)) == actor


@pytest.mark.parametrize(
    ("text", "thing", "other"),
    [
        ("We back sanctions on Velmark.", "sanctions", True),
        ("We back sanctions on Norland.", "sanctions", False),
        ("We back sanctions on growers.", "sanctions", False),
        ("They sent weapons to Velmark.", "weapons", True),
        ("They back entry into the Weavers Guild.", "entry", True),
        ("They back membership of the Weavers Guild.", "membership", True),
        ("They back the letters of the Weavers Guild.", "letters", False),
    ],
)
def test_what_is_said_to_be_for_others(registry, token, parsed, text, thing, other):
    noun = token(text, thing)
    assert Named(registry, parsed(text)).of_another(noun, noun.i + 1, frozenset({"norland"})) is other


def test_the_government_is_that_of_whoever_governs_and_speaks(registry, token, parsed):
    text = "The government pays, and Velmark's government pays."
    named = Named(registry, parsed(text))
    whole, other = (t for t in parsed(text) if t.text == "government")
    assert named.owned_by("norland", ruling=True)(whole) is True
    assert named.owned_by("norland")(whole) is None
    assert named.owned_by("norland", ruling=True)(other) is False
