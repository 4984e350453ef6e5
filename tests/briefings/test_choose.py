"""Extractive choice: central, short, not twice the same."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.briefings.choose import SAME, SAMPLE, Candidate, Likeness, centrality, choose

TEXTS = [
    "Foreign troops in Ukraine are unacceptable to Russia.",
    "Russia says foreign troops in Ukraine are unacceptable.",
    "Russia calls foreign troops in Ukraine a direct threat.",
    "The summit may take place in Budapest next month.",
]


def test_the_text_that_resembles_the_others_is_the_most_central():
    scores = centrality(Likeness(TEXTS).among(range(4)))
    assert int(np.argmin(scores)) == 3
    assert scores.max() == 1.0


def test_centrality_of_nothing_and_of_one():
    assert centrality(np.zeros((0, 0))).shape == (0,)
    assert centrality(np.eye(1)).tolist() == [1.0]


def test_texts_of_stop_words_resemble_only_themselves():
    assert Likeness(["of the", "and"]).among([0, 1]).tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_likeness_of_two_is_part_of_likeness_among():
    likeness = Likeness(TEXTS)
    whole = likeness.among([0, 1, 2, 3])
    assert np.allclose(whole, [[1.0 if a == b else likeness.of(a, b) for b in range(4)] for a in range(4)])


def test_likeness_is_the_cosine_of_tf_idf_vectors():
    vectors = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), stop_words="english").fit_transform(TEXTS)
    assert np.allclose(Likeness(TEXTS).among(range(4)), (vectors @ vectors.T).toarray())


def test_of_many_texts_a_sample_tells_which_words_are_rare():
    texts = [f"word{number % 7} among others {number}" for number in range(2 * SAMPLE)]
    likeness = Likeness(texts)
    assert likeness.of(0, 7) > likeness.of(0, 8) == 0


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(1, 60), st.sampled_from("abc")), max_size=14),
    st.integers(0, 150),
    st.randoms(use_true_random=False),
)
def test_the_choice_keeps_its_budget_its_caps_and_never_repeats(items, budget, random):
    candidates = [Candidate(relevance, words, (group,)) for relevance, words, group in items]
    size = len(items)
    cosines = np.eye(size)
    for a in range(size):
        for b in range(a):
            cosines[a, b] = cosines[b, a] = random.random()
    chosen = choose(candidates, cosines, budget, lambda _: 2)
    assert len(set(chosen)) == len(chosen)
    assert sum(candidates[place].words for place in chosen) <= budget
    assert all(cosines[a, b] < SAME for n, a in enumerate(chosen) for b in chosen[:n])
    assert all(sum(candidates[p].groups == (group,) for p in chosen) <= 2 for group in "abc")
    left = budget - sum(candidates[place].words for place in chosen)
    for place in set(range(size)) - set(chosen):
        full = sum(candidates[p].groups == candidates[place].groups for p in chosen) >= 2
        alike = any(cosines[place, other] >= SAME for other in chosen)
        assert full or alike or candidates[place].words > left
