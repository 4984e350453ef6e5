import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.clean import clean
from embeddings.sketch import FEW_RUNS, FEW_WORDS, RUN, Sketch, repeated

A, B = ([f"{name}{number}" for number in range(300)] for name in "ab")


def share(one, other):
    return repeated(Sketch.of_words(one), Sketch.of_words(other))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (A, 1.0),
        (A[:180], 1.0),
        (B[:300] + A + B[:300], 1.0),
        (A[:120] + B[:80], 0.6),
        (B, 0.0),
        # A word in five changed: what stands between two changed words is still a run.
        ([word if number % 5 else "x" for number, word in enumerate(A)], 0.8),
        # A word in three changed: no run of three is left.
        ([word if number % 3 else "x" for number, word in enumerate(A)], 0.0),
        ([word.upper() for word in A], 1.0),
        ([], 0.0),
    ],
)
def test_how_much_of_one_text_stands_in_the_other(other, expected):
    assert share(A, other) == share(other, A) == pytest.approx(expected, abs=0.01)


def test_a_short_text_is_in_a_long_one_by_chance():
    assert share(A[: FEW_WORDS - 1], A) == pytest.approx((FEW_WORDS - 1) / len(A))
    assert share(A[:FEW_WORDS], A) == 1.0
    assert share(A[:10], A[:10]) == 1.0


def test_headings_and_furniture_do_not_count():
    prose = "The minister said on Monday that no observers would be sent to the island before the summer ends."
    plain, headed = (Sketch.of(clean(raw)) for raw in (prose, f"A headline of the day\n\n{prose}\n\nRead more\n"))
    assert plain.words == 18 and repeated(plain, headed) == 1.0 and headed.words == plain.words


@given(st.lists(st.sampled_from(["a", "b", "ß", "\ud800", "文"]), max_size=80), st.randoms())
def test_what_is_stored_is_what_was_made(words, random):
    sketch = Sketch.of_words(words)
    again = Sketch.from_bytes(sketch.stored)
    assert again.runs.tolist() == sketch.runs.tolist() and len(sketch.runs) == max(0, len(words) - RUN + 1)
    assert repeated(sketch, again) == (1.0 if len(words) >= RUN else 0.0)
    other = Sketch.of_words(random.sample(words, len(words)))
    assert 0.0 <= repeated(sketch, other) == repeated(other, sketch) <= 1.0


def test_the_sample_of_a_long_text_is_the_same_wherever_its_words_stand():
    long = [f"w{number}" for number in range(4 * FEW_RUNS)]
    sample, more = (set(Sketch.of_words(words).sample.tolist()) for words in (long, [*B, *long]))
    assert sample <= more and 0.08 < len(sample) / len(long) < 0.17
    short = Sketch.of_words(long[:100])
    assert len(short.sample) == len(short.distinct)
