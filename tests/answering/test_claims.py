"""A claim is the same as, or other than, what the record says of the same actor and issue, or the same quantity."""

import pytest

from bot.answering.claims import Claim, held_against
from bot.answering.standings import Stood
from bot.ledger.rows import rows_of
from bot.record.article import Article
from bot.record.figure import Count
from bot.record.statement import UNATTRIBUTED, Position


def position(actor="spain", stance="opposes", issue="troops", kind="said", article="a"):
    return Position(
        article, "w", 0, 1, 1, None, "official", actor, "said", "indirect", issue, stance, (), None, kind
    )  # fmt: skip


def row(article="a", **more):
    made = position(article=article, **more)
    return rows_of({article: Article(article, "w", article, "2025-10-01")}, [made])[0]


def count(least, most=None):
    most = least if most is None else most
    return Count(0, 1, least, least, most, "whole")


def held(claim, stances=(), counted=()):
    def standings(issue, actors):
        rows = {s: row(stance=s) for s in stances}
        return [Stood("spain", s, (rows[s],)) for s in stances if issue == "troops" and "spain" in actors]

    return held_against(claim, standings, lambda quantity: counted if quantity == "countries of club" else ())


@pytest.mark.parametrize(
    ("claimed", "stances", "verdict"),
    [
        ({}, ["opposes"], "same"),
        ({"stance": "supports"}, ["opposes"], "otherwise"),
        ({"stance": "conditional"}, ["opposes"], None),
        ({"stance": "supports"}, ["conditional"], None),
        ({"stance": "supports"}, ["supports", "opposes"], None),
        ({"stance": "unclear"}, ["opposes"], None),
        ({"actor": "italy"}, ["opposes"], None),
        ({"actor": UNATTRIBUTED}, ["opposes"], None),
        ({"issue": "sanctions"}, ["opposes"], None),
        ({"kind": "charged"}, ["opposes"], None),
    ],
)
def test_only_the_same_actor_and_issue_are_compared(claimed, stances, verdict):
    found = held(Claim((position(**claimed),)), stances)
    assert found.verdict == verdict
    assert bool(found.stood) or verdict is None


@pytest.mark.parametrize(
    ("quantity", "claimed", "given", "verdict", "shown"),
    [
        ("countries of club", count(31), [("a", count(31))], "same", ["a"]),
        ("countries of club", count(50), [("a", count(31)), ("b", count(35))], "otherwise", ["a", "b"]),
        (
            "countries of club",
            count(31),
            [("a", count(35)), ("b", count(30, 33)), ("c", count(31))],
            "same",
            ["c", "b"],
        ),
        ("countries of league", count(31), [("a", count(35))], None, []),
    ],
)
def test_only_the_same_quantity_is_compared(quantity, claimed, given, verdict, shown):
    found = held(Claim((), ((quantity, claimed),)), counted=[(row(article=name), number) for name, number in given])
    assert found.verdict == verdict
    assert [stood.rows[0].article.id for stood in found.stood] == shown


def test_what_is_otherwise_decides():
    claim = Claim((position(),), (("countries of club", count(50)),))
    found = held(claim, ["opposes"], [(row(article="b"), count(31))])
    assert found.verdict == "otherwise" and [stood.rows[0].article.id for stood in found.stood] == ["b"]


@pytest.mark.parametrize(
    ("claim", "verdict", "words"),
    [
        ("Poland refuses to send soldiers to Ukraine.", "same", "Greece and Poland"),
        ("Russia supports sending Western troops to Ukraine.", "otherwise", "rejected plans to send Western troops"),
        ("The coalition of the willing has 50 member countries.", "otherwise", "31 countries"),
        ("In Paris, 26 countries pledged to send troops to Ukraine.", "same", "26 countries officially pledged"),
        ("Trump met Putin in Alaska.", None, "Alaska"),
        ("The pope baked a cake with plums in Lisbon.", "nothing", ""),
    ],
)
def test_claims_held_against_the_seeds(seed_app, claim, verdict, words):
    answer = seed_app.answering.check(claim)
    assert answer.verdict == verdict
    assert (answer.status == "answered") == (verdict != "nothing")
    assert any(words in excerpt.text for excerpt in answer.excerpts[:3]) or not words
    assert (verdict == "otherwise") == any(excerpt.role == "correction" for excerpt in answer.excerpts)
