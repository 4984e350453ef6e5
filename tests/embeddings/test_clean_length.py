"""Texts of a size and shape that nobody writes by hand: cleaned in a time that grows with them, and wholly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.clean import clean
from embeddings.sentences import _Inside

LENGTH = 300_000
"""Characters. What is quadratic takes minutes for them."""

PROSE = "It was a long sentence about something that nobody has ever heard of, the minister said. "
SHAPES = {
    "prose": PROSE,
    "small letters": PROSE.lower(),
    "quotations": "“We will send forty observers in May,” he said. ",
    "never closed": "Some words “ opened here and more words follow. ",
    "nested": "“ a “x” and ",
    "led by a dash, closed": "— We wait,” he said ” ",
    "resumed": "— We wait, — he said, — and go. ",
    "brackets": "( word. ",
    "abbreviations": "U.S. J. Smith Mr. Fox e.g. ",
    "exclamations": "he came and went!!!!!",
    "marks alone": "? ! ",
    "spaces": "\u3000 ",
    "capitals": "A",
    "no words": ".",
    "links": "He said. READ MORE: x ",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_one_endless_line_is_cleaned_wholly(shape):
    raw = "He came. " + (SHAPES[shape] * (LENGTH // len(SHAPES[shape]) + 1))[:LENGTH] + " And then he went."
    text = clean(raw)
    covered = "".join(raw[block.start : block.end] for block in text.blocks)
    assert "".join(covered.split()) == "".join(raw.split())


@pytest.mark.parametrize(
    "line",
    [
        "Related posts",
        "About the author",
        "About the author\nRelated posts",
        "a few words",
        "Anna Berg\nMay 3, 2024",
        "Read more\nHe",
    ],
)
def test_endless_lines_of_one_kind(line):
    raw = f"{PROSE * 20}\n" * 20 + f"{line}\n" * (LENGTH // len(line)) + f"{PROSE * 3}\nshort one.\n"
    assert clean(raw).blocks


def test_many_short_lines_before_a_wrapped_paragraph():
    # Each is tried as a heading of what follows: not by one call within the other.
    wrapped = "and these are words that go on for as long as a line that was broken would go\n" * 300
    text = clean("short words here\n" * 5_000 + wrapped + "to its end.\n")
    assert max(block.end for block in text.blocks) > 100_000


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (min(pair), max(pair))))


@given(spans, st.integers(-1, 31))
def test_one_look_up_says_what_looking_at_every_span_says(spans, position):
    assert _Inside(spans)(position) == any(low < position < high for low, high in spans)
