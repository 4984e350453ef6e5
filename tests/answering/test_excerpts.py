import pytest

from bot.answering.answer import excerpt_of
from bot.answering.excerpts import ExcerptMaker
from bot.record.article import Article
from embeddings.clean import clean

RAW = """The council of Lund met in the harbour on Monday, and the quota was on the table.

It was agreed by nine votes, said the mayor, who had asked for it in spring.

Norden wants another one, and has written so to the council, its envoy said.
"""
LONGEST = 200
ARTICLE = Article("a", RAW, "h", "2026-01-01T00:00:00+00:00")


def joined(*excerpts):
    text = clean(RAW)

    def nobody(*_span):
        return None, None

    make = ExcerptMaker(
        lambda _id: ARTICLE, lambda _id: text, nobody, lambda _outlet: None, lambda *_span: (), LONGEST
    )
    return make.joined(excerpts)


def of(words, **known):
    start = RAW.index(words)
    return excerpt_of(ARTICLE, (start, RAW.index("\n", start)), 1, None, **known)


COUNCIL, VOTES, NORDEN = map(of, ("The council", "It was agreed", "Norden wants"))


@pytest.mark.parametrize("better", [COUNCIL, VOTES])
def test_excerpts_that_follow_one_another_are_one(better):
    other = VOTES if better is COUNCIL else COUNCIL
    (one,) = joined(better, other)
    assert one.text == RAW[one.start : one.end] == f"{COUNCIL.text}\n\n{VOTES.text}"
    assert one.focus == better.focus


def test_what_does_not_fit_or_stands_apart_is_its_own():
    one, other = joined(COUNCIL, VOTES, NORDEN)
    assert len(one.text) <= LONGEST and other == NORDEN
    assert joined(COUNCIL, NORDEN) == [COUNCIL, NORDEN]


@pytest.mark.parametrize("known", [{"role": "other-side"}, {"speaker": "Bo Ek"}])
def test_other_words_and_other_roles_keep_their_place(known):
    votes = of("It was agreed", **known)
    assert joined(COUNCIL, votes) == [COUNCIL, votes]
