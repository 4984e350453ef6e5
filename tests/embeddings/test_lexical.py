import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.lexical import Analyzer, Bm25
from embeddings.postings import Postings
from embeddings.synonyms import Synonyms

ANALYZER = Analyzer(Synonyms({"Kiev": "Kyiv", "the Kremlin": "Russia"}))
TEXTS = [
    "The council closed the ferry terminal.",
    "Ferries and terminals, terminals and ferries.",
    "Nobody in Kyiv was asked about the council.",
    "The Kremlin waited for a long time until everybody had gone home and the lights were out in the terminal.",
]
ROWS = [frozenset(ANALYZER.stems(text)) for text in TEXTS]


def test_stems() -> None:
    assert ANALYZER.stems("What did the ministers say about Kiev’s closed terminals?") == [
        "minist", "kyiv", "close", "termin",
    ]  # fmt: skip
    assert ANALYZER.stems("What is it?") == []


def test_words_are_read_alike_however_often_they_were_met() -> None:
    fresh, met = Analyzer(Synonyms({"the Kremlin": "Russia", "US": "United States"})), ANALYZER
    for text in ("the Kremlin and THE KREMLIN", "What the US wants of us", "They and the terminals"):
        assert fresh.stems(text) == fresh.stems(text)
        assert met.stems(text) == met.stems(text)
    assert fresh.stems("What the US wants of us, the Kremlin knows") == ["united_states", "want", "russia", "know"]


def test_bm25_prefers_the_text_that_is_about_it() -> None:
    bm25 = Bm25([ANALYZER.stems(text) for text in TEXTS])
    scores = bm25.scores(ANALYZER.stems("terminals"))
    assert scores.shape == (4,)
    assert list(np.argsort(-scores))[:2] == [1, 0]
    assert scores[2] == 0
    assert not bm25.scores(["nothing"]).any()
    assert Bm25([]).scores(["a"]).shape == (0,)
    assert Bm25([[]]).scores(["a"]).shape == (1,)


def test_coverage_is_the_share_of_weight() -> None:
    postings = Postings.of(ROWS, np.full(4, -1))
    asked = set(ANALYZER.stems("ferry terminal in Kyiv"))
    assert postings.idf("kyiv") > postings.idf("termin")
    assert postings.idf("nothing") == postings.idf("kyiv")
    covered = postings.coverage(asked)
    for row, stems in enumerate(ROWS):
        share = sum(map(postings.idf, asked & stems)) / sum(map(postings.idf, asked))
        assert covered[row] == pytest.approx(share, abs=1e-6)
    assert not postings.coverage([]).any()
    assert Postings.of([], np.zeros(0, dtype=np.int64)).coverage(["a"]).shape == (0,)


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh")), min_size=1, max_size=9), st.data())
def test_what_rows_have_in_common(rows: list[frozenset[str]], data: st.DataObject) -> None:
    postings = Postings.of(rows, np.arange(-1, len(rows) - 1))
    some, others = (data.draw(st.lists(st.integers(0, len(rows) - 1))) for _ in range(2))
    shared = postings.shared(np.array(some, dtype=np.int64), np.array(others, dtype=np.int64))
    assert shared.shape == (len(some), len(others))
    assert shared.tolist() == [[len(rows[one] & rows[other]) for other in others] for one in some]


def test_words_of_the_sentence_before_count_half() -> None:
    rows = [frozenset({"a", "b"}), frozenset({"b", "c"})]
    covered = Postings.of(rows, np.array([-1, 0])).coverage(["a"])
    assert list(covered) == [1, 0.5]
    assert list(Postings.of(rows, np.array([-1, 0])).coverage(["b"])) == [1, 1]


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), min_size=1), st.sets(st.sampled_from("abcxyz")))
def test_coverage_is_a_share(rows: list[frozenset[str]], asked: set[str]) -> None:
    before = np.arange(-1, len(rows) - 1)
    covered = Postings.of(rows, before).coverage(asked)
    assert covered.shape == (len(rows),)
    assert (covered >= 0).all() and (covered <= 1 + 1e-5).all()


@given(st.lists(st.sampled_from(["US", "us", "Moscow", "the", "Kremlin", "ships", "8,000", "élan", "qzx"])))
def test_words_of_questions_are_read_alike_and_not_remembered(spelled):
    analyzer = Analyzer(Synonyms({"the Kremlin": "Russia", "US": "America"}))
    analyzer.stems("the ships of Moscow")
    held = set(analyzer._known)
    found = analyzer.stems(" ".join(spelled), remember=False)
    # But for the names that stand for others, which are as many as are configured.
    assert set(analyzer._known) - held <= {"america", "russia"}
    assert analyzer.stems(" ".join(spelled)) == found
