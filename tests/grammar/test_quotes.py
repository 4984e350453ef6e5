import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grammar.quotes import find_quotes, plain_marks

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
    ("``We wait,'' he said.", ["``We wait,''"]),
    ("''We wait'' and ''we pay'', he said.", ["''We wait''", "''we pay''"]),
    ("Berg said ‘wait’ and left.", []),
    ("He said 'we wait' and left.", ["'we wait'"]),
    ("He said ‘we wait’ and “we pay”.", ["“we pay”"]),
    ("“We wait,”“he said.", ["“We wait,”", "“he said."]),
    ("He called it “”.", []),
    ("“We wait", ["“We wait"]),
    ("“We wait —” he said.", ["“We wait —”"]),
    ("“We wait—", ["“We wait"]),
    ("«We wait» and „we pay”", ["«We wait»", "„we pay”"]),
    ("“‘We wait,’ he said,” she said.", ["“‘We wait,’ he said,”"]),
    ("He said (“we wait”) no.", ["“we wait”"]),
    ("- We wait.", ["We wait."]),
    ("- We wait - Berg said. - We pay - she said.", ["We wait", "We pay"]),
    ("- We wait - Berg said. Ada Marlow: - We pay.", ["We wait", "We pay."]),
    ("- We wait - said the old man from the long road that leads to town.", ["We wait"]),
    ("It is late: - We wait - Berg said.", ["We wait"]),
    ("Ships - We wait - Berg said.", []),
    ("- we wait - Berg said.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_of_a_paragraph(text, expected):
    assert [text[q.start : q.end].strip() for q in find_quotes(text)] == expected


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "They agreed - Norland, Velmark and Ostmar have signed it.",
            "They agreed ; Norland, Velmark and Ostmar have signed it.",
        ),
        ("They agreed - and left.", "They agreed - and left."),
        ("They split - at least now - Norland is against it.", "They split - at least now - Norland is against it."),
        ("The guild - Norland is against it - left.", "The guild - Norland is against it - left."),
        ("It rained. They split - Norland is against it.", "It rained. They split ; Norland is against it."),
        ("One line\nand another", "One line and another"),
        ("''We wait,'' he said.", ' "We wait,"  he said.'),
        ("He said ''we wait'' at last.", 'He said  "we wait"  at last.'),
        ("He said ``wait.``", 'He said  "wait." '),
        ("(''We wait'')", '( "We wait" )'),
        ("''", '" '),
    ],
)
def test_marks_as_the_parser_takes_them_best(text, plain):
    assert plain_marks(text) == plain


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("WARSAW, November 23 (Agency) — “We wait.”", "“We wait.”"),
        ("OSTMAR, Norland — The port is full.", "The port is full."),
        ("Ostmar (Agency) — The port is full.", "The port is full."),
        ("OSTMAR — the port is full.", "OSTMAR — the port is full."),
        ("Ostmar — The port is full.", "Ostmar — The port is full."),
        ("The port is full. (Photo: A. Name)", "The port is full."),
        ("The port is full. [Credit A. Name]", "The port is full."),
        ("The port is full. (A. Name / Getty Images)", "The port is full."),
        ("The port is full. (the photos are old)", "The port is full. (the photos are old)"),
        ("The port is full. (Reuters)", "The port is full. (Reuters)"),
    ],
)
def test_what_says_nothing_is_blank(text, left):
    assert plain_marks(text).split() == left.split()
    assert len(plain_marks(text)) == len(text)


@given(st.text(alphabet="ab '\"“”«»—,.\n", max_size=80))
def test_offsets_hold_and_quotations_do_not_overlap(text):
    assert len(plain_marks(text)) == len(text)
    quotes = find_quotes(text)
    ends = [0, *(q.end for q in quotes)]
    assert all(end <= q.start < q.end <= len(text) for end, q in zip(ends, quotes, strict=False))


@given(st.text(max_size=60))
def test_plain_marks_never_moves_an_offset(text):
    assert len(plain_marks(text)) == len(text)
