"""Words as numbers: what a dictionary asked word by word would give."""

from hypothesis import given
from hypothesis import strategies as st

from embeddings import numbering
from embeddings.numbering import numbered

LETTERS = st.characters(codec="utf-8", exclude_characters="\0 ")
WORDS = st.one_of(st.sampled_from("abc"), st.text(LETTERS, min_size=1, max_size=12), st.text("ab", min_size=7))


def asked_one_by_one(texts):
    numbers = {}
    places = [numbers.setdefault(word, len(numbers)) for text in texts for word in text.split(" ") if word]
    return list(numbers), places


@given(st.lists(st.lists(WORDS, max_size=9).map(" ".join), max_size=9))
def test_words_have_the_number_of_their_first_like(texts):
    names, places = numbered(texts)
    assert (names, places.tolist()) == asked_one_by_one(texts)


def test_words_of_any_length_and_of_half_pairs():
    ends = ["", "a", "b", "\ud800", "…"]
    texts = [" ".join("x" * length + end for length in range(1, 70)) for end in ends]
    names, places = numbered([*texts, *texts])
    assert (names, places.tolist()) == asked_one_by_one([*texts, *texts])


def test_more_words_than_slots(monkeypatch):
    monkeypatch.setattr(numbering, "SLOTS", 4)
    texts = [" ".join(map(str, range(300))), "7 8 9 new"]
    names, places = numbered(texts)
    assert (names, places.tolist()) == asked_one_by_one(texts)
