"""What says the same again is told once, in a small record and in a large one."""

from datetime import timedelta

from bot.briefings.compose import SAID_BEFORE, SAID_TWICE, compose
from bot.briefings.counts import Counts
from bot.briefings.repeats import COMPARED, most_telling, twice_told
from bot.briefings.told import place_of
from tests.briefings.test_compose import ALL, DAY, NOW, Book


def numbered(number):
    return f"Oslo rejects the dam of valley{number} and river{number} near town{number}."


def test_the_same_words_go_everywhere_and_nearly_the_same_among_those_that_matter_most():
    book = Book()
    for number in range(COMPARED):
        book.says("norway", "dam", "opposes", numbered(number))
    book.says("norway", "dam", "opposes", numbered(7))
    book.says("norway", "dam", "opposes", numbered(8).replace("near", "right by"))
    assert len(twice_told(book.rows(), set(), Counts())) == 1
    briefing = compose(book.view(), ALL)
    assert briefing.receipt.dropped == {SAID_TWICE: 1}
    assert len(briefing.new) == COMPARED + 1


def test_what_another_actor_says_or_on_another_issue_is_no_repeat():
    book = Book().says("norway", "dam", "opposes", numbered(1)).says("sweden", "dam", "opposes", numbered(1))
    book.says("norway", "pipe", "opposes", numbered(1))
    assert not twice_told(book.rows(), set(), Counts())


def test_a_turn_in_the_same_words_is_no_repeat():
    book = Book().says("norway", "dam", "opposes", "Oslo opposes sending its ships to the dam of the valley.")
    book.says("norway", "dam", "supports", "Oslo supports sending its ships to the dam of the valley.")
    assert not twice_told(book.rows(), set(), Counts())
    book.says("norway", "dam", "unclear", "Oslo supports sending its ships to the dam of the valley, it said.")
    assert len(twice_told(book.rows(), set(), Counts())) == 1


def test_a_turn_after_the_last_edition_is_news_in_the_words_of_before():
    book = Book().says(
        "norway", "dam", "opposes", "Oslo opposes sending its ships to the dam.", published="2026-01-01"
    )
    book.says(
        "norway", "dam", "supports", "Oslo supports sending its ships to the dam.", published="2026-10-01",
        at=NOW - timedelta(hours=1),
    )  # fmt: skip
    briefing = compose(book.view(), DAY)
    assert SAID_BEFORE not in briefing.receipt.dropped and len(briefing.changes) == 1


def test_the_most_telling_are_of_every_actor_and_issue():
    book = Book()
    for number in range(50):
        book.says("norway", "dam", "opposes", numbered(number))
    book.says("sweden", "dam", "unclear", numbered(99))
    found = {rows[0].position.actor: rows for rows in most_telling(book.rows(), 10)}
    assert {actor: len(rows) for actor, rows in found.items()} == {"norway": 9, "sweden": 1}
    assert found["norway"] == sorted(found["norway"], key=place_of)


def test_a_late_repeat_of_words_long_known_is_not_new():
    book = Book()
    for number in range(100):
        book.says("norway", "dam", "opposes", numbered(number), published="2026-01-01")
    book.says("norway", "dam", "opposes", numbered(101), published="2026-10-01")
    book.says("norway", "dam", "opposes", "Once more: " + numbered(101), at=NOW - timedelta(hours=1))
    briefing = compose(book.view(), DAY)
    assert briefing.nothing_new and briefing.receipt.dropped == {SAID_BEFORE: 1}
