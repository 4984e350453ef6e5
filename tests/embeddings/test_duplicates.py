import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from embeddings.duplicates import Seen, same_words, share_words, twins
from embeddings.postings import Postings


def repeats(*texts: str) -> dict[int, list[int]]:
    postings = Postings.of([frozenset(text) for text in texts], np.full(len(texts), -1))

    def same(some: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
        lengths = postings.lengths
        return share_words(postings.shared(some, others), lengths[some], lengths[others])

    return twins(same, len(texts), len(texts), len(texts))


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


@given(st.data(), st.integers(0, 12), st.integers(1, 14), st.integers(1, 14))
def test_sentences_are_told_once_however_many_are_looked_at_together(data, size, wanted, block):
    alike = data.draw(st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12))))
    same = np.array(
        [[one == other or {(one, other), (other, one)} & alike != set() for other in range(13)] for one in range(13)]
    )
    found = twins(lambda some, others: same[np.ix_(some, others)], size, wanted, block)
    kept: dict[int, list[int]] = {}
    for place in range(size):
        if place % block == 0 and len(kept) >= wanted:
            break
        twin = next((other for other in kept if same[other, place]), None)
        kept.setdefault(place, []) if twin is None else kept[twin].append(place)
    assert found == kept


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
