"""Expressions of time as dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.moments import day_of, moment_told

TUESDAY = "2025-08-26"


@pytest.mark.parametrize(
    ("words", "published", "told"),
    [
        ("said on March 10", TUESDAY, "2025-03-10"),
        ("said on 10 March", TUESDAY, "2025-03-10"),
        ("said on March 10, 2022", TUESDAY, "2022-03-10"),
        ("said in July 2022", TUESDAY, "2022-07"),
        ("in July proposed", TUESDAY, "2025-07"),
        ("in November proposed", TUESDAY, "2024-11"),
        ("in July proposed", None, None),
        ("in July 2022 proposed", None, "2022-07"),
        ("proposed in 2022", TUESDAY, "2022"),
        ("proposed in 2025", TUESDAY, None),
        ("the 2022 peace proposal", TUESDAY, "2022"),
        ("signed in 2014-15", TUESDAY, None),
        ("will join in 2030", TUESDAY, None),
        ("said on Monday", TUESDAY, "2025-08-25"),
        ("said on Wednesday", TUESDAY, "2025-08-20"),
        ("said Tuesday", TUESDAY, TUESDAY),
        ("said Tuesday", "2025-08", None),
        ("said yesterday", TUESDAY, "2025-08-25"),
        ("two years ago", TUESDAY, "2023"),
        ("three weeks ago", TUESDAY, "2025-08-05"),
        ("last year", TUESDAY, "2024"),
        ("last month", TUESDAY, "2025-07"),
        ("on February 31", TUESDAY, None),
        ("it may be so", TUESDAY, None),
        ("by March 10, 2026", TUESDAY, None),
        ("", TUESDAY, None),
    ],
)
def test_moments(words, published, told):
    assert moment_told(words, published) == told


DATES = st.dates().map(lambda day: day.isoformat())


@given(st.text(max_size=80), st.none() | DATES | DATES.map(lambda d: d[:7]) | DATES.map(lambda d: d[:4]))
def test_whatever_words_say_the_moment_is_a_date_and_not_to_come(words, published):
    told = moment_told(words, published)
    if told is not None:
        day_of(told)
        assert published is None or told[: len(published)] <= published[: len(told)]


@pytest.mark.parametrize(
    ("moment", "day"), [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2024-12", "2024-12-31")]
)
def test_the_last_day_of_a_moment(moment, day):
    assert day_of(moment).isoformat() == day
