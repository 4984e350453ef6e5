"""Articles put to those that there are come to what all of them put together at once come to."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from embeddings.article_words import StoredPassage, words_of
from embeddings.between import Between, among
from embeddings.lexical import Analyzer
from embeddings.record_words import RecordWords

WORDS = ("ferry", "Ferry", "mayor", "Berg", "Zürich", "harbour", "gale", "the", "closed")
PARAGRAPH = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=1, max_size=3)
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=3)
ARTICLES = st.dictionaries(st.sampled_from("abcdefg"), TEXT, max_size=6)
COLUMNS = ("seqs", "articles", "is_sentence", "starts", "ends", "paragraphs", "before", "window")


def article_of(name, text, first):
    """The words of an article of some paragraphs of sentences, its passages numbered from ``first`` on."""
    raw, found = "", []
    for number, paragraph in enumerate(text, 1):
        begun = len(raw)
        for sentence in paragraph:
            start = len(raw)
            raw += " ".join(sentence) + " "
            found.append(("sentence", start, len(raw) - 1, number))
        found.append(("window", begun, len(raw) - 1, number))
        raw += "\n"
    return words_of(raw, [StoredPassage(first + at, name, *span) for at, span in enumerate(found)], Analyzer())


def numbered(articles):
    """The words of articles, numbered in the order in which they came, not in that of their names."""
    found, first = {}, 1
    for name, text in articles.items():
        found[name] = article_of(name, text, first)
        first += len(found[name].seqs)
    return found


def told(words):
    """Everything that is asked of the words of a record."""
    stems = sorted({stem for row in range(len(words)) for stem in words.postings.stems(row, row + 1)})
    rows = np.arange(len(words))
    return (
        list(words.names),
        {column: getattr(words, column).tolist() for column in COLUMNS},
        [words.postings.stems(row, row + 1) for row in range(len(words))],
        {stem: (words.postings.idf(stem), words.postings.coverage([stem]).tolist()) for stem in stems},
        words.postings.coverage(stems).tolist(),
        words.postings.shared(rows, rows).tolist(),
        words.postings.lengths.tolist(),
        words.postings.size,
        [words.postings.known(word) for word in ("ferri", "mayor", "zurich", "nothing")],
        words.rows(np.arange(-1, 99)).tolist(),
        {name: words.sentences_of(name) for name in "abcdefg"},
        dict(words.spelled),
        dict(words.initials),
        dict(words.capitals),
        dict(words.lowers),
    )


@given(ARTICLES, st.data())
def test_what_is_put_to_a_record_stands_as_if_it_had_always_been_there(articles, data):
    counted = numbered(articles)
    numbers = sorted(int(seq) for words in counted.values() for seq in words.seqs)
    held = np.array([seq for seq in numbers if data.draw(st.booleans()) or seq % 3], dtype=np.int64)
    grown = RecordWords.of({}, held)
    left = data.draw(st.permutations(sorted(counted)))
    while left:
        number = data.draw(st.integers(1, len(left)))
        grown = grown.grown(RecordWords.of({name: counted[name] for name in left[:number]}, held))
        left = left[number:]
    assert told(grown) == told(RecordWords.of(counted, held))


@given(ARTICLES, ARTICLES)
def test_a_record_that_grows_leaves_the_former_one_as_it_was(articles, others):
    former = RecordWords.of(numbered(articles), np.arange(1, 99))
    before = told(former)
    more = {name: text for name, text in others.items() if name not in articles}
    former.grown(RecordWords.of(numbered(more), np.arange(1, 99)))
    assert told(former) == before


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_rows_between_rows(some, others):
    former, more = (np.array(sorted(own), dtype=np.int64) for own in (some, others - some))
    between = Between.by(former, more)
    assert between.put(former, more).tolist() == sorted(some | others)
    # Each row but the first names the one before it of its own kind.
    back = between.put_rows(np.arange(-1, len(former) - 1), np.arange(-1, len(more) - 1))
    for own, places in ((former, between.former), (more, between.more)):
        assert back[places].tolist() == ([-1, *places[:-1].tolist()] if len(own) else [])
    assert former[among(former, more)].tolist() == []
    assert among(np.array(sorted(others), dtype=np.int64), former).tolist() == [one in some for one in sorted(others)]
