import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.candidate import Candidate
from bot.answering.ordering import fullest_first, worth_of


def candidate(seq, score, article="a", start=None):
    start = 100 * seq if start is None else start
    return Candidate(article, start, start + 10, 1, "words", score, score, frozenset(), frozenset(), seq)


def alone(found):
    return found.start, found.end


def numbers(candidates):
    return [found.seq for found in candidates]


def test_what_is_like_the_leading_ones_is_worth_more():
    rows = np.array([[1, 0], [0, 1], [1, 0]], dtype=np.float32)
    worth = worth_of([candidate(0, 0.9), candidate(1, 0.5), candidate(2, 0.5)], 1, lambda seqs: rows[list(seqs)])
    assert worth[2] > worth[1] == 0.5


def test_nothing_behind_the_leading_ones_needs_no_vectors():
    assert worth_of([candidate(0, 0.9)], 3, lambda _seqs: 1 / 0) == {0: 0.9}


def test_an_excerpt_that_shows_more_of_what_was_found_goes_before_a_thin_one():
    thin, full, mate = candidate(1, 0.5), candidate(2, 0.48), candidate(3, 0.45, start=220)
    found = [candidate(0, 0.6), thin, full, mate]

    def shown(one):
        return (200, 230) if one.seq in (2, 3) else alone(one)

    worth = {one.seq: one.score for one in found}
    assert numbers(fullest_first(found, 1, worth, shown)) == [0, 2, 1, 3]
    # What an excerpt before it shows already makes none fuller.
    assert numbers(fullest_first([mate, thin, full], 1, worth, shown)) == [3, 1, 2]


def test_what_hardly_bears_on_the_question_makes_no_excerpt_fuller():
    found = [candidate(0, 0.6), candidate(1, 0.5), candidate(2, 0.48), candidate(3, 0.1, start=220)]
    worth = {one.seq: one.score for one in found}
    assert numbers(fullest_first(found, 1, worth, lambda one: (200, 230) if one.seq == 2 else alone(one)))[1] == 1


@given(
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from("ab"), st.integers(0, 50)), max_size=50), st.integers(0, 5)
)
def test_nothing_is_lost_and_the_first_stay(found, stay):
    candidates = [candidate(i, score, article, 10 * start) for i, (score, article, start) in enumerate(found)]
    worth = {one.seq: one.score for one in candidates}
    ordered = fullest_first(candidates, stay, worth, lambda one: (one.start - 30, one.end + 30))
    assert numbers(ordered[:stay]) == numbers(candidates[:stay])
    assert sorted(numbers(ordered)) == numbers(candidates)
