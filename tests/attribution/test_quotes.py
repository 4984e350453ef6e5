import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.attribution.quotes import find_quotes, paragraph_quotes, plain_marks

CASES = [
    ('He said, "We will wait."', ['"We will wait."']),
    ("“We will wait,” he said. “Not for ever.”", ["“We will wait,”", "“Not for ever.”"]),
    ('— We will wait. They know it," the envoy said.', ['We will wait. They know it,"']),
    ('—We will wait," said the envoy. — And then we go.', ['We will wait,"', "And then we go."]),
    ('"We will wait for the other side,— said the envoy.', ['"We will wait for the other side,']),
    (
        '"Not under a certain "pact of friends," not here," she said.',
        ['"Not under a certain "pact of friends," not here,"'],
    ),
    ("''We will wait,'' he said.", ["''We will wait,''"]),
    ("«We will wait», he said.", ["«We will wait»"]),
    ("The minister said ‘we will wait’ and left.", ["‘we will wait’"]),
    ("It is the envoy's car, isn't it?", []),
    ("No words of anybody.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_of_a_paragraph(text, expected):
    assert [text[q.start : q.end].strip() for q in find_quotes(text)] == expected


def test_a_quotation_left_open_runs_on_into_the_next_paragraph():
    first, second = paragraph_quotes(["He said: “We wait.", "“And we hope.”"])
    assert not first[0].closed
    assert second[0].continues


def test_a_closed_quotation_does_not_run_on():
    _, second = paragraph_quotes(["He said: “We wait.”", "“And we hope,” she said."])
    assert not second[0].continues


@given(st.text(alphabet="ab '\"“”«»—,.\n", max_size=80))
def test_offsets_hold_and_quotations_do_not_overlap(text):
    assert len(plain_marks(text)) == len(text)
    quotes = find_quotes(text)
    ends = [0, *(q.end for q in quotes)]
    assert all(end <= q.start < q.end <= len(text) for end, q in zip(ends, quotes, strict=False))


@given(st.text(max_size=60))
def test_plain_marks_never_moves_an_offset(text):
    assert len(plain_marks(text)) == len(text)
