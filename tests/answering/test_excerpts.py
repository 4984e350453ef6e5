import pytest

from bot.answering.answer import excerpt_of
from bot.answering.excerpts import SHORT, ExcerptMaker
from bot.record.article import Article
from embeddings.clean import clean

RAW = """The council of Lund met in the harbour on Monday, and the quota was on the table.

It was agreed by nine votes, said the mayor, who had asked for it in spring.

Norden wants another one, and has written so to the council, its envoy said.
"""
LONGEST = 200


def maker(raw=RAW):
    article, text = Article("a", raw, "h", "2026-01-01T00:00:00+00:00"), clean(raw)

    def nobody(*_span):
        return None, None

    return ExcerptMaker(
        lambda _id: article, lambda _id: text, nobody, lambda _outlet: None, lambda *_span: (), LONGEST
    ), article


def of(article, words, **known):
    start = article.raw.index(words)
    return excerpt_of(article, (start, article.raw.index("\n", start)), 1, None, **known)


def test_a_paragraph_of_one_line_is_read_on_into_the_next():
    make, article = maker()
    shown = make.read_on([of(article, "The council")])
    assert [one.text for one in shown] == [RAW[: RAW.index("\n\nNorden")]]
    assert shown[0].focus == (0, RAW.index("\n")) and len(shown[0].text) <= LONGEST


def test_what_is_read_on_is_not_shown_again():
    make, article = maker()
    council, votes, norden = (of(article, words) for words in ("The council", "It was agreed", "Norden wants"))
    # The second line is read on in the first excerpt, and the third would not fit there any more.
    assert [one.start for one in make.read_on([council, votes, norden])] == [council.start, norden.start]


@pytest.mark.parametrize("known", [{"role": "other-side"}, {"speaker": "Bo Ek"}])
def test_other_words_and_other_roles_keep_their_place(known):
    make, article = maker()
    council, votes = of(article, "The council"), of(article, "It was agreed", **known)
    assert [one.start for one in make.read_on([council, votes])] == [council.start, votes.start]
    # What was shown before is not said again by a later one.
    assert make.read_on([votes, council])[-1] == council


def test_a_long_paragraph_stands_alone_and_so_does_the_last():
    line = "Norden " + "and Lund " * (SHORT // 9) + "met.\n\nIt rained.\n"
    make, article = maker(line)
    long, last = of(article, "Norden"), of(article, "It rained")
    assert make.read_on([long, last]) == [long, last]


def test_furniture_between_two_paragraphs_is_not_shown():
    make, article = maker("Lund met Norden in the harbour. (c) Ada\nIt rained on both of them for days.\n")
    alone = excerpt_of(article, (0, article.raw.index(" (c)")), 1, None)
    assert make.read_on([alone]) == [alone]
