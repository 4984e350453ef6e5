"""Who is given which words by the grammar of one paragraph."""

import pytest

from bot.attribution.attribution import find_attributions
from bot.grammar.cues import load_cues
from bot.grammar.parser import parse
from bot.grammar.quotes import find_quotes, plain_marks
from tests.attribution.tables import table

CUES = load_cues()
TABLE = table("attributions.tsv")


def read(text):
    doc = next(iter(parse([plain_marks(text)])))
    found = find_attributions(doc, find_quotes(text), CUES)
    return [
        (text[slice(*a.mention)], text[slice(*a.cue)], [text[slice(*p)] for p in a.pieces], a.negated) for a in found
    ]


ONE = [
    ("The envoy said that talks would go on.", "The envoy", "said", ["that talks would go on"]),
    ("The envoy said talks would go on.", "The envoy", "said", ["talks would go on"]),
    ("Talks will go on, the envoy said.", "the envoy", "said", ["Talks will go on"]),
    (
        "“Talks will go on,” said Anna Berg. “We have time.”",
        "Anna Berg",
        "said",
        ["“Talks will go on,”", "“We have time.”"],
    ),
    ("“Talks will go on,” Anna Berg told reporters.", "Anna Berg", "told", ["“Talks will go on,”"]),
    ('— Talks will go on," the envoy noted.', "the envoy", "noted", ['Talks will go on,"']),
    (
        "Anna Berg said: “Talks will go on and nobody will stop them.”",
        "Anna Berg",
        "said",
        ["“Talks will go on and nobody will stop them.”"],
    ),
    (
        "According to Anna Berg, a professor at Oslo University, the talks will go on.",
        "Anna Berg, a professor at Oslo University",
        "According to",
        ["the talks will go on"],
    ),
    ("According to Anna Berg, the talks will go on.", "Anna Berg", "According to", ["the talks will go on"]),
    ("The talks will go on, according to the ministry.", "the ministry", "according to", ["The talks will go on"]),
    ("The quota is too high, said Anna Berg, who heads the port.", "Anna Berg", "said", ["The quota is too high"]),
    ("The quota is too high, reported the Coast Agency.", "the Coast Agency", "reported", ["The quota is too high"]),
    ("However, the envoy said, the quota is too high.", "the envoy", "said", ["the quota is too high"]),
    (
        "Trump hosted Zelenskyy and other European leaders in Washington and said he would call a summit.",
        "Trump",
        "said",
        ["he would call a summit"],
    ),
    (
        "Oslo insisted that Sweden should leave the islands, close the bridge, and agree to a toll.",
        "Oslo",
        "insisted",
        ["that Sweden should leave the islands, close the bridge, and agree to a toll"],
    ),
    (
        "Oslo will close the bridge, where two hundred trucks wait - according to the ministry - to cross the river.",
        "the ministry",
        "according to",
        ["where two hundred trucks wait", "to cross the river"],
    ),
    ("As the report shows, the quota is too high.", "the report", "shows", ["the quota is too high"]),
    (
        "The mayor told a meeting of sailors that the quota is too high.",
        "The mayor",
        "told",
        ["that the quota is too high"],
    ),
    (
        "The mayor said the quota is too high, according to the Coast Post.",
        "The mayor",
        "said",
        ["the quota is too high"],
    ),
    ("A poll by the institute found that few agree.", "A poll by the institute", "found", ["that few agree"]),
    ("- The talks will go on - the minister said.", "the minister", "said", ["The talks will go on"]),
    ("– The talks will go on – said minister Anna Berg.", "minister Anna Berg", "said", ["The talks will go on"]),
    (
        "— The talks will go on — the minister said. — We have time.",
        "the minister",
        "said",
        ["The talks will go on", "We have time."],
    ),
    ("The port is full.The envoy said the quota is too high.", "The envoy", "said", ["the quota is too high"]),
    ("In her opinion, the talks will go on.", "her", "In her opinion", ["the talks will go on"]),
    ("As the envoy told Reuters, the talks will go on.", "the envoy", "told", ["the talks will go on"]),
    (
        "The talks will go on, Anna Berg, first deputy head of the Storting's foreign affairs committee, told VG.",
        "Anna Berg, first deputy head of the Storting's foreign affairs committee",
        "told",
        ["The talks will go on"],
    ),
    (
        "If they close the port we lose everything, pleaded Anna Berg.",
        "Anna Berg",
        "pleaded",
        ["If they close the port we lose everything"],
    ),
    (
        "His party would not vote for the tax, its leader Anna Berg told Radio Nord.",
        "its leader Anna Berg",
        "told",
        ["His party would not vote for the tax"],
    ),
    (
        "There was never any plan to sell the port, its chair made clear.",
        "its chair",
        "made",
        ["There was never any plan to sell the port"],
    ),
    ("The museum, he said, holds many treasures.", "he", "said", ["The museum", "holds many treasures"]),
    ("Norway promised to send more aid.", "Norway", "promised", ["to send more aid"]),
    ("The minister ruled out sending soldiers.", "The minister", "ruled", ["sending soldiers"]),
    ("The minister made it clear that no soldiers would go.", "The minister", "made", ["that no soldiers would go"]),
    ("The chancellor called for a truce.", "The chancellor", "called", ["a truce"]),
    ("The chancellor urged the allies to wait.", "The chancellor", "urged", ["the allies to wait"]),
    ("The president rejected the plan.", "The president", "rejected", ["the plan"]),
    ("The plan was rejected by the president.", "the president", "rejected", ["The plan"]),
    ("Norway is ready to host the meeting.", "Norway", "is ready", ["to host the meeting"]),
    ("The minister is sure that the talks will go on.", "The minister", "is sure", ["that the talks will go on"]),
    ("The court threw out Berg's claim that she was ill.", "Berg", "claim", ["that she was ill"]),
    (
        "European states declare their readiness to send troops.",
        "European states",
        "declare",
        ["their readiness to send troops"],
    ),
]


@pytest.mark.parametrize(("text", "mention", "cue", "pieces"), ONE)
def test_one_attribution(text, mention, cue, pieces):
    assert [row[:3] for row in read(text)] == [(mention, cue, pieces)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The minister said he was not against it, but made it clear that no soldiers would go.",
            ["he was not against it", "that no soldiers would go"],
        ),
        (
            "The minister said that the promise was firm and called for a truce.",
            ["that the promise was firm", "a truce"],
        ),
        (
            "The president ruled out sending soldiers, but said the air force might help.",
            ["sending soldiers", "the air force might help"],
        ),
        (
            "Norway proposed, and Sweden supported, the idea of a joint fleet.",
            ["the idea of a joint fleet", "the idea of a joint fleet"],
        ),
        ("“I agree,” she said, adding that the talks would go on.", ["“I agree,”", "that the talks would go on"]),
    ],
)
def test_every_conjunct_has_its_share(text, contents):
    assert [piece for row in read(text) for piece in row[2]] == contents


def test_what_goes_on_after_but_is_still_said():
    ((_, _, pieces, _),) = read("The minister said that the offer stood, but the allies would have to wait.")
    assert pieces == ["that the offer stood, but the allies would have to wait"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway has not promised to send soldiers.",
        "The minister never said that the talks would go on.",
        "The country is no longer ready to host the meeting.",
        "The minister refused to confirm the plan.",
        "It was not possible to get Norway to agree to the plan.",
        "The embassy did not rule out an invitation.",
    ],
)
def test_a_negated_cue_is_marked(text):
    rows = read(text)
    assert rows
    assert any(row[3] for row in rows) or rows[0][1] == "refused"


@pytest.mark.parametrize(
    "text",
    [
        "Who said that the talks would go on?",
        "Did the minister say that the talks would go on?",
        "If Norway decides to send soldiers, it will be told.",
        # What is somebody's to do or to say is not done or said.
        "It would be hard for Norway to reject the offer.",
        "Norway may reject the offer.",
        "The league would do well to start soon, stressing the danger.",
        "The gap between what the minister says the tax would bring and what it brings grew.",
        "The road runs along the river and over the bridge.",
    ],
)
def test_questions_conditions_and_plain_prose_state_nothing(text):
    assert read(text) == []


def test_only_the_outermost_counts():
    ((mention, *_),) = read("The Post reported that the minister had said that the talks would go on.")
    assert mention == "The Post"


def test_a_statement_inside_of_a_quotation_belongs_to_the_quotation():
    ((mention, *_),) = read("“My friend the minister told me that the talks will go on,” the envoy said.")
    assert mention == "the envoy"


@pytest.mark.parametrize("text", TABLE)
def test_the_table(text):
    doc, quotes = next(iter(parse([plain_marks(text)]))), find_quotes(text)
    assert [
        (
            text[slice(*a.mention)],
            text[slice(*a.cue)],
            "not " * a.negated + a.structure,
            " | ".join(text[slice(*piece)] for piece in a.pieces),
        )
        for a in find_attributions(doc, quotes, CUES)
    ] == TABLE[text]


def test_what_somebody_else_said_meanwhile_is_that_ones():
    assert [
        (who, pieces)
        for who, _, pieces, _ in read("Ada Marlow said talks go on, while Tom Hale warned that time is short.")
    ] == [
        ("Ada Marlow", ["talks go on"]),
        ("Tom Hale", ["that time is short"]),
    ]
