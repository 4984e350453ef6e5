import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.copies import linked, repeating, without_repeats
from bot.ledger.rows import Row, folded
from bot.record.article import Article
from bot.record.statement import Position

WORDS = "The foreign minister rejected any deployment of foreign troops before a ceasefire"
EDITED = "The foreign minister on Monday rejected any deployment of foreign troops before a ceasefire"
ELSE = "The prime minister welcomed the plan for a summit in Geneva"


def article(name, same_as=None, outlet=None, at="2026-01-01"):
    return Article(name, "", name, at, outlet=outlet or name.title(), same_as=same_as)


ROOT, COPY, LATER = article("root"), article("copy", "root"), article("a-later", "root", at="2026-01-02")
OWN = article("own")


def row(where, words=WORDS, actor="russia", issue="troops", stance="opposes", **more):
    facts = {"speaker": None, "speaker_kind": "official", "cue": None, "statement_kind": "indirect", "evidence": ()}
    return Row(
        Position(where.id, words, 0, len(words), 1, actor=actor, issue=issue, stance=stance, **facts | more), where
    )


def facts(rows):
    return [(r.article.id, r.same_as, [a.id for a in r.copies]) for r in linked(rows)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(ROOT), row(COPY)], [("root", None, ["copy"]), ("copy", "root", [])]),
        # The order of the rows does not matter, nor does light editing.
        ([row(COPY, EDITED), row(ROOT)], [("copy", "root", []), ("root", None, ["copy"])]),
        # What only copies say counts once, for the one that came first.
        ([row(LATER), row(COPY)], [("a-later", "copy", []), ("copy", None, ["a-later"])]),
        # A copy's own words are its own; so is another stance, issue or actor read out of the same words.
        ([row(ROOT), row(COPY, ELSE)], [("root", None, []), ("copy", None, [])]),
        ([row(ROOT), row(COPY, stance="unclear")], [("root", None, []), ("copy", None, [])]),
        ([row(ROOT), row(COPY, issue="summit")], [("root", None, []), ("copy", None, [])]),
        ([row(ROOT), row(COPY, actor="spain")], [("root", None, []), ("copy", None, [])]),
        ([row(ROOT), row(COPY, kind="charged")], [("root", None, []), ("copy", None, [])]),
        # The same words in an article that is no copy are another report.
        ([row(ROOT), row(OWN)], [("root", None, []), ("own", None, [])]),
        # An article that says a thing twice does not repeat itself.
        ([row(ROOT), row(ROOT)], [("root", None, []), ("root", None, [])]),
        ([row(ROOT), row(COPY), row(COPY)], [("root", None, ["copy"]), ("copy", "root", []), ("copy", "root", [])]),
        ([], []),
    ],
)
def test_a_row_of_a_copy(rows, expected):
    assert facts(rows) == expected


def test_the_outlets_that_say_it_again():
    unknown = Article("u", "", "u", "2026-01-03", same_as="root")
    same = article("again", "root", outlet="Root")
    first, *_ = linked([row(ROOT), row(COPY), row(LATER), row(unknown), row(same)])
    assert first.also_in == ("Copy", "A-Later") and len(first.copies) == 4
    assert folded([first, row(OWN)])[0].also_in == first.also_in


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from([ROOT, COPY, LATER, OWN, article("own-copy", "own"), article("alone")]),
        st.sampled_from([WORDS, EDITED, ELSE]),
        stance=st.sampled_from(["supports", "opposes"]),
    ),
    max_size=12,
)


@given(ROWS)
def test_nothing_is_lost_and_nothing_counts_twice(rows):
    found = linked(rows)
    assert [r.position for r in found] == [r.position for r in rows]
    kept = [r for r in found if r.same_as is None]
    assert {r.position.stance for r in kept} == {r.position.stance for r in rows}
    # Every article that says something is there: as the one that says it, or as one that says it again.
    assert {a.id for r in kept for a in (r.article, *r.copies)} == {r.article.id for r in rows}
    assert [r.position for r in linked(kept)] == [r.position for r in kept]
    assert all(r.same_as is None for r in linked(kept))


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows, random):
    mixed = random.sample(rows, len(rows))

    def article(r):
        return r.article

    def told(r):
        return r.position.stance, r.position.text

    def kept(items):
        return sorted((r.position.stance, r.article.id) for r in without_repeats(items, article, told))

    assert kept(mixed) == kept(rows) and len(kept(rows)) == len(rows) - len(repeating(rows, article, told))
