import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from embeddings.duplicates import Seen, same_words, twins
from embeddings.postings import Postings


def repeats(*texts: str) -> dict[int, list[int]]:
    postings = Postings.of([frozenset(text) for text in texts], np.full(len(texts), -1))
    rows = np.arange(len(texts))
    return twins(postings.shared(rows), postings.lengths, np.eye(len(texts), 8, dtype=np.float32))


def test_nearly_the_same_words_are_told_once() -> None:
    assert repeats("abcdef", "abcdeg") == {0: [1]}
    assert repeats("abcdef", "abcghi", "defxyz") == {0: [], 1: [], 2: []}


def test_short_sentences_are_measured_by_the_longer() -> None:
    assert repeats("ab", "abcdef") == {0: [], 1: []}
    assert repeats("abcd", "abcd") == {0: [1]}


def test_sentences_without_words_are_no_twins() -> None:
    assert repeats("", "a", "") == {0: [], 1: [], 2: []}


def test_a_twin_stands_behind_the_best_that_is_kept() -> None:
    """What repeats only a sentence that is not shown is shown itself."""
    assert repeats("abcdefghij", "cdefghijkl", "efghijklmn") == {0: [1], 2: []}


def test_nearly_the_same_vector_is_told_once() -> None:
    vectors = np.array([[1, 0], [0.98, 0.199], [0, 1]], dtype=np.float32)
    postings = Postings.of([frozenset("a"), frozenset("b"), frozenset("c")], np.full(3, -1))
    assert twins(postings.shared([0, 1, 2]), postings.lengths, vectors) == {0: [1], 2: []}


WORDS = st.lists(st.sampled_from(("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "the", "of")), max_size=9)


@given(st.lists(WORDS.map(" ".join), max_size=25), st.integers(0, 25))
def test_the_first_text_with_nearly_the_same_words_is_found_without_comparing_all(texts, announced):
    seen, kept = Seen(texts[:announced]), []
    for text in texts:
        first = next((number for number, other in enumerate(kept) if same_words(text, other)), None)
        assert seen.find(text) == first
        assert seen.find_or_add(text) == first
        if first is None:
            kept.append(text)
