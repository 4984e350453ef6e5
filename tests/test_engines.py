"""The same record on both engines: every answer, listing and change is the same."""

import json

import numpy as np
import pytest

from bot.answering.answer import Answer
from bot.app import App
from bot.progress import silent
from bot.record.articles import ArticleStore
from bot.record.database import Database
from bot.record.selection import Selection
from bot.record.transfer import Transfer
from bot.settings import load_settings
from embeddings.corpus import search_corpus
from tests.conftest import copy_record

QUESTIONS = (
    "Who called the promise to Ukraine unbreakable?",
    "Which countries refused to send soldiers?",
    "How many countries take part?",
    "Will Russia accept foreign troops?",
    "What did Zakharova say about security guarantees?",
    "What is the weather in Lisbon?",
)


@pytest.fixture(scope="module")
def apps(seed_record, postgres, tmp_path_factory):
    """The application over the seeds' record in its file, and over the same record in PostgreSQL."""
    data = copy_record(seed_record, tmp_path_factory.mktemp("engines") / "data")
    url = postgres.database()
    environment = {"COMMUNIQUE_RECORD__DATA": str(data)}
    here = App(load_settings(environment=environment), silent)
    target = Database(data / "record.sqlite3", url=url, whole=False)
    Transfer(here.database, target, silent_report).run()
    target.close()
    there = App(load_settings(environment={**environment, "COMMUNIQUE_RECORD__URL": url}), silent)
    yield here, there
    for app in (here, there):
        app.close()
        app.database.close()
    postgres.drop(url)


def silent_report(_done, _total, _name):
    """Nobody is told."""


def told(answer: Answer):
    return [(e.role, e.article, e.start, e.end, e.speaker, e.text) for e in answer.excerpts]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_gets_the_same_answer(apps, question):
    here, there = (app.answering.ask(question) for app in apps)
    assert here.status == there.status and told(here) == told(there)


SELECTIONS = (
    Selection(outlets=("TASS",)),
    Selection(since="2025-08"),
    Selection(until="2025-08-20"),
    Selection(actor="ukraine"),
    Selection(since="2025", until="2026", actor="russia"),
)


@pytest.mark.parametrize("selection", SELECTIONS)
def test_what_is_selected_is_searched_exactly(apps, selection):
    here, there = (app.selected(selection) for app in apps)
    assert list(here.articles) == list(there.articles)
    everything = apps[0].retriever
    allowed = [seq for seq in everything.words.seqs if everything_of(everything, seq) in here.articles]
    for question in QUESTIONS:
        vector = apps[0].encoder.encode_questions([question])[0]
        cosines = everything.index.vectors(allowed) @ vector if allowed else np.zeros(0, np.float32)
        nearest = [allowed[place] for place in np.argsort(-cosines, kind="stable")[:10]]
        for snapshot in (here, there):
            found = snapshot.retriever.index.search(vector[None, :], 10)[1][0]
            assert {*found.tolist()} - {-1} == {*map(int, nearest)}
        hits = [search_corpus(snapshot.retriever, [question], 3) for snapshot in (here, there)]
        assert [(h.article, h.start, h.end) for h in hits[0][0]] == [(h.article, h.start, h.end) for h in hits[1][0]]
        assert told(here.answering.ask(question)) == told(there.answering.ask(question))


def everything_of(retriever, seq):
    """The article of a passage."""
    return retriever.words.passage(int(retriever.words.rows(np.array([seq]))[0])).article


def test_the_ledger_is_the_same(apps):
    here, there = (app.ledger for app in apps)
    assert here.rows == there.rows and here.disagreements() == there.disagreements()
    assert json.dumps(here.matrix().actors) == json.dumps(there.matrix().actors)
    for actor in here.matrix().actors:
        assert here.actor(actor) == there.actor(actor) and here.about(actor) == there.about(actor)


def test_the_listings_and_counts_are_the_same(apps):
    here, there = apps
    assert here.articles.all() == there.articles.all()
    assert here.statements.all() == there.statements.all()
    assert here.positions.list() == there.positions.list()
    assert here.figures.all() == there.figures.all()
    assert here.answering.status() == there.answering.status()


def test_a_check_finds_nothing(apps):
    _, there = apps
    found = there.check()
    assert not found.faults and not [line for line in found.repaired if "data folder" not in line]


def test_a_change_is_seen_and_answers_stay_the_same(apps):
    for app in apps:
        ArticleStore(app.database).edit("003_1c1e29eec6f4ef02", {"outlet": "The Post"})
        ArticleStore(app.database).remove(["002_817ae007921a9a15"])
        app.refresh()
    here, there = (app.answering.ask(QUESTIONS[0]) for app in apps)
    assert told(here) == told(there) and here.excerpts[0].outlet == there.excerpts[0].outlet == "The Post"
    assert "002_817ae007921a9a15" not in {excerpt.article for excerpt in there.excerpts}
