"""From an article to rows: whose they are, on which issue and of which kind, with two files of configuration."""

import pytest

from bot.positions.issues import OTHER


def rows(found):
    return [(r.kind, r.actor, r.speaker, r.issue, r.stance) for r in found]


def test_a_subject_of_two_files_is_read(read, actors_file):
    assert sorted(file.name for file in actors_file.parent.iterdir()) == ["actors.toml", "issues.toml"]
    (row,) = read("Norland will not pay for the tram line, Transport Minister Ada Marlow said on Monday in Ostmar.")
    assert rows([row]) == [("said", "norland", "Ada Marlow", "tram", "opposes")]
    assert (row.article, row.paragraph, row.cue, row.statement_kind) == ("a", 1, "said", "indirect")
    assert (row.speaker_kind, row.accuser, row.evidence) == ("official", None, ("not", "pay", "line"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Said: words of the speaker, quoted or not.
        (
            "“We want the tram line,” Tom Hale said on Monday.",
            [("said", "velmark", "Tom Hale", "tram", "supports")],
        ),
        (
            "Ada Marlow said Norland would never build the tram line.",
            [("said", "norland", "Ada Marlow", "tram", "opposes")],
        ),
        (
            "The Weavers Guild said it would back the entry fee if pupils were let in free.",
            [("said", "weavers-guild", "The Weavers Guild", "fee", "conditional")],
        ),
        (
            "John Doe, professor of history in Tarnholt, said the tram line would be a mistake.",
            [("said", "john-doe", "John Doe", "tram", "opposes")],
        ),
        # A pronoun stands for what is done, not for what it is done for.
        (
            "Tom Hale asked her to come for trams, but Ada Marlow said it was a mistake.",
            [
                ("said", "velmark", "Tom Hale", "tram", "supports"),
                ("said", "norland", "Ada Marlow", OTHER, "unclear"),
            ],
        ),
        # What is the speaker's own goes, or not.
        (
            "Ada Marlow said Norland's trams would not take part.",
            [("said", "norland", "Ada Marlow", "tram", "opposes")],
        ),
        (
            "Ada Marlow said Norland's trams would come.",
            [("said", "norland", "Ada Marlow", "tram", "supports")],
        ),
        (
            "Ada Marlow said Velmark's trams would not take part.",
            [("said", "norland", "Ada Marlow", "tram", "unclear")],
        ),
        ("Ada Marlow said the tram line is long.", [("said", "norland", "Ada Marlow", "tram", "unclear")]),
        # What fits no issue is kept as such.
        ("A ticket costs three crowns, Ada Marlow said.", [("said", "norland", "Ada Marlow", OTHER, "unclear")]),
        # Several speakers, several issues.
        (
            "Norland and Velmark have backed the tram line.",
            [("said", "norland", "Norland", "tram", "supports"), ("said", "velmark", "Velmark", "tram", "supports")],
        ),
        (
            "Norland and Velmark met in the old town of Ostmar. They said the tram line should be built.",
            [("said", "norland", "Norland", "tram", "supports"), ("said", "velmark", "Velmark", "tram", "supports")],
        ),
        (
            "Neither Norland nor Velmark backed the tram line.",
            [("said", "norland", "Norland", "tram", "opposes"), ("said", "velmark", "Velmark", "tram", "opposes")],
        ),
        (
            "Neither Norland nor Velmark said the tram line should be built.",
            [("said", "norland", "Norland", "tram", "unclear"), ("said", "velmark", "Velmark", "tram", "unclear")],
        ),
        # Whom a phrase excepts takes no side.
        (
            "Most nations except Velmark have backed the tram line.",
            [("said", "most-nations", "Most nations", "tram", "supports")],
        ),
        ("All states but Velmark have signed off on the tram line.", []),
        ("All towns of the valley other than Tarnholt have rejected the tram line.", []),
        (
            "Ada Marlow said the tram line and the wind farm must be built.",
            [
                ("said", "norland", "Ada Marlow", "tram", "supports"),
                ("said", "norland", "Ada Marlow", "wind-farm", "supports"),
            ],
        ),
        # Did: what the article tells in its own voice.
        ("Norland has scrapped the tram line.", [("did", "norland", "Norland", "tram", "opposes")]),
        ("Norland withdrew from the tram line.", [("did", "norland", "Norland", "tram", "opposes")]),
        ("Norland voted against the tram line.", [("did", "norland", "Norland", "tram", "opposes")]),
        ("Norland opposes the tram line.", [("did", "norland", "Norland", "tram", "opposes")]),
        # Charged: what somebody says of another's aims or position.
        (
            "Ada Marlow accused Velmark of wanting the tram line.",
            [("charged", "velmark", "Ada Marlow", "tram", "unclear")],
        ),
        (
            "Ada Marlow said that Velmark rejects the wind farm.",
            [("charged", "velmark", "Ada Marlow", "wind-farm", "unclear")],
        ),
        (
            "According to Tom Hale, Norland opposes the tram line.",
            [("charged", "norland", "Tom Hale", "tram", "unclear")],
        ),
        (
            "Norland opposes the tram line, Tom Hale said.",
            [("charged", "norland", "Tom Hale", "tram", "unclear")],
        ),
        (
            "Tom Hale said that Norland was trying to stop the tram line.",
            [("charged", "norland", "Tom Hale", "tram", "unclear")],
        ),
        # Who tells beside it of an own share speaks of its own position too.
        (
            "Ada Marlow said that Velmark will build the tram line, while Norland will only lend engines.",
            [("said", "norland", "Ada Marlow", "tram", "unclear")],
        ),
        (
            "Ada Marlow said that Velmark rejects the wind farm while Tarnholt waits.",
            [("charged", "velmark", "Ada Marlow", "wind-farm", "unclear")],
        ),
        # The outlet's own charge: aims that it tells of somebody.
        ("Norland is trying to stop the tram line.", [("charged", "norland", None, "tram", "unclear")]),
    ],
)
def test_whose_rows_of_which_kind(read, text, expected):
    assert rows(read(text)) == expected


def test_a_charge_names_its_accuser_and_takes_no_side(read):
    (row,) = read("“Velmark will never build the tram line,” Ada Marlow said.")
    assert (row.kind, row.actor, row.accuser, row.speaker, row.stance) == (
        "charged", "velmark", "Ada Marlow", "Ada Marlow", "unclear",
    )  # fmt: skip
    (row,) = read("Norland is trying to stop the tram line.")
    assert (row.kind, row.accuser, row.speaker, row.stance) == ("charged", None, None, "unclear")


def test_what_is_said_of_ones_own_side_is_no_charge(read):
    (row,) = read("Ada Marlow said Norland rejects the tram line.")
    assert (row.kind, row.accuser, row.stance) == ("said", None, "opposes")


@pytest.mark.parametrize(
    "text",
    [
        # Nobody's words.
        "The tram line would be a mistake.",
        "The tram line would be a mistake, an official said.",
        "He said the tram line was a mistake.",
        # A deed needs an arrow.
        "Norland maintains the tram line.",
        "Norland sent engineers to the tram line.",
        # What somebody is made to say is not said.
        "It was not possible to get Norland to agree to build the tram line.",
        "Norland signed a deal on buses.",
        # What is asked or imagined.
        "Will Norland build the tram line?",
        "If Norland builds the tram line, much will change in the region.",
        # To speak about something is no position.
        "Ada Marlow mentioned the tram line.",
    ],
)
def test_what_gives_no_row(read, text):
    assert read(text) == []


def test_a_charge_on_no_issue_gives_no_row(read):
    assert not [r for r in read("Ada Marlow accused Velmark of wanting more sugar.") if r.kind == "charged"]


def test_quoted_words_of_a_nameless_one_are_nobodys(read):
    (row,) = read("“We want the tram line,” an insider said.")
    assert (row.actor, row.speaker, row.stance) == ("unattributed", None, "supports")


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("Tom Hale said the tram line would be long.", "Ada Marlow said it was a mistake.", "tram"),
        ("Tom Hale said the tram line would be long.", "Ada Marlow said the town was old.", OTHER),
        ("Tom Hale said the town was old.", "Ada Marlow said it was a mistake.", OTHER),
    ],
)
def test_a_pronoun_refers_back(read, before, text, expected):
    row = next(r for r in read(f"{before} {text}") if r.actor == "norland")
    assert row.issue == expected
    assert row.stance == ("opposes" if expected == "tram" else "unclear")


def test_a_pronoun_does_not_refer_back_over_two_sentences(read):
    found = read("The tram line is long. The town is old, and the sea is near. Ada Marlow said it was a mistake.")
    assert [r.issue for r in found] == [OTHER]


def test_each_half_of_a_sentence_has_its_own_side(read):
    found = read("Velmark backs the tram line, but Norland rejects it.")
    assert {(r.actor, r.issue, r.stance) for r in found} == {
        ("velmark", "tram", "supports"),
        ("norland", "tram", "opposes"),
    }


def test_two_sentences_of_one_quotation_are_two_rows(read):
    found = read("“The tram line is sensible,” Ada Marlow said. “The wind farm is a mistake.”")
    assert [(r.issue, r.stance, r.text) for r in found] == [
        ("tram", "supports", "“The tram line is sensible,” Ada Marlow said."),
        ("wind-farm", "opposes", "“The wind farm is a mistake.”"),
    ]


def test_what_must_go_is_not_wanted(read):
    (row,) = read("The tram line must go, Ada Marlow said.")
    assert row.stance == "opposes"


def test_the_same_words_actor_and_issue_never_twice(read):
    said = "Norland has scrapped the tram line."
    (row,) = read(said, "Other news of the day filled the paper and nobody asked about it.", said)
    assert row.paragraph == 1


def test_no_statements_no_rows(read):
    assert read("The town is old.") == []
