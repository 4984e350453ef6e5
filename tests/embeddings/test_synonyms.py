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
    assert Synonyms(MAP).apply(words(text)) == expected.split()


def test_a_circle_of_variants_ends() -> None:
    assert Synonyms({"a b": "c d", "c d": "a b"}).apply(["A", "B"])


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
def test_without_a_map_the_words_are_folded_and_kept(text: str) -> None:
    assert Synonyms().apply(words(text)) == [fold(word) for word in words(text)]
