"""Where an actor stands: the clear stance taken last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.cell import (
    Cell,
    Held,
    best_first,
    best_of,
    best_row,
    cell_of,
    earlier,
    enough,
    last_said,
    tells_of_move,
)
from bot.ledger.rows import Row
from bot.record.article import Article
from bot.record.statement import Position


def row(stance, published=None, text="Norway said that it was so.", **more):
    name = f"{stance}-{published}-{more}"
    article = Article(name, text, name + text, "2026-01-01T00:00:00+00:00", published=published)
    facts = {"speaker_kind": "official", "statement_kind": "indirect", "evidence": ("was",)} | more
    return Row(
        Position(
            article=name, text=text, start=0, end=len(text), paragraph=1, speaker="Ada Berg", actor="norway",
            cue="said", issue="dam", stance=stance, **facts,
        ),
        article,
    )  # fmt: skip


PAST = "Norway said in 2019 that it was so."


@pytest.mark.parametrize(
    ("rows", "stance"),
    [
        ([row("supports", "2025-01"), row("opposes", "2025-02")], "opposes"),
        ([row("supports", "2025-01")] * 5 + [row("opposes", "2025-02")], "opposes"),
        ([row("opposes", "2025-02"), row("supports", "2025-01")], "opposes"),
        ([row("supports", "2025-01"), row("unclear", "2025-02")], "supports"),
        ([row("supports", "2025-01"), row("conditional", "2025-02")], "conditional"),
        ([row("supports", "2025-01"), row("opposes")], "supports"),
        ([row("supports"), row("supports"), row("opposes")], "supports"),
        ([row("supports", "2025-01"), row("opposes", "2025-02", PAST)], "supports"),
        ([row("opposes", "2025-02"), row("supports", "2025-02", speaker_kind="analyst")], "opposes"),
        # A month does not lie before one of its days.
        ([row("supports", "2025-02"), row("supports", "2025-02"), row("opposes", "2025-02-03")], "supports"),
        ([row("unclear", "2025-01")], "unclear"),
        # An article without a date tells of 2019: no words without a time of their own are older.
        ([row("supports"), row("opposes", None, PAST)], "supports"),
        ([row("opposes", None, PAST), row("supports")], "supports"),
        ([row("opposes", None, PAST), row("supports", "2025-01", PAST), row("conditional")], "conditional"),
        ([row("opposes", None, PAST)], "opposes"),
    ],
)
def test_the_clear_stance_taken_last_is_where_an_actor_stands(rows, stance):
    cell = cell_of(rows)
    assert cell is not None and cell.stance == stance
    assert best_row(rows, stance).position.stance == stance


def test_what_is_told_of_the_past_is_no_standing_position():
    assert cell_of([row("opposes", "2025-02", PAST)]) is None
    assert cell_of([row("opposes", "2025-02", PAST), row("unclear", "2025-02")]) == Cell("unclear", False, 2)
    assert last_said([row("opposes", "2025-02", PAST)]) == []


def test_words_are_dated_by_what_the_article_tells_of_them():
    late = row("supports", "2025-08-26", "Norway said in February that it was so.")
    between = row("opposes", "2025-05-01")
    cell = cell_of([late, between])
    assert cell is not None and cell.stance == "opposes" and cell.mixed


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2025-01", "2025-02", True),
        ("2025", "2025-02", False),
        ("2025-02", "2025-02-03", False),
        ("2025-02-03", "2025-02", False),
        ("2024", "2025-02-03", True),
        ("", "2025", True),
        ("", "", False),
        ("2025", "", False),
    ],
)
def test_surely_earlier(one, other, before):
    assert earlier(one, other) is before


ROWS = st.builds(
    row,
    st.sampled_from(["supports", "opposes", "unclear"]),
    st.sampled_from([None, "2025", "2025-02", "2025-02-03"]),
    st.sampled_from(["It is so.", "It is so, she said.", PAST]),
    evidence=st.sampled_from([(), ("was",)]),
)


@given(st.lists(ROWS, max_size=8).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_what_was_said_last_does_not_depend_on_the_order_of_reading(both):
    one, other = (sorted(map(id, last_said(rows))) for rows in both)
    assert one == other


@given(st.lists(ROWS, max_size=12), st.integers(1, 5))
def test_the_best_of_many_are_the_first_of_all_in_order(rows, most):
    assert best_of(rows, most) == best_first(rows)[:most]


@given(st.lists(ROWS, max_size=12), st.sampled_from(["2025-02", "2025-02-03", "2025-02-04"]))
def test_the_newest_rows_decide_as_all_do_where_they_are_enough(rows, oldest):
    """All rows from a date on, and some of that date."""
    newest = [row for row in rows if (row.published or "") > oldest]
    newest += [row for row in rows if row.published == oldest][:1]
    if enough(newest, oldest):
        assert last_said(newest) == last_said(rows)
        if enough(filter(tells_of_move, newest), oldest):
            assert cell_of(newest, Held.of(rows)) == cell_of(rows)
