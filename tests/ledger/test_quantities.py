"""Quantities with the different figures that articles give for them."""

from pathlib import Path

import pytest

from bot.ledger.quantities import LEADERS, Quantities
from bot.ledger.rows import rows_of
from bot.positions.issues import Issues
from bot.record.article import Article
from bot.record.figure import Figure
from bot.record.statement import Position

CONFIG = Path(__file__).resolve().parents[2] / "config"
READ = "2025-10-01T00:00:00+00:00"
MEMBERS = "countries of the-club"


@pytest.fixture(scope="module")
def issues():
    return Issues.load(CONFIG / "issues.toml")


def figure(name, text, number, quantity=MEMBERS, start=0):
    return Figure(
        name, quantity, "coalition-expansion", text, start, start + len(text), 1, frozenset({float(number)})
    )


@pytest.fixture
def differing(issues):
    def found(*figures, rows=(), gone=(), same_as=None):
        articles = {
            f.article: Article(f.article, f.text, f.article, READ, same_as=(same_as or {}).get(f.article))
            for f in figures
            if f.article not in gone
        }  # fmt: skip
        return Quantities(articles, issues, str.title).differing(figures, lambda _: rows)

    return found


def sides(one):
    return {side.label: [row.article.id for row in side.rows] for side in one.sides}


def test_each_figure_of_a_quantity_is_a_side_with_all_who_give_it(differing):
    (one,) = differing(
        figure("a", "The club has 31 countries.", 31),
        figure("b", "The club has 35 nations now.", 35),
        figure("c", "A club of 31 states.", 31),
    )
    assert (one.kind, one.issue, one.topic) == ("figures", "coalition-expansion", "countries of The-Club")
    assert sides(one) == {"35 nations": ["b"], "31 countries": ["a", "c"]}
    assert [row.figure for row in one.rows] == ["35 nations", "31 countries", "31 states"]
    assert {row.position.actor for row in one.rows} == {"unattributed"}


@pytest.mark.parametrize(
    "texts",
    [
        # The same number, a number that may be the same, another quantity, one article that tells how it changed.
        [("a", "The club has 31 countries.", 31), ("b", "The club has 31 nations.", 31)],
        [("a", "The club has 31 countries.", 31), ("b", "The club has about 30 nations.", 30)],
        [("a", "The club has 31 countries.", 31), ("b", "It has 35 states.", 35, "countries of another-club")],
        [("a", "The club has 31 countries.", 31), ("a", "The club has 35 nations.", 35)],
    ],
)
def test_what_is_no_different_figure(differing, texts):
    assert differing(*(figure(*text) for text in texts)) == []


def test_of_an_article_the_figure_told_last_counts(differing):
    (one,) = differing(
        figure("a", "The club had 16 countries.", 16),
        figure("a", "Now there are 35 countries.", 35, start=40),
        figure("b", "The club has 31 countries.", 31),
    )
    assert sides(one) == {"35 countries": ["a"], "31 countries": ["b"]}


def test_what_a_copy_says_again_and_what_is_gone_count_for_nothing(differing):
    told = [figure("a", "The club has 31 countries.", 31), figure("b", "The club has 35 countries.", 35)]
    again = figure("c", "The club has 35 countries.", 35)
    (one,) = differing(*told, again, same_as={"c": "b"})
    assert sides(one) == {"35 countries": ["b"], "31 countries": ["a"]}
    assert differing(*told, gone="b") == []


AID = "money on arms-and-funding norland dollar"


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Norland gave 2 billion for the harbour fund.", "Norland gave 3 billion for the harbour fund.", True),
        (
            "Norland gave 2 billion for the harbour fund.",
            "Norland will sell ships worth 3 billion to farmers.",
            False,
        ),
        ("Norland gave 2 billion for harbours in March.", "Norland gave 3 billion for harbours in June.", False),
        ("Norland gave 2 billion for harbours in 2024.", "Norland gave 3 billion for harbours in 2024.", True),
    ],
)
def test_amounts_are_of_one_thing_where_sentences_are_alike_and_of_one_time(differing, one, other, differ):
    found = differing(figure("a", one, 2e9, AID), figure("b", other, 3e9, AID))
    assert bool(found) == differ
    assert all(d.topic == "money · Arms and funding" for d in found)


def test_who_says_a_figure_is_named(differing):
    told = figure("a", "The club has 31 countries.", 31), figure("b", "The club has 35 countries.", 35)
    article = Article("a", told[0].text, "a", READ)
    said = Position(
        "a", told[0].text, 0, len(told[0].text), 1, "Ann Roe", "official", "norland", "said", "indirect", "sanctions",
        "supports", ("x",),
    )  # fmt: skip
    (one,) = differing(*told, rows=rows_of({"a": article}, [said]))
    row = next(row for row in one.rows if row.article.id == "a")
    assert (row.position.speaker, row.position.stance, row.position.issue) == (
        "Ann Roe",
        "unclear",
        "coalition-expansion",
    )


def test_only_so_many_different_sentences_are_compared(differing):
    many = [
        figure(f"m{n}", f"Word{chr(97 + n % 26) * 6} gave {n + 2} billion", (n + 2) * 1e9, AID) for n in range(200)
    ]
    assert len(differing(*many)) <= LEADERS
