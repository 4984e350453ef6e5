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
        # A body is that of whom its own sentence names before it.
        ("Norland wants the tram line, its negotiators said.", [("norland", "its negotiators", "institution")]),
        ("Everyone says they want the tram line.", []),
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


@pytest.mark.parametrize(
    ("before", "speaker", "actor", "kind"),
    [
        ("", "Norlanders", "norland", "institution"),
        ("", "The Norlandic transport ministry", "norland", "institution"),
        ("", "Velmark's embassy in Ostmar", "velmark", "institution"),
        ("", "A spokesman for Velmark", "velmark", "institution"),
        ("", "A Velmarkic official", "velmark", "institution"),
        # A body without a name is that of the state spoken of just before.
        ("Norland closed the road.", "The government", "norland", "institution"),
        ("Norland closed the road.", "The country's ministry", "norland", "institution"),
        ("Norland closed the road.", "Its ministry", "norland", "institution"),
        ("Ada Marlow closed the road.", "Her ministry", "norland", "institution"),
        ("Tom Hale closed the road.", "His spokesman", "velmark", "institution"),
    ],
)
def test_a_body_counts_for_its_state(read, before, speaker, actor, kind):
    (row,) = [r for r in read(f"{before} {speaker} said that the tram line must be built.") if r.issue == "tram"]
    assert (row.speaker, row.actor, row.speaker_kind, row.stance) == (speaker, actor, kind, "supports")


@pytest.mark.parametrize(
    ("mention", "actor", "kind"),
    [
        ("Former transport minister Ada Marlow", "ada-marlow", "analyst"),
        ("Ada Marlow, the former transport minister,", "ada-marlow", "analyst"),
        ("Jane Roe, transport minister of Velmark,", "velmark", "official"),
        ("Jane Roe, head of the Weavers Guild,", "weavers-guild", "official"),
        ("Velmarkic economist Jane Roe", "jane-roe", "analyst"),
        ("Jane Roe", "jane-roe", "analyst"),
    ],
)
def test_whom_somebody_speaks_for(read, mention, actor, kind):
    (row,) = [r for r in read(f"{mention} said that the tram line must be built.") if r.issue == "tram"]
    assert (row.actor, row.speaker_kind) == (actor, kind)
    assert row.speaker in mention


@pytest.mark.parametrize(
    "text",
    [
        "The road was closed. Its ministry said that the tram line must be built.",
        "The government in Ostmar has backed the tram line.",
        "10 other nations have backed the tram line.",
        "An official said that the tram line must be built.",
        "He said that the tram line must be built.",
    ],
)
def test_nobody_in_particular_has_no_position(read, text):
    assert read(text) == []


def test_an_outlet_is_no_actor(read, registry, issues, classifier, tmp_path):
    file = tmp_path / "outlets.toml"
    file.write_text('[[outlet]]\nname = "Ostmar Post"\n', encoding="utf-8")
    outlets = Outlets.load(file, registry)
    text = "According to the Ostmar Post, Velmark is ready to build the tram line."
    found = read(text, reader=PositionReader(registry, issues, classifier, outlets))
    assert not any(r.actor == "ostmar-post" for r in found)
