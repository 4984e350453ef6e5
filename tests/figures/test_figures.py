"""Figures read out of articles: which quantity each counts, and on which issue."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.actors.registry import Registry
from bot.figures.figures import FigureReader
from bot.grammar.attitude import load_attitude
from bot.ledger.quantities import counts_of
from bot.positions.issues import Issues
from bot.record.article import Article
from bot.record.articles import ArticleStore, content_hash
from bot.record.figure import Figure
from bot.record.figures import FigureStore
from bot.record.positions import PositionStore
from embeddings.clean import clean

CONFIG = Path(__file__).resolve().parents[2] / "config"
COALITION = "coalition-of-the-willing"
ISSUES = Issues.load(CONFIG / "issues.toml")


@pytest.fixture(scope="module")
def read():
    reader = FigureReader(ISSUES, Registry.load(CONFIG / "actors.toml"), load_attitude(CONFIG))
    return lambda raw: reader.read("a", clean(f"{raw}\n"))


@pytest.mark.parametrize(
    ("sentence", "quantity", "issue", "number"),
    [
        # The members of a whole, named in the sentence or before it.
        ("The coalition of the willing has 31 countries by now.", f"of {COALITION}", "coalition-expansion", 31),
        ("He formed a \"coalition of willing\" from 31 countries.", f"of {COALITION}", "coalition-expansion", 31),
        ("Leaders of the 31 Nato states discussed membership in NATO for Ukraine.", None, None, None),
        ("Ukraine hopes for membership in NATO at the summit of 31 Nato states.", "of nato", "nato-membership", 31),
        # Those who do something, or will not.
        ("In Paris 26 countries pledged to send troops to Ukraine.", None, None, None),
        ("In Paris, 26 countries pledged to send troops to Ukraine.", "for foreign-troops", "foreign-troops", 26),
        ("Two countries refused to send troops to Ukraine.", "against foreign-troops", "foreign-troops", 2),
        ("Only two countries would not send troops to Ukraine.", "against foreign-troops", "foreign-troops", 2),
        ("Four countries pledged troops to Ukraine, but others refused.", "for foreign-troops", "foreign-troops", 4),
        # Behind the count the sentence ends without a mark, or another clause begins.
        ("Troops to Ukraine are backed by 26 countries", "for foreign-troops", "foreign-troops", 26),
        ("Troops to Ukraine are backed by 26 countries; others wait.", "for foreign-troops", "foreign-troops", 26),
        # Nothing to do with an issue, or with whom it counts.
        ("It rained on 31 countries.", None, None, None),
        ("Saudi Arabia hosted guests from 40 countries.", None, None, None),
        ("The two countries refused to send troops to Ukraine.", None, None, None),
    ],
)  # fmt: skip
def test_countries_are_counted_as_members_or_by_what_they_do(read, sentence, quantity, issue, number):
    found = read(sentence)
    assert [(f.quantity, f.issue, f.numbers) for f in found] == (
        [(f"countries {quantity}", issue, {number})] if quantity else []
    )


def test_the_whole_may_stand_in_the_sentence_before(read):
    (found,) = read("The coalition of the willing met twice. There were 35 participants in Paris in September.")
    assert found.quantity == f"countries of {COALITION}" and found.text.startswith("There were 35")


def test_other_amounts_go_with_the_actors_named_and_the_currency(read):
    (found,) = read("Germany promised €9 billion in military aid to Ukraine.")
    assert (found.quantity, found.numbers) == ("money on arms-and-funding germany ukraine euro", {9e9})


def figure(name, text, *numbers):
    return Figure(name, "members", "coalition", text, 0, len(text), 1, frozenset(map(float, numbers)))


def test_figures_are_stored_with_the_positions_of_their_article(database):
    articles, positions, figures = ArticleStore(database), PositionStore(database), FigureStore(database)
    for name in "ab":
        raw = f"{name} is an article.\n"
        article = Article(name, raw, content_hash(raw), "2025-10-01T00:00:00+00:00")
        articles.replace(article, [], "model")
    one, other = figure("b", "31 countries", 31, 10), figure("a", "35 countries", 35)
    positions.save("b", [], [], [one])
    positions.save("a", [], [], [other])
    assert figures.all() == [other, one]
    positions.save("b", [], [])
    assert figures.all() == [other]
    articles.replace(Article("a", "Another text.\n", "hash", "2025-10-01T00:00:00+00:00"), [], "model")
    positions.save("a", [], [], [])
    assert figures.all() == []


def test_a_figure_is_stored_with_its_count_and_one_of_an_earlier_release_has_none(read, database):
    raw = "In Paris, about 26 countries pledged to send troops to Ukraine.\n"
    (found,) = read(raw.strip())
    ArticleStore(database).replace(Article("a", raw, content_hash(raw), "2025-10-01T00:00:00+00:00"), [], "model")
    PositionStore(database).save("a", [], [], [found])
    assert FigureStore(database).all() == [found]
    assert found.text[found.count.start : found.count.end] == "about 26 countries"
    assert (found.count.least, found.count.value, found.count.most) == pytest.approx((23.4, 26, 28.6))
    with database.write() as connection:
        connection.execute("UPDATE figure SET counted = NULL")
    assert FigureStore(database).all() == [replace(found, count=None)]
    assert counts_of(replace(found, count=None), ISSUES) == counts_of(found, ISSUES) == [found.count]
