"""``search`` on the record and ``ask``, of an outlet, a time and an actor: as if the record held nothing else."""

import json

import pytest
from click.testing import CliRunner

import bot.app
from bot.__main__ import communique


@pytest.fixture
def run(seed_app, monkeypatch):
    monkeypatch.setattr(bot.app, "build_app", lambda *_, **__: seed_app)
    return lambda *arguments: CliRunner().invoke(communique, list(arguments))


def found(result):
    assert result.exit_code == 0, result.output
    return [hit["article"] for line in result.stdout.splitlines() for hit in json.loads(line)["hits"]]


def test_the_record_is_searched_and_what_is_selected_alone(run, seed_app):
    articles = {article.id: article for article in seed_app.articles.all()}
    everything = found(run("search", "soldiers", "to", "Ukraine", "--json"))
    assert {*everything} == {*articles}
    outlet = next(article.outlet for article in articles.values() if article.outlet)
    own = {name for name, article in articles.items() if article.outlet == outlet}
    assert {*found(run("search", "soldiers", "--outlet", outlet.upper(), "--json"))} == own != {*articles}
    newest = max(article.published for article in articles.values() if article.published)
    dated = found(run("search", "soldiers", "--since", newest[:10], "--json"))
    assert dated and all(articles[name].published == newest for name in dated)
    assert found(run("search", "soldiers", "--since", newest, "--until", "1999", "--json")) == []
    speaking = {position.article for position in seed_app.positions.list(actor="russia", charged=False)}
    assert {*found(run("search", "soldiers", "--actor", "Russia", "--json"))} == speaking


def test_a_hit_is_shown_with_title_and_words_for_people(run, seed_app):
    shown = run("search", "soldiers", "-k", "1").output
    assert "  1. " in shown and len(shown.splitlines()) >= 2


def test_a_question_is_answered_from_what_is_selected(run, seed_app):
    article = next(article for article in seed_app.articles.all() if article.outlet)
    result = run("ask", "What was said of Ukraine?", "--outlet", article.outlet, "--json")
    excerpts = json.loads(result.stdout)["excerpts"]
    assert excerpts and {excerpt["outlet"] for excerpt in excerpts} == {article.outlet}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["search", "a", "--outlet", "\x1b[31mNowhere"], 'No article of the record is of the outlet "'),
        (["ask", "a", "--since", "yesterday"], '--since "yesterday" is no date: write YYYY, YYYY-MM or YYYY-MM-DD.'),
        (["ask", "a", "--until", "1999"], "No article of the record is of that outlet and time"),
        (["search", "a", "--actor", "Nobody at all"], 'There is no actor "Nobody at all"'),
        (["search", "a", "--corpus", "seeds", "--since", "2025"], "leave --corpus out"),
    ],
)
def test_what_cannot_be_selected_is_one_sentence(run, arguments, told):
    result = run(*arguments)
    assert told in str(result.exception) and "\x1b" not in str(result.exception)
