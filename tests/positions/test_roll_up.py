"""Whom a statement counts for, and under which name it is shown."""

import pytest

from bot.actors.outlets import Outlets
from bot.positions.positions import PositionReader


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An official counts for whom he speaks; an analyst for nobody but himself.
        ("Ada Marlow said the tram line must be built.", [("norland", "Ada Marlow", "official")]),
        ("Norland's transport minister said the tram line must be built.", [("norland", None, "official")]),
        (
            "John Doe, professor of history in Tarnholt, said the tram line must be built.",
            [("john-doe", "John Doe", "analyst")],
        ),
        # Who heads a school is no official.
        (
            "The tram line must be built, said Jane Roe, deputy director of the Institute for Trams.",
            [("jane-roe", "Jane Roe", "analyst")],
        ),
        # Everybody in one subject counts; members named stand for the group.
        (
            "Norland and Velmark have backed the tram line.",
            [("norland", "Norland", "institution"), ("velmark", "Velmark", "institution")],
        ),
        (
            "Ada Marlow and Tom Hale have backed the tram line.",
            [("norland", "Ada Marlow", "official"), ("velmark", "Tom Hale", "official")],
        ),
        (
            "Other nations, including Velmark, have backed the tram line.",
            [("velmark", "Velmark", "institution")],
        ),
        # Some who were asked are not their country.
        ("54 percent of Norlanders said the tram line must be built.", []),
        ("Two-thirds of respondents said the tram line must be built.", []),
        # A friend's name behind a dash is not the speaker's.
        (
            "Norland's Ada Marlow - Tom Hale's best friend in Ostmar - ruled out the tram line.",
            [("norland", "Ada Marlow", "official")],
        ),
        # "Its spokesman" is of whom the sentence before speaks.
        (
            "The Weavers Guild shows no sign of softening. Its spokesman said that the tram line must go on.",
            [("weavers-guild", "Its spokesman", "institution")],
        ),
        # The meeting of two is neither.
        ("The meeting between Norland and Velmark backed the tram line.", []),
    ],
)
def test_whom_a_statement_counts_for(read, text, expected):
    found = [(r.actor, r.speaker, r.speaker_kind) for r in read(text) if r.issue == "tram"]
    assert [(a, n if want[1] else None, k) for (a, n, k), want in zip(found, expected, strict=True)] == expected


def test_an_outlet_is_no_actor(read, registry, issues, classifier, tmp_path):
    file = tmp_path / "outlets.toml"
    file.write_text('[[outlet]]\nname = "Ostmar Post"\n', encoding="utf-8")
    outlets = Outlets.load(file, registry)
    text = "According to the Ostmar Post, Velmark is ready to build the tram line."
    found = read(text, reader=PositionReader(registry, issues, classifier, outlets))
    assert not any(r.actor == "ostmar-post" for r in found)
