import itertools
from pathlib import Path

import pytest

from bot.positions.figures import EVERY, FigureReader, differing
from bot.positions.issues import Issues
from bot.record.article import Article
from bot.record.articles import ArticleStore, content_hash
from bot.record.database import Database
from bot.record.figure import Figure
from bot.record.figures import FigureStore
from bot.record.positions import PositionStore
from embeddings.clean import clean

CONFIG = Path(__file__).resolve().parents[2] / "config"
TEXTS = {
    "x": "The coalition of the willing has 31 member countries by now, the paper counts.\n",
    "y": "The coalition of the willing grew to 35 countries after the meeting in Paris.\n",
    "z": "The coalition of the willing grew to 35 nations after the meeting in Rome.\n",
}


def article(name, raw):
    return Article(name, raw, content_hash(raw), "2025-10-01T00:00:00+00:00")


def figure(name, text, *numbers):
    return Figure(name, "members", "coalition", text, 0, len(text), 1, frozenset(map(float, numbers)))


@pytest.fixture(scope="module")
def reader():
    return FigureReader(Issues.load(CONFIG / "issues.toml"))


def test_differing_figures_of_two_articles(reader):
    articles = {name: article(name, raw) for name, raw in TEXTS.items()}
    read = [one for name, raw in TEXTS.items() for one in reader.read(name, clean(raw))]
    assert {(one.article, *one.numbers) for one in read} == {("x", 31.0), ("y", 35.0), ("z", 35.0)}
    assert all(articles[one.article].raw[one.start : one.end] == one.text for one in read)
    found = differing(read, articles)
    assert {frozenset(row.article.id for row in d.rows) for d in found} == {frozenset("xy"), frozenset("xz")}
    assert {d.kind for d in found} == {"figures"}
    assert differing(read, {"x": articles["x"]}) == []


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Of the coalition's 31 countries, only 10 would send soldiers.", {31, 10}),
        ("A dozen countries joined the coalition.", {12}),
        ("Only 10 joined the coalition.", None),
        ("It rained on 31 countries.", None),
    ],
)
def test_what_a_sentence_counts(reader, sentence, numbers):
    found = reader.read("a", clean(f"{sentence}\n"))
    assert (set(found[0].numbers) if found else None) == numbers


def test_figures_are_stored_with_the_positions_of_their_article(tmp_path):
    database = Database(tmp_path / "record.sqlite3")
    articles, positions, figures = ArticleStore(database), PositionStore(database), FigureStore(database)
    for name in "ab":
        articles.replace(article(name, f"{name} is an article.\n"), [], "model")
    one, other = figure("b", "31 countries", 31, 10), figure("a", "35 countries", 35)
    positions.save("b", [], [], [one])
    positions.save("a", [], [], [other])
    assert figures.all() == [other, one]
    positions.save("b", [], [])
    assert figures.all() == [other]
    articles.replace(article("a", "Another text.\n"), [], "model")
    positions.save("a", [], [], [])
    assert figures.all() == []


def test_among_many_figures_those_in_rare_words_are_still_found():
    """The pair in the same rare words leads, however many speak of the same in other words."""
    names = ("".join(letters) for letters in itertools.product("abcdefgh", repeat=6))
    many = [
        figure(f"m{n}", f"The coalition counts {n % 3 + 20} countries, wrote paper {name}", n % 3)
        for n, name in zip(range(4 * EVERY), names, strict=False)
    ]
    pair = [
        figure("p", "Zanzibar reckons with 31 countries", 31),
        figure("q", "Zanzibar reckons on 35 countries", 35),
    ]
    figures = [*many[:200], pair[0], *many[200:], pair[1]]
    articles = {one.article: article(one.article, one.text) for one in figures}
    found = differing(figures, articles)
    assert ["".join(row.article.id for row in d.rows) for d in found if d.score == 2.0] == ["pq"]
    assert len(found) == 5
