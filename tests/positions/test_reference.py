"""What a sentence takes up from the one before it, or a lead: with a pronoun, a noun that points, a mere hint."""

import pytest

from bot.positions.issues import OTHER, Issues
from bot.positions.positions import PositionReader
from bot.positions.stance import StanceClassifier

HINTED = """
[[issue]]
id = "ferry"
name = "Ferry"
sentence = "The night ferry should run."
cues = ["night ferry"]
hints = ["crossing*", "boat*"]

[[issue]]
id = "bridge"
name = "Bridge"
sentence = "The bridge should be built."
cues = ["sound bridge"]
hints = ["crossing*", "pylon*"]
general = true
"""


@pytest.fixture(scope="module")
def issue_of(tmp_path_factory, registry, read):
    """The issues of the rows that the last paragraph gives."""
    file = tmp_path_factory.mktemp("hinted") / "issues.toml"
    file.write_text(HINTED, encoding="utf-8")
    issues = Issues.load(file)
    reader = PositionReader(registry, issues, StanceClassifier.load(file.parent, issues))

    def found(*paragraphs):
        last = paragraphs[-1].split(". ")[-1]
        return {row.issue for row in read(*paragraphs, reader=reader) if last in row.text}

    return found


LEAD = ("The town is old. The town is old. The town is old.",)
FERRY, BRIDGE = "The night ferry is old.", "The sound bridge is long."


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ((f"{FERRY} Ada Marlow praised the crossing.",), {"ferry"}),
        ((f"{BRIDGE} Ada Marlow praised the crossing.",), {"bridge"}),
        # The last sentence of the paragraph before.
        ((*LEAD, FERRY, "Ada Marlow praised the crossing."), {"ferry"}),
        ((*LEAD, f"{FERRY} The town is old.", "Ada Marlow praised the crossing."), {OTHER}),
        ((*LEAD, f"{FERRY} The town is old. Ada Marlow praised the crossing."), {OTHER}),
        # What the article is about by its lead.
        ((f"{FERRY} The town is old.", "Ada Marlow praised the crossing."), {"ferry"}),
        ((BRIDGE, *LEAD, "Ada Marlow praised the crossing."), {"bridge"}),
        ((BRIDGE, *LEAD, FERRY, "Ada Marlow praised the crossing."), {"ferry"}),
        ((f"{FERRY} The town is old.", "Ada Marlow praised the pylons."), {OTHER}),
        (("Ada Marlow praised the crossing.",), {OTHER}),
        # Its own hints alone.
        ((f"{FERRY} Ada Marlow praised the pylons.",), {OTHER}),
        # A general issue gives way.
        (("The night ferry is not far from the sound bridge. Ada Marlow praised the crossing.",), {"ferry"}),
        # What the words name themselves comes first.
        ((f"{FERRY} Ada Marlow praised the crossing and the sound bridge.",), {"bridge"}),
        # Words that only describe give nothing.
        ((f"{FERRY} Ada Marlow praised the boat captain.",), {OTHER}),
        ((f"{FERRY} Ada Marlow said the boat was old.",), {"ferry"}),
    ],
)
def test_a_hint_takes_up_the_sentence_before(issue_of, paragraphs, expected):
    assert issue_of(*paragraphs) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ((f"{FERRY} Ada Marlow rejected this plan.",), {"ferry"}),
        ((f"{FERRY} Ada Marlow rejected it.",), {"ferry"}),
        ((f"{FERRY} Ada Marlow pointed out the merits of the format.",), {"ferry"}),
        # Over the end of a paragraph a noun does, a pronoun does not.
        ((FERRY, "Ada Marlow rejected this plan."), {"ferry"}),
        ((FERRY, "Ada Marlow rejected it."), {OTHER}),
        ((f"{FERRY} The town is old.", "Ada Marlow rejected this plan."), {OTHER}),
    ],
)
def test_a_noun_that_points_takes_up_the_paragraph_before(issue_of, paragraphs, expected):
    assert issue_of(*paragraphs) == expected
