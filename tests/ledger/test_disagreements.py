"""Issues as groups: who stands against whom, each side with all its rows."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ledger.disagreements import Opposition
from bot.ledger.rows import SIDES, rows_of
from bot.record.article import Article
from bot.record.statement import UNATTRIBUTED, Position


def article(name, published=None):
    return Article(name, "w" * 50, name, "2025-10-01T00:00:00+00:00", published=published)


def position(where, actor, stance, *, issue="foreign-troops", start=0, kind="official", cue="said"):
    words, evidence = "w", ("one",)
    return Position(
        where, words, start, start + 1, 1, None, kind, actor, cue, "indirect", issue, stance, evidence
    )  # fmt: skip


def found(*positions, articles=None):
    articles = articles or {name: article(name) for name in "abcdef"}
    return Opposition().among(rows_of(articles, positions))


def sides(*positions, **more):
    (one,) = found(*positions, **more)
    return {side.label: [row.position.actor for row in side.rows] for side in one.sides}


def test_a_side_has_all_its_rows_and_shows_one_an_actor():
    rows = [position("a", "spain", "opposes"), position("b", "spain", "opposes"), position("c", "italy", "opposes")]
    (one,) = found(*rows, position("d", "ukraine", "supports"))
    against, favour = one.sides
    assert (against.label, favour.label) == ("against", "for")
    assert len(against.rows) == 3 and [row.position.actor for row in against.shown] == ["spain", "italy"]
    assert one.kind == "positions" and one.topic == "foreign-troops"


def test_a_condition_is_a_side_of_its_own():
    rows = (
        position("a", "spain", "opposes"),
        position("b", "italy", "conditional"),
        position("c", "ukraine", "supports"),
    )
    assert sides(*rows) == {"against": ["spain"], "for": ["ukraine"], "on a condition": ["italy"]}


def test_no_disagreement_with_oneself_or_on_nothing():
    assert found(position("a", "ukraine", "supports"), position("b", "ukraine", "opposes")) == []
    assert found(position("a", "ukraine", "supports"), position("b", UNATTRIBUTED, "opposes")) == []
    assert found(position("a", "ukraine", "supports"), position("b", "spain", "unclear")) == []
    assert found(position("a", "ukraine", "supports"), position("b", "spain", "opposes", issue="sanctions")) == []


ROW = st.tuples(
    st.sampled_from("abcdef"),
    st.sampled_from("uvwxyz"),
    st.sampled_from(("supports", "opposes", "conditional", "unclear")),
    st.sampled_from(("foreign-troops", "sanctions")),
    st.integers(0, 3),
    st.sampled_from(("official", "institution", "analyst", "unattributed-reporting")),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ROW, max_size=30), st.randoms(use_true_random=False))
def test_whatever_is_said_sides_oppose_and_nobody_stands_on_two(drawn, random):
    made = [position(a, who, stance, issue=on, start=at, kind=kind) for a, who, stance, on, at, kind in drawn]
    groups = found(*made)
    assert len({one.issue for one in groups}) == len(groups)
    for one in groups:
        labels = [side.label for side in one.sides]
        assert labels[0] == "against" and len(set(labels)) == len(labels) > 1
        for side in one.sides:
            assert {SIDES[row.position.stance] for row in side.rows} == {side.label}
        actors = [{row.position.actor for row in side.rows} for side in one.sides]
        assert sum(map(len, actors)) == len(set().union(*actors))
    random.shuffle(made)
    assert {(one.issue, frozenset(map(key, one.rows))) for one in found(*made)} == {
        (one.issue, frozenset(map(key, one.rows))) for one in groups
    }


def key(row):
    return row.position
