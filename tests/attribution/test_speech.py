"""Speech that goes over paragraphs, and who goes on speaking."""

import pytest

from bot.attribution.reader import StatementReader
from bot.grammar.parser import parse
from bot.grammar.quotes import find_quotes, plain_marks
from embeddings.clean import clean

READER = StatementReader()
PADDING = "The meeting in the old town hall went on until late in the evening, and a crowd had gathered outside."


def said(*paragraphs):
    raw = "\n\n".join([*paragraphs, PADDING])
    found = READER.read(clean(raw), "article", facts=False).statements
    return [(s.speaker, " ".join(raw[a:b] for a, b in s.spans)) for s in found]


@pytest.mark.parametrize(
    ("paragraphs", "speaker", "words"),
    [
        # He who spoke last goes on, not who was spoken of.
        (
            ["Peter Holm said that Carl Dahl had been warned. The quota, he said, would be cut."],
            "Peter Holm",
            "The quota would be cut",
        ),
        (
            ["Anna Berg said that Carl Dahl had been warned. She said the quota would be cut."],
            "Anna Berg",
            "the quota would be cut",
        ),
        (
            ["“I do not know,” said one official, who asked not to be named. He called for a vote."],
            "one official",
            "a vote",
        ),
        (
            ["The minister was quoted by the Coast Post as saying that he would stay."],
            "The minister",
            "that he would stay",
        ),
        (
            ["“We will not leave this port before the spring,” the report said, quoting a sailor."],
            "a sailor",
            "“We will not leave this port before the spring,”",
        ),
        # Neither the agency of a picture nor the place of the report speaks on.
        (
            [
                "Minister Peter Holm said the quota was high.",
                "Ships lie at the pier. (NN Photo)",
                "He called for a vote.",
            ],
            "Peter Holm",
            "a vote",
        ),
        (
            ["OSLO, March 3 (NTB) — Peter Holm came home. He said the quota was high."],
            "Peter Holm",
            "the quota was high",
        ),
        # A quotation alone belongs to whoever spoke at the end of the paragraph before.
        (
            ["The fleet is too large, Peter Holm said.", "“There are no fish left, and everybody knows it.”"],
            "Peter Holm",
            "“There are no fish left, and everybody knows it.”",
        ),
        # Who heads a state or a body is named by it alone.
        (
            ["Norwegian Prime Minister Anna Berg came home. Norway’s prime minister called for a vote."],
            "Anna Berg",
            "a vote",
        ),
    ],
)
def test_who_goes_on(paragraphs, speaker, words):
    assert said(*paragraphs)[-1] == (speaker, words)


def test_a_thing_says_nothing_and_a_document_does():
    assert said("The attack highlighted fears that the port would close.") == []
    assert said("The report highlighted fears that the port would close.") != []
    assert said("The English version explicitly says “Memorandum on port assurances”.") == []
    assert said("The English version explicitly says that the port “will close”.") != []


def test_a_heading_names_its_speaker():
    first = "Port director Anna Berg was at the hall."
    assert said(first, "Anna Berg: Levy is fair") == [("Anna Berg", "Levy is fair")]
    assert said(first, "Kitchen Hacks: Levy is fair") == []


INTERVIEWS = [
    [
        "Carl Holm, an economist at Bergen University, was on the quay yesterday.",
        "What do you think of the new quota?",
        "“It is far too high. It will be cut.”",
        "Will the fleet shrink?",
        "“I am sure that it will.”",
    ],
    [
        "Carl Holm is an economist at Bergen University.",
        "– What do you think of the new quota?",
        "– It is far too high. It will be cut.",
        "– Will the fleet shrink?",
        "– I am sure that it will.",
    ],
    [
        "Carl Holm is an economist at Bergen University.",
        "Q: What do you think of the new quota?",
        "A: It is far too high. It will be cut.",
        "Q: Will the fleet shrink?",
        "A: I am sure that it will.",
    ],
]


@pytest.mark.parametrize("paragraphs", INTERVIEWS)
def test_answers_are_those_of_the_one_interviewed(paragraphs):
    found = [(name, words.strip("“”")) for name, words in said(*paragraphs)]
    assert found == [
        ("Carl Holm", "It is far too high. It will be cut."),
        ("Carl Holm", "I am sure that it will."),
    ]


def test_questions_of_an_article_make_no_interview():
    found = said(
        "Carl Holm is an economist at Bergen University.",
        "What is the quota?",
        "The quota is the weight of fish that a ship may land in a year.",
        "Who will pay?",
        "The owners of the ships will pay for it in the end.",
    )
    assert found == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The port is full.We see it.", ["The port is full.", "We see it."]),
        ('He denied it."We pay," she said.', ["He denied it.", '"We pay," she said.']),
        ("The U.S. and the E.U. agreed.", ["The U.S. and the E.U. agreed."]),
    ],
)
def test_glued_sentences_are_told_apart_and_nothing_moves(text, sentences):
    (doc,) = parse([text])
    assert doc.text == text
    assert [sentence.text for sentence in doc.sents] == sentences


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("OSLO, March 3 (NTB) — The port is full.", "The port is full."),
        ("OSLO − The port is full.", "The port is full."),
        ("Bergen (Reuters) - The port is full.", "The port is full."),
        ("The port is full. (NN Photo)", "The port is full."),
        ("The port is full [Anna Berg/AFP]", "The port is full"),
        ("The port is full (of ships).", "The port is full (of ships)."),
        ("NATO — an alliance — is full.", "NATO — an alliance — is full."),
    ],
)
def test_datelines_and_credits_are_blank(text, left):
    plain = plain_marks(text)
    assert len(plain) == len(text)
    assert plain.strip() == left


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("- We wait - Berg said.", ["We wait"]),
        ("It is so.- We wait here - the envoy added.", ["We wait here"]),
        ("– We wait – he said. – There is time.", ["We wait", "There is time."]),
        ("The port - once full - was closed.", []),
        ('They "wait".Berg left, "in peace".', ['"wait"', '"in peace"']),
    ],
)
def test_speech_between_dashes(text, quotes):
    assert [text[q.start : q.end] for q in find_quotes(text)] == quotes
