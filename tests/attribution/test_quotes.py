import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.attribution.quotes import find_quotes, plain_marks

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


@given(st.text(alphabet="ab '\"“”«»—,.\n", max_size=80))
def test_offsets_hold_and_quotations_do_not_overlap(text):
    assert len(plain_marks(text)) == len(text)
    quotes = find_quotes(text)
    ends = [0, *(q.end for q in quotes)]
    assert all(end <= q.start < q.end <= len(text) for end, q in zip(ends, quotes, strict=False))


@given(st.text(max_size=60))
def test_plain_marks_never_moves_an_offset(text):
    assert len(plain_marks(text)) == len(text)
