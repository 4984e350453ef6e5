"""The judge and the record: heard after the reading, outside of every transaction, and waited for by nobody."""

import sqlite3
from contextlib import closing

import pytest

from bot.app import App, silent
from bot.building.inputs import fingerprint_of
from bot.building.reading import ArticleReader
from bot.judging.seat import unasked
from bot.settings import load_settings
from tests.conftest import copy_record
from tests.model_server import labelled

ARROWS = ("supports", "opposes")


@pytest.fixture
def at(seed_record, served, tmp_path):
    """Opens the seeds' record, which was read without a judge, with one in the seat."""
    data = tmp_path / "data"
    copy_record(seed_record, data)

    def make(judge=True, **more):
        named = {"URL": served.url, "MODEL": "qwen", "RETRIES": 0, "REQUEST_SECONDS": 20, **more} if judge else {}
        environment = {f"COMMUNIQUE_JUDGE__{key}": str(value) for key, value in named.items()}
        return App(load_settings(environment={"COMMUNIQUE_RECORD__DATA": str(data), **environment}), silent)

    return make


def rows(app):
    return sorted(app.positions.list(), key=lambda row: (row.article, row.start, row.actor, row.issue))


def arrows(found):
    return {(row.article, row.start, row.actor, row.issue): row.stance for row in found if row.stance in ARROWS}


def test_the_judges_seat_has_a_name_in_every_fingerprint(at):
    nobody = at(judge=False).settings
    one = at().settings
    assert fingerprint_of(one) != fingerprint_of(nobody) == fingerprint_of(unasked(one))
    others = [at(MODEL="another"), at(URL="http://127.0.0.1:9/v1")]
    assert len({fingerprint_of(app.settings) for app in others} | {fingerprint_of(one)}) == 3
    assert fingerprint_of(at(REST_SECONDS=7, BATCH_SIZE=3).settings) == fingerprint_of(one)


def test_an_article_waits_by_the_linked_reading_until_the_judge_is_heard(at, served):
    before = rows(at(judge=False))
    app = at()
    assert (app.builder.stale(), len(app.builder.docket.waiting())) == ([], 5)
    app.prepare()
    assert rows(app) == before and served.asked == []
    version = app.readings.version()
    first = app.builder.docket.waiting()[0]
    assert app.builder.ask([first]) == 1
    assert first not in app.builder.docket.waiting() and len(app.builder.docket.waiting()) == 4
    assert app.readings.version() != version
    # This judge sees no stance anywhere: of the article's arrows none stands, and deeds without a side are gone.
    after = rows(app)
    assert not arrows([row for row in after if row.article == first])
    assert [row for row in after if row.article != first] == [row for row in before if row.article != first]
    held = [row for row in before if row.article == first]
    assert arrows(held) and any(row.kind == "did" for row in held)
    assert not any(row.kind == "did" and row.issue != "other" for row in after if row.article == first)
    # Read again for another reason, it is read with what the judge said, and nobody is asked.
    asked = len(served.asked)
    app.builder.read_one(first)
    assert rows(app) == after and first not in app.builder.docket.waiting()
    assert len(served.asked) == asked
    # Without the judge the reading is the former.
    without = at(judge=False)
    assert without.builder.stale() == [first]
    without.prepare()
    assert rows(without) == before


def test_while_the_judge_thinks_the_record_is_free_and_questions_are_answered(at, served):
    app = at()
    found = []

    def model(statements):
        with closing(sqlite3.connect(app.database.path, timeout=0)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.rollback()
        found.append(app.answering.ask("Who called the promise to Ukraine unbreakable?").status)
        return labelled(statements, lambda _one: "none")

    served.model = model
    app.builder.ask(app.builder.docket.waiting()[:1])
    assert served.problems == []
    assert found and set(found) == {"answered"}


@pytest.mark.parametrize(("fault", "words"), [(503, "it answers 503"), (30.0, "within 0.3 s")])
def test_away_or_slow_the_linked_reading_stands(at, served, fault, words):
    before = rows(at(judge=False))
    app = at(REQUEST_SECONDS=0.3)
    served.faults = [fault] * 9
    assert app.builder.ask() == 0
    # One article was tried, then it was left alone.
    assert len(served.asked) == 1
    assert words in app.builder.docket.judge.absence.reason
    assert not app.builder.docket.due() and len(app.builder.docket.waiting()) == 5
    assert app.builder.ask() == 0 and len(served.asked) == 1
    app.prepare()
    assert rows(app) == before and app.builder.waiting() == 0


def test_an_article_that_the_judge_fails_on_keeps_no_other_waiting(at, served):
    app = at(REST_SECONDS=0.001)
    first = app.builder.docket.waiting()[0]
    raw = app.articles.get(first).raw

    def model(statements):
        assert not any(one["statement"] in raw for one in statements)
        return labelled(statements, lambda _one: "none")

    served.model = model
    for _ in range(60):
        app.builder.ask()
        if app.builder.docket.waiting() == [first]:
            break
    assert app.builder.docket.waiting() == [first]
    assert served.problems


def test_a_claim_is_held_against_what_the_judge_left_and_is_not_sent(at, served):
    claim = "Hungary is against sending foreign troops to Ukraine."
    app = at()
    assert app.answering.check(claim).verdict == "same"
    assert served.asked == []
    app.builder.ask()
    app.refresh()
    asked = len(served.asked)
    assert app.answering.check(claim).verdict is None
    assert len(served.asked) == asked and not any(claim in one["statement"] for one in served.statements)


def test_another_configuration_carries_the_heard_and_the_waiting_alike(at, tmp_path):
    app = at()
    first, *others = app.builder.docket.waiting()
    app.builder.ask([first])
    app.builder.note()
    outlets = tmp_path / "config" / "outlets.toml"
    outlets.parent.mkdir()
    for file in app.settings.config_dir.glob("*.toml"):
        (outlets.parent / file.name).write_bytes(file.read_bytes())
    outlets.write_text(outlets.read_text(encoding="utf-8") + "\n# another word\n", encoding="utf-8")
    settings = app.settings.model_copy(update={"config_dir": outlets.parent})
    again = App(settings, silent)
    assert sorted(again.builder.stale()) == sorted([first, *others])
    again.prepare(wait=False)
    assert again.builder.stale() == []
    assert again.builder.docket.waiting() == others


def test_the_reader_says_what_the_record_will_hold(at, served):
    app = at()
    article = app.articles.all()[0]
    reader = ArticleReader(app.settings, app.registry, app.outlets, app.issues)
    from embeddings.clean import clean

    text = clean(article.raw)
    unheard = reader.read(article, text)
    assert (unheard.fingerprint, served.asked) == (reader.unheard, [])
    heard = reader.read_and_ask(article, text)
    assert heard.fingerprint == reader.fingerprint and heard.positions != unheard.positions
    assert reader.read(article, text) == heard
    assert [one["statement"] in article.raw for one in served.statements] == [True] * len(served.statements)


def test_a_process_of_its_own_asks_beside_the_bot(at):
    app = at()
    assert app.reread_aside() == 0
    assert app._rereading.wait() == 0
    assert app.builder.docket.waiting() == []
    app.ask_aside()
    assert app._rereading is None
    app.close()
