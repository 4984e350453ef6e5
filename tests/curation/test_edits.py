"""What people say of an article: checked, or refused with the argument named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curation.edits import checked
from bot.errors import UsageError


@pytest.mark.parametrize(
    ("wishes", "values"),
    [
        ({"title": "  A \n title "}, {"title": "A title"}),
        ({"outlet": "unknown"}, {"outlet": None}),
        ({"author": ""}, {"author": None}),
        ({"title": None, "url": "https://x.example/a"}, {"url": "https://x.example/a"}),
        ({"published": "2025"}, {"published": "2025", "published_precision": "year", "published_basis": "stated"}),
        (
            {"published": "2025-08"},
            {"published": "2025-08", "published_precision": "month", "published_basis": "stated"},
        ),
        (
            {"published": "2024-02-29"},
            {"published": "2024-02-29", "published_precision": "day", "published_basis": "stated"},
        ),
        ({"published": "Unknown"}, {"published": None, "published_precision": None, "published_basis": None}),
    ],
)
def test_checked(wishes, values):
    assert checked(wishes) == values


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        ({"published": "2025-02-31"}, "2025-02-31"),
        ({"published": "2025-13"}, "2025-13"),
        ({"published": "yesterday"}, "yesterday"),
        ({"published": "25-08-2025"}, "no date"),
        ({"published": "2999-01-01"}, "no date"),
        ({"url": "javascript:alert(1)"}, "only http and https"),
        ({"url": "https://user:word@x.example/"}, "user name"),
        ({"url": "x.example"}, "only http and https"),
        ({"title": "x" * 301}, "title has 301"),
    ],
)
def test_refused(wishes, words):
    with pytest.raises(UsageError, match=words):
        checked(wishes)


@given(st.dates(date(1700, 1, 1), date(2026, 1, 1)))
def test_every_date_there_was_may_be_given(day):
    assert checked({"published": day.isoformat()})["published"] == day.isoformat()


@given(st.text(max_size=12))
def test_whatever_is_written_is_a_date_or_refused(text):
    try:
        values = checked({"published": text})
    except UsageError:
        return
    assert values["published"] is None or values["published_precision"] in ("year", "month", "day")
