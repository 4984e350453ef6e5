"""A true axis of time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.moments import days_of
from bot.pictures.axis import MOST_TICKS, Axis, middle

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))


@pytest.mark.parametrize(
    ("published", "first", "day", "last"),
    [
        ("2025", (1, 1), (7, 2), (12, 31)),
        ("2025-02", (2, 1), (2, 14), (2, 28)),
        ("2025-08", (8, 1), (8, 16), (8, 31)),
        ("2025-08-25", (8, 25), (8, 25), (8, 25)),
    ],
)
def test_a_date_that_is_not_known_to_the_day_lies_in_the_middle_of_what_it_may_be(published, first, day, last):
    assert days_of(published) == (date(2025, *first), date(2025, *last))
    assert middle(published) == date(2025, *day)


@pytest.mark.parametrize(
    ("published", "names"),
    [
        (["2025-09"], ["Sep\n2025"]),
        (["2025-09", "2025-10"], ["Sep\n2025", "Oct\n2025"]),
        (["2025-09-28", "2025-10-01"], ["28 Sep\n2025", "29 Sep\n2025", "30 Sep\n2025", "1 Oct\n2025"]),
        (["2025"], ["Jan\n2025", "Apr\n2025", "Jul\n2025", "Oct\n2025"]),
        (["2024", "2025-06-01"], ["Jan\n2024", "Jul\n2024", "Jan\n2025"]),
    ],
)
def test_an_axis_holds_every_day_that_its_dates_may_be_and_names_days_only_where_one_is_known(published, names):
    assert [name for _, name in Axis.of(published, 0, 100).ticks()] == names


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ((2025, 8, 25), (2025, 8, 25), ["25 Aug\n2025"]),
        ((2025, 8, 25), (2025, 8, 28), ["25 Aug\n2025", "26 Aug\n2025", "27 Aug\n2025", "28 Aug\n2025"]),
        ((2025, 12, 28), (2026, 1, 20), ["28 Dec\n2025", "4 Jan\n2026", "11 Jan\n2026", "18 Jan\n2026"]),
        ((2025, 8, 25), (2025, 11, 20), ["Sep\n2025", "Oct\n2025", "Nov\n2025"]),
        ((2024, 11, 20), (2025, 11, 20), ["Jan\n2025", "Apr\n2025", "Jul\n2025", "Oct\n2025"]),
        ((2021, 5, 1), (2025, 6, 1), ["2022", "2023", "2024", "2025"]),
        ((1990, 5, 1), (2025, 6, 1), ["2000", "2010", "2020"]),
    ],
)
def test_ticks_stand_at_even_dates_of_the_calendar(first, last, names):
    assert [name for _, name in Axis(date(*first), date(*last), 0, 100).ticks()] == names


@given(st.lists(DAYS, min_size=4, max_size=4).map(sorted))
def test_distances_are_times(days):
    axis = Axis(days[0], days[3], 50, 450)
    if days[0] < days[3]:
        per_day = 400 / (days[3] - days[0]).days
        assert axis.at(days[2]) - axis.at(days[1]) == pytest.approx((days[2] - days[1]).days * per_day)
    assert (axis.at(days[0]), axis.at(days[3])) in [(50, 450), (250, 250)]


@given(DAYS, DAYS)
def test_ticks_are_few_and_lie_on_the_axis(one, other):
    axis = Axis(min(one, other), max(one, other), 0, 100)
    ticks = axis.ticks()
    assert len(ticks) <= MOST_TICKS
    assert all(0 <= axis.at(day) <= 100 for day, _ in ticks)
