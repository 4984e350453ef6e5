from pathlib import Path

import pytest

from embeddings.clean import clean
from embeddings.excerpts import excerpt_span
from embeddings.text import Sentence, text_of

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_the_body_from_sentences_is_the_body_that_cleaning_found(path):
    raw = path.read_bytes().decode()
    cleaned = clean(raw)
    again = text_of(raw, cleaned.sentences)
    assert [(b.start, b.end, b.paragraph) for b in again.body] == [
        (b.start, b.end, b.paragraph) for b in cleaned.body
    ]
    for index in range(len(cleaned.sentences)):
        assert excerpt_span(again, index, 600) == excerpt_span(cleaned, index, 600)


def test_what_stands_between_two_sentences_of_a_paragraph_is_chrome():
    raw = "They met on Monday. Here is the link to our article on Cats. They parted on Tuesday.\n"
    cleaned = clean(raw)
    again = text_of(raw, cleaned.sentences)
    assert [block.kind for block in again.blocks] == ["body", "chrome", "body"]
    assert "Cats" in raw[again.blocks[1].start : again.blocks[1].end]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(0, 9, [0]), (8, 11, [0, 1]), (9, 10, []), (10, 11, [1]), (37, 38, []), (0, 44, [0, 1, 2]), (43, 99, [2])],
)
def test_the_sentences_that_a_span_touches(start, end, found):
    cuts = ((0, 9), (10, 37), (38, 44))
    text = text_of("One goes. Two said it went, and more. Three?", [Sentence(*cut, 1) for cut in cuts])
    assert [s.start for s in text.sentences_at(start, end)] == [cuts[i][0] for i in found]
