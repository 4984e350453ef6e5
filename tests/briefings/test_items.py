"""What an edition tells, in which order, and in which words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.briefings.compose import compose
from bot.briefings.edition import Item, Quote
from bot.briefings.items import choose
from bot.briefings.wording import headline, told, words_of
from bot.record.schedules import Scope
from tests.briefings.test_compose import ALL, DAY, NOW, THEN, Book

HOUR = timedelta(hours=1)
LATE = NOW - HOUR


def kinds(briefing):
    return [item.kind for item in briefing.items]


def titles(briefing, view):
    return [one.title for one in told(briefing.items, view)]


def everything():
    """A day on which somebody moved, two are newly opposed, one speaks first, and two outlets report the same."""
    book = Book().says("norway", "dam", "supports", "Oslo will build the dam.", published="2026-10-01")
    book.says("sweden", "pipe", "supports", "Stockholm wants the pipe.", published="2026-10-01")
    book.says("denmark", "road", "supports", "Copenhagen wants the road.", published="2026-10-01")
    book.says("norway", "road", "supports", "Oslo wants the road.", published="2026-10-01")
    book.says("norway", "dam", "opposes", "Oslo rules out the dam.", at=LATE, published="2026-11-21")
    book.says("finland", "pipe", "opposes", "Helsinki rejects the pipe.", at=LATE, published="2026-11-21")
    book.says("iceland", "road", "supports", "Reykjavik wants the road.", at=LATE, published="2026-11-21")
    book.says("denmark", "road", "supports", "Copenhagen will pay for the road.", at=LATE, published="2026-11-21")
    book.says(
        *("denmark", "road", "supports", "Copenhagen finds money for a road to Malmö."),
        **{"at": LATE, "published": "2026-11-21", "outlet": "Mirror"},
    )
    book.says("norway", "road", "supports", "Oslo still needs the road to Bergen.", at=LATE, published="2026-11-21")
    return book


def test_items_come_in_the_order_of_what_makes_them_news():
    book = everything()
    briefing = compose(book.view(), DAY)
    assert kinds(briefing) == ["moved", "opposed", "first", "reported"]  # of one issue two at most
    assert titles(briefing, book.view()) == [
        "Moved: Norway against Dam (for in Herald, 1 Oct 2026)",
        "Opposed on Pipe: Finland against, Sweden for",
        "First position: Iceland for Road",
        "2 outlets: Denmark for Road",
    ]
    assert headline(briefing) == "1 moved, newly opposed on 1 issue, 6 articles from 2 known outlets since yesterday."
    of_one = compose(book.view(), DAY, Scope(actors=("norway",)))
    assert kinds(of_one) == ["moved", "other"]


def test_the_order_is_that_of_importance_and_not_of_names():
    book = Book()
    for number in range(4):
        book.says("zambia", f"issue{number}", "unclear", "Lusaka spoke.", article=f"z{number}")
    book.says("albania", "dam", "opposes", "Tirana rejects the dam.", at=LATE)
    book.says("zambia", "pipe", "opposes", "Lusaka rejects the pipe.", at=LATE)
    found = [item.rows[0].position.actor for item in compose(book.view(), DAY).items]
    assert found == ["zambia", "albania"]


def test_a_sentence_that_dangles_gives_way_to_another_of_the_same_position():
    book = Book().says("norway", "dam", "opposes", "It rejects the dam, which would drown two valleys.")
    book.says("norway", "dam", "opposes", "Oslo rejects the dam.", speaker_kind="institution")
    (item,) = compose(book.view(), ALL).items
    assert item.quotes[0].text == "Oslo rejects the dam."


def test_or_it_is_shown_with_the_sentence_before_it():
    book = Book().says("norway", "dam", "opposes", "It rejects the dam.")
    (article,), (position,) = book.articles, book.positions
    raw = "Heading\nOslo spoke on Monday. It rejects the dam.\n"
    start = raw.index("It rejects")
    book.articles = [replace(article, raw=raw, content_hash=raw)]
    book.positions = [replace(position, start=start, end=start + len(position.text))]
    (item,) = compose(book.view(), ALL).items
    assert item.quotes[0].text == "Oslo spoke on Monday. It rejects the dam."
    assert item.rows[0].position.text == "It rejects the dam."
    book.articles = [replace(article, raw=raw.replace("Oslo spoke", "They spoke"), content_hash="b")]
    assert compose(book.view(), ALL).items == ()


def test_a_sentence_that_both_sides_need_is_told_once():
    book = Book().says("norway", "dam", "opposes", "Oslo rejects the dam.")
    book.says("sweden", "dam", "supports", "It wants the dam, on the other hand.")
    raw = "Heading\nOslo rejects the dam. It wants the dam, on the other hand.\n"
    first, second = book.positions
    words = "Oslo rejects the dam.", "It wants the dam, on the other hand."
    book.articles = [replace(book.articles[0], raw=raw, content_hash=raw)]
    book.positions = [
        replace(one, article=book.articles[0].id, text=text, start=raw.index(text), end=raw.index(text) + len(text))
        for one, text in zip((first, second), words, strict=True)
    ]
    (item,) = compose(book.view(), ALL).items
    assert tuple(quote.text for quote in item.quotes) == words


@pytest.mark.parametrize(
    "told_in",
    [
        {"words": "Oslo rejects the dam"},  # no whole sentence
        {"words": "Oslo rejects the dam, " + "and the dam, " * 30 + "and the dam."},
        {"words": "Oslo rejects the dam.", "stance": "unclear"},
        {"words": "Oslo rejects the dam.", "evidence": ()},
        {"words": "Oslo rejects the dam.", "actor": "unattributed"},
        {"words": "Oslo rejects the dam.", "speaker": "a draft statement"},
        {"words": "In 2019, Oslo rejected the dam.", "cue": "rejected", "published": "2026-11-21"},
    ],
)
def test_what_is_unclear_dangles_or_is_past_is_no_item(told_in):
    facts = {"actor": "norway", "issue": "dam", "stance": "opposes"} | told_in
    book = Book().says(facts.pop("actor"), facts.pop("issue"), facts.pop("stance"), facts.pop("words"), **facts)
    assert compose(book.view(), ALL).items == ()


def test_words_that_do_not_name_their_issue_are_no_item():
    book = Book().says("norway", "dam", "opposes", "Oslo rejects the plan.")
    view = replace(book.view(), names_issue=lambda issue, words: issue in words)
    assert compose(view, ALL).items == ()


def test_the_newest_wins_and_an_old_article_read_late_tells_nothing_of_today():
    book = Book().says("norway", "dam", "opposes", "Oslo rejects the dam.", published="2026-11-01")
    book.says("norway", "dam", "supports", "Oslo wants the dam.", at=LATE, published="2024-01-05")
    briefing = compose(book.view(), DAY)
    assert briefing.items == () and briefing.changes == ()
    (standing,) = briefing.standing
    assert standing.stance == "opposes"
    assert [row.position.text for row in briefing.older] == ["Oslo wants the dam."]


def test_who_took_both_sides_on_one_day_is_told_with_neither():
    book = Book().says("norway", "dam", "opposes", "Oslo rejects the dam.", published="2026-11-20")
    book.says("norway", "dam", "supports", "Oslo wants the dam.", published="2026-11-20")
    assert compose(book.view(), ALL).items == ()


def test_labels_of_an_outlet_stand_once_an_edition():
    book = Book().says("norway", "dam", "opposes", "Oslo rejects the dam.", translated=True)
    book.says("sweden", "pipe", "supports", "Stockholm wants the pipe.", translated=True)
    view = replace(book.view(), alignments={"Herald": "state-funded"})
    citations = [e.citation for one in told(compose(view, ALL).items, view) for e in one.excerpts]
    assert citations == [
        "Speaker of norway · Herald, date unknown · state-funded · machine-translated",
        "Speaker of sweden · Herald, date unknown",
    ]


def test_an_edition_holds_five_items_at_most_and_as_many_as_fit():
    book = Book()
    for number in range(9):
        book.says(f"actor{number}", f"issue{number}", "opposes", f"Capital {number} rejects the dam.")
    view = book.view()
    assert len(compose(view, ALL).items) == 5
    short = compose(view, ALL, budget=70)
    assert 1 <= len(short.items) < 5 and words_of(short.items, view) <= 70


def test_what_does_not_fit_leaves_its_place_to_what_does():
    book = Book().says("norway", "dam", "opposes", "Oslo rejects the dam.")
    ((row,),) = book.rows()
    quote = Quote(row, row.position.start, row.position.end)
    moved, other = Item("moved", (quote,), 4.5), Item("other", (quote,), 0.5)
    assert choose([other, moved], bool) == (moved,)  # told once
    assert choose([other, moved], lambda items: moved not in items) == (other,)
    assert choose([replace(moved, older=True), other], bool) == (other,)


@pytest.mark.parametrize(
    ("since", "words"),
    [(NOW - HOUR, "since 09:00"), (THEN, "since yesterday"), (NOW - 5 * (NOW - THEN), "since 16 Nov")],
)
def test_a_quiet_day_is_one_line(since, words):
    briefing = compose(Book().view(), replace(DAY, since=since))
    assert headline(briefing) == f"Nothing new {words}." and briefing.items == ()


def test_an_article_without_positions_is_counted_on_a_quiet_day():
    book = Book().says("norway", "other", "unclear", "Oslo is rainy.", at=LATE)
    assert headline(compose(book.view(), DAY)) == "Nothing new in 1 article from 1 known outlet since yesterday."
