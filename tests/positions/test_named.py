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
