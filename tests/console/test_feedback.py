"""``communique feedback`` lists what readers marked, with its excerpts."""

import json

import pytest
from click.testing import CliRunner

from bot.console.feedback import feedback
from bot.record.answers import AnswerStore, new_id
from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.database import Database
from bot.record.feedback import FeedbackStore
from tests.discord.examples import excerpt

RAW = "One. Two said so. Three."


@pytest.fixture
def marked(tmp_path, monkeypatch):
    """A store with one answer, marked wrong; its id."""
    monkeypatch.setenv("COMMUNIQUE_RECORD__DATA", str(tmp_path))
    database = Database(tmp_path / "record.sqlite3")
    ArticleStore(database).replace(Article("000_a", RAW, "h", "2026-01-01T00:00:00+00:00"), [], "model")
    answer = new_id()
    words = excerpt("Two said so.", start=5, focus=(5, 17))
    AnswerStore(database).keep(answer, "answered", (words,), guild=1, question="Who?", asker=7)
    FeedbackStore(database).vote(answer, 7, 1, "wrong")
    return answer


def test_for_people(marked):
    told = CliRunner().invoke(feedback)
    assert told.exit_code == 0
    for words in (marked, "wrong 1, useful 0", "Question: Who?", "Two said so.", "outlet unknown"):
        assert words in told.output


def test_for_machines(marked):
    told = CliRunner().invoke(feedback, ["--json"])
    (line,) = told.stdout.splitlines()
    found = json.loads(line)
    assert (found["answer"], found["wrong"], found["question"]) == (marked, 1, "Who?")
    assert found["excerpts"][0]["text"] == RAW[found["excerpts"][0]["start"] : found["excerpts"][0]["end"]]
    assert "7" not in {str(value) for value in found.values()}


def test_nothing_marked_is_said_on_standard_error(marked):
    told = CliRunner().invoke(feedback, ["--useful", "--json"])
    assert told.stdout == ""
    assert "No answer was marked useful" in told.stderr
