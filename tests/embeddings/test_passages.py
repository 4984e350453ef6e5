import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.clean import clean
from embeddings.encoder import SentenceTransformerEncoder
from embeddings.passages import passage_vectors, passages, sentence_passages, window_passages

ONE = (
    "The harbour council voted on Tuesday to close the old ferry terminal. The vote was close, and two members left."
)
TWO = "Opponents said they would appeal. The operator warned that the crossing might stop altogether before summer."
LONG = " ".join(
    f"Sentence number {n} of this paragraph says a little more about the pier and its boats." for n in range(12)
)
ARTICLE = f"Ferry Terminal to Close\n{ONE}\n{TWO} Read more: Night trains\nWhat happens to the boats?\n{LONG}"


def test_a_sentence_is_embedded_after_the_one_before_it_in_its_paragraph() -> None:
    found = sentence_passages(clean(ARTICLE))
    assert found[0].context_text is None
    assert (found[1].embedded_text, found[1].context_text) == ("The vote was close, and two members left.", ONE)
    assert found[2].context_text is None
    assert [p.paragraph for p in found[:4]] == [2, 2, 3, 3]


def test_windows_join_short_paragraphs_and_stop_at_headings() -> None:
    text = clean(ARTICLE)
    found = window_passages(text)
    assert found[0].embedded_text == f"Ferry Terminal to Close. {ONE} {TWO}"
    assert found[1].embedded_text.startswith("What happens to the boats? Sentence number 0")
    assert all(len(p.embedded_text.split()) <= 125 for p in found)
    assert not any("Night trains" in p.embedded_text for p in passages(text))


def test_a_text_without_full_stops_is_cut_between_words() -> None:
    text = clean("word " * 500 + "end.")
    found = window_passages(text)
    assert len(found) == 6
    assert " ".join(p.embedded_text for p in found) == "word " * 500 + "end."


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([ONE, TWO, LONG, "A Heading Between Them", ""]), min_size=1, max_size=8))
def test_windows_hold_every_sentence_once_and_in_order(lines: list[str]) -> None:
    text = clean("\n".join(lines))
    starts = [sentence.start for sentence in text.sentences]
    windows = window_passages(text)
    held = [start for window in windows for start in starts if window.start <= start < window.end]
    assert held == starts


def test_vectors_are_unit_and_mix_the_sentence_with_its_context(encoder: SentenceTransformerEncoder) -> None:
    text = clean(ARTICLE)
    found = passages(text)
    vectors = passage_vectors(encoder, found)
    assert vectors.shape == (len(found), encoder.dimension) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = encoder.encode_passages([text.words(found[1].start, found[1].end)])[0]
    context = encoder.encode_passages([str(found[1].context_text)])[0]
    mixed = 0.7 * alone + 0.3 * context
    assert np.allclose(vectors[1], mixed / np.linalg.norm(mixed), atol=1e-5)
