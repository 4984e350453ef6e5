from pathlib import Path

import pytest

from embeddings.clean import clean
from embeddings.excerpts import excerpt_span
from embeddings.text import text_of

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
