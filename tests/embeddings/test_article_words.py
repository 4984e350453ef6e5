from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.article_words import ArticleWords, StoredPassage, words_of
from embeddings.duplicates import same_words
from embeddings.lexical import Analyzer
from embeddings.record_words import RecordWords

RAW = "The mayor closed the old ferry.\nAnna Berg, a ferry captain, refused. She left it."
SPANS = (("window", 0, 31, 1), ("sentence", 0, 31, 1), ("sentence", 32, 68, 2), ("sentence", 69, 81, 2))


def counted(article="a", first=1, raw=RAW):
    passages = [StoredPassage(first + n, article, *span) for n, span in enumerate(SPANS)]
    return words_of(raw, passages, Analyzer())


def test_the_words_of_an_article():
    words = counted()
    assert words.seqs.tolist() == [2, 3, 4, 1]
    assert words.sentence.tolist() == [1, 1, 1, 0]
    assert words.lengths.tolist()[-1] == 0 and sum(words.lengths) == len(words.held)
    spelled = dict(zip(words.spelled.split(), words.spelled_counts.tolist(), strict=True))
    assert spelled["ferry"] == 2 and spelled["the"] == spelled["The"] == 1
    cased = {
        word: (capital, lower)
        for word, capital, lower in zip(
            words.cased.split(), words.capitals.tolist(), words.lowers.tolist(), strict=True
        )
    }
    # "Anna" stands first in its sentence: its capital says nothing.
    assert cased["anna"] == (0, 0) and cased["berg"] == (1, 0) and cased["ferry"] == (0, 2)


@given(st.text(max_size=81))
def test_words_as_bytes_are_the_same_words(raw):
    words = counted(raw=raw)
    again = ArticleWords.from_bytes(words.to_bytes())
    for field in fields(ArticleWords):
        one, other = getattr(words, field.name), getattr(again, field.name)
        assert one == other if isinstance(one, str) else one.tolist() == other.tolist()


def test_the_words_of_a_record_are_those_of_its_articles():
    record = RecordWords.of({"b": counted("b", 11), "a": counted("a", 1)}, np.array([1, 2, 3, 4, 11, 12, 13, 14]))
    assert [record.passage(row).seq for row in range(len(record))] == [2, 3, 4, 1, 12, 13, 14, 11]
    assert record.passage(4) == StoredPassage(12, "b", "sentence", 0, 31, 1)
    assert record.rows(np.array([12, 5, 999])).tolist() == [4, -1, -1]
    assert record.sentences_of("b") == (4, 7) and record.sentences_of("c") == (0, 0)
    assert record.sentences_within("b", 32, 81) == (5, 7)
    assert record.before.tolist() == [-1, -1, 1, -1, -1, -1, 5, -1]
    assert record.window.tolist() == [3, -1, -1, -1, 7, -1, -1, -1]
    assert record.spelled["ferry"] == 4 and record.capitals["berg"] == 2 and record.lowers["ferry"] == 4
    assert record.postings.stems(4, 5) == frozenset(Analyzer().stems(RAW[:31]))


@pytest.mark.parametrize("gone", [1, 2, 3, 4])
def test_a_passage_that_the_index_does_not_hold_is_no_row(gone):
    held = np.array([seq for seq in (1, 2, 3, 4) if seq != gone])
    record = RecordWords.of({"a": counted()}, held)
    assert sorted(record.seqs.tolist()) == held.tolist()
    for row in range(len(record)):
        passage = record.passage(row)
        stems = Analyzer().stems(RAW[passage.start : passage.end]) if passage.kind == "sentence" else ()
        assert record.postings.stems(row, row + 1) == frozenset(stems)


def test_a_record_of_nothing():
    assert len(RecordWords.of({}, np.zeros(0, dtype=np.int64))) == 0


WORDS = st.lists(st.sampled_from(["ferry", "mayor", "captain", "harbour", "gale", "the"]), min_size=1, max_size=7)
SENTENCES = st.lists(WORDS.map(" ".join), min_size=1, max_size=3)


@given(st.lists(SENTENCES, min_size=2, max_size=4))
def test_who_says_it_again_are_those_with_nearly_the_same_words(articles):
    counted, first = {}, 1
    for name, sentences in zip("abcd", articles, strict=False):
        places = [sum(len(s) + 1 for s in sentences[:n]) for n in range(len(sentences))]
        held = [
            StoredPassage(first + n, name, "sentence", place, place + len(sentence), n)
            for n, (place, sentence) in enumerate(zip(places, sentences, strict=True))
        ]
        counted[name] = words_of("\n".join(sentences), held, Analyzer())
        first += len(sentences)
    record = RecordWords.of(counted, np.arange(1, first))
    said = articles[0][0]
    others = list(counted)[1:]
    telling = Analyzer().stems(said)
    expected = {
        name
        for name, sentences in zip(others, articles[1:], strict=True)
        if telling and any(Analyzer().stems(s) and same_words(said, s) for s in sentences)
    }
    assert record.saying("a", 0, len(said), others) == expected
    assert record.saying("a", 0, len(said), []) == set()
