"""Which opposition between actors is new."""

from datetime import timedelta

import pytest

from bot.briefings.compose import compose
from tests.briefings.test_compose import ALL, DAY, NOW, Book

LATE = {"at": NOW - timedelta(hours=1)}


@pytest.mark.parametrize(
    ("before", "today", "opposed"),
    [
        ([("norway", "supports")], [("sweden", "opposes")], 1),
        ([], [("norway", "supports"), ("sweden", "opposes")], 1),
        ([("norway", "supports"), ("sweden", "opposes")], [("sweden", "opposes")], 0),
        ([("norway", "supports"), ("sweden", "opposes")], [("finland", "opposes")], 1),
        ([("norway", "supports"), ("sweden", "opposes")], [], 0),
        ([("norway", "supports")], [("finland", "supports")], 0),
        ([("norway", "conditional")], [("sweden", "opposes")], 0),
        ([("norway", "opposes"), ("sweden", "opposes")], [("norway", "supports")], 1),
    ],
)
def test_new_oppositions(before, today, opposed):
    book = Book()
    for number, (actor, stance) in enumerate(before):
        book.says(actor, "dam", stance, f"The capital said {number} times so.")
    for number, (actor, stance) in enumerate(today):
        book.says(actor, "dam", stance, f"A minister repeated that {number} hours ago, and no more.", **LATE)
    assert compose(book.view(), DAY).receipt.opposed == opposed


def test_in_the_first_edition_all_are_new():
    book = Book().says("norway", "dam", "supports", "Oslo wants the dam.")
    book.says("sweden", "dam", "opposes", "Stockholm rejects the dam.")
    assert compose(book.view(), ALL).receipt.opposed == 1
