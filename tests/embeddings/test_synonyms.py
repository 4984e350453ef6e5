from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.synonyms import Synonyms, fold, words

MAP = {
    "Kiev": "Kyiv",
    "Zelenskyy": "Zelensky",
    "Zelenskiy": "Zelensky",
    "US": "United States",
    "USA": "United States",
    "the States": "United States",
    "Störe": "Store",
    "Peking": "Beijing",
    "Beijing": "China",
}


def applied(synonyms: Synonyms, spelled: list[str]) -> list[str]:
    """The folded words with every variant replaced by the name that it stands for."""
    folded = [fold(word) for word in spelled]
    for start, end, atom in reversed(synonyms.found(spelled)):
        folded[start:end] = [atom]
    return folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiev and Kyiv", "kyiv and kyiv"),
        ("KIEV", "kyiv"),
        ("kiev's", "kyiv s"),
        ("Kievan", "kievan"),
        ("Zelenskyy, Zelenskiy, Zelensky", "zelensky zelensky zelensky"),
        ("the U.S. and the US and the USA", "the united_states and the united_states and the united_states"),
        ("They told us.", "they told us"),
        ("the United States of America", "the united_states of america"),
        ("In the States they wait", "in united_states they wait"),
        ("united we stand", "united we stand"),
        ("Store or Störe", "store or store"),
        ("Peking", "china"),
    ],
)
def test_table(text: str, expected: str) -> None:
    assert applied(Synonyms(MAP), words(text)) == expected.split()


def test_a_circle_of_variants_is_one_name() -> None:
    circle = Synonyms({"a b": "c d", "c d": "e f", "e f": "c d", "g": "a b"})
    found = [circle.found(spelled) for spelled in (["A", "B"], ["C", "D"], ["E", "F"], ["G"])]
    assert {name for one in found for _, _, name in one} == {"c_d"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$8.35 billion, 50,000 men and 1.", ["$", "8.35", "billion", "50,000", "men", "and", "1"]),
        ("U.S. Treasury", ["US", "Treasury"]),
        ("cease-fire", ["cease", "fire"]),
        ("Ukraine’s", ["Ukraine", "s"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_fold() -> None:
    assert [fold(w) for w in ("50,000", "Støre", "ÉTÉ", "Łódź")] == ["50000", "store", "ete", "lodz"]


@given(st.text())
def test_without_a_map_nothing_is_found(text: str) -> None:
    assert Synonyms().found(words(text)) == []


WRITTEN = ["the", "The", "States", "united", "United", "US", "us", "Kiev", "Kyiv", "Peking", "and", "Store"]


@given(st.lists(st.sampled_from(WRITTEN)))
def test_what_is_found_is_what_is_applied(spelled: list[str]) -> None:
    synonyms = Synonyms(MAP)
    found = synonyms.found(spelled)
    assert found == synonyms.found(spelled, [at for at, word in enumerate(spelled) if synonyms.begins(fold(word))])
    assert all(before[1] <= after[0] for before, after in pairwise(found))
