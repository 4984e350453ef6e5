"""Importance: a pure function of what makes an item news, who speaks, who reports it, how clearly, and when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefings.importance import NEWS, Weighed, importance

WEIGHED = st.builds(
    Weighed,
    kind=st.sampled_from(list(NEWS)),
    articles=st.integers(0, 5000),
    most=st.integers(0, 5000),
    outlets=st.integers(0, 60),
    clear=st.floats(0, 1),
    days=st.none() | st.integers(-3, 4000),
)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (Weighed("other", articles=0, most=10, outlets=1, clear=0.0, days=None), 0.0),
        (Weighed("other", articles=10, most=10, outlets=1, clear=0.0, days=None), 0.35),
        (Weighed("other", articles=0, most=10, outlets=8, clear=0.0, days=None), 0.25),
        (Weighed("other", articles=0, most=10, outlets=20, clear=0.0, days=None), 0.25),
        (Weighed("other", articles=0, most=10, outlets=2, clear=0.0, days=None), 0.25 / 3),
        (Weighed("other", articles=0, most=10, outlets=1, clear=1.0, days=None), 0.25),
        (Weighed("other", articles=0, most=10, outlets=1, clear=0.0, days=0), 0.15),
        (Weighed("other", articles=0, most=10, outlets=1, clear=0.0, days=7), 0.075),
        (Weighed("other", articles=3, most=15, outlets=1, clear=0.0, days=None), 0.175),
        (Weighed("reported", articles=0, most=10, outlets=1, clear=0.0, days=None), 1.0),
        (Weighed("first", articles=0, most=10, outlets=1, clear=0.0, days=None), 2.0),
        (Weighed("opposed", articles=0, most=10, outlets=1, clear=0.0, days=None), 3.0),
        (Weighed("moved", articles=0, most=10, outlets=1, clear=0.0, days=None), 4.0),
    ],
)
def test_importance(item, expected):
    assert importance(item) == pytest.approx(expected)


ORDER = ["moved", "opposed", "first", "reported", "other"]


@given(WEIGHED, WEIGHED)
def test_what_makes_it_news_comes_first(one, other):
    if ORDER.index(one.kind) < ORDER.index(other.kind):
        assert importance(one) > importance(other)


@given(WEIGHED)
def test_more_of_anything_never_matters_less(item):
    value = importance(item)
    assert 0 <= value < 5
    more = [
        Weighed(item.kind, item.articles + 1, item.most, item.outlets, item.clear, item.days),
        Weighed(item.kind, item.articles, item.most, item.outlets + 1, item.clear, item.days),
        Weighed(item.kind, item.articles, item.most, item.outlets, 1.0, item.days),
        Weighed(item.kind, item.articles, item.most, item.outlets, item.clear, 0),
    ]
    assert all(importance(better) >= value - 1e-9 for better in more)
