"""An agency's text that another outlet reprints, from the file to every surface that counts it."""

import json

import pytest
from click.testing import CliRunner

import bot.app
from bot.__main__ import communique
from bot.app import App, silent
from bot.briefings.edition import Window
from bot.briefings.view import moment_of
from bot.settings import ROOT, load_settings
from tests.conftest import copy_record

SEED = "003_1c1e29eec6f4ef02"
RAW = (ROOT / "seeds" / f"{SEED}.txt").read_bytes().decode()
COPIES = ("gazette", "courier")
ADDED = "The foreign minister of Spain said that Spain would not send troops to Ukraine under any circumstances."


@pytest.fixture(scope="module")
def copied(seed_record, tmp_path_factory):
    """The seeds with the same text from another outlet, and from a third, which adds a sentence of its own."""
    data, folder = tmp_path_factory.mktemp("copies") / "data", tmp_path_factory.mktemp("more")
    copy_record(seed_record, data)
    app = App(load_settings(environment={"COMMUNIQUE_RECORD__DATA": str(data)}), silent)
    before = app.ledger
    _ = before.rows, before.disagreements()
    (folder / "gazette.txt").write_text(RAW, encoding="utf-8", newline="")
    (folder / "courier.txt").write_text(f"Another headline\n\n{ADDED}\n\n{RAW}", encoding="utf-8", newline="")
    facts = '[[article]]\nfile = "{0}.txt"\noutlet = "{1}"\n'
    manifest = "\n".join(facts.format(name, name.title()) for name in ("gazette", "courier"))
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    return app, before, {outcome.name: outcome for outcome in app.ingest([folder])}


def links(app):
    return {article.id: article.same_as for article in app.articles.all() if article.same_as}


def test_the_copies_are_linked_and_named(copied):
    app, _, outcomes = copied
    assert outcomes["gazette.txt"].detail == f"repeats {SEED} (100 % of its text)"
    assert outcomes["courier.txt"].detail.startswith(f"repeats {SEED} (")
    assert links(app) == {"gazette": SEED, "courier": SEED}


def test_positions_are_those_of_before_and_what_is_new(copied):
    app, before, _ = copied
    now = app.ledger
    assert [row.position for row in now.rows if row.article.id not in COPIES] == [row.position for row in before.rows]
    own = [row for row in now.rows if row.article.id in COPIES]
    assert own and all(row.article.id == "courier" and row.position.text.strip() in ADDED for row in own)
    again = [row for row in now.rows if row.article.id == SEED]
    assert again and all(set(row.also_in) == {"Gazette", "Courier"} for row in again)
    counts, counted = before.counts(before.rows), now.counts([row for row in now.rows if row not in own])
    assert counted.positions == counts.positions and counted.latest == counts.latest
    assert (counted.articles, counted.outlets) == (counts.articles + 2, counts.outlets + 2)


def test_disagreements_are_those_of_before(copied):
    app, before, _ = copied

    def sides(ledger):
        return [
            (
                d.kind,
                d.topic,
                side.label,
                [r.position.text for r in side.rows if r.position.text.strip() not in ADDED],
            )
            for d in ledger.disagreements()
            for side in d.sides
        ]

    assert sides(app.ledger) == sides(before)


def test_a_briefing_holds_what_is_new_alone(copied):
    app, _, _ = copied
    view = app.briefings.briefer.view
    seeds = max(moment_of(a.ingested_at) for a in view.articles.values() if a.id not in COPIES)
    composed = app.briefings.briefer.compose(Window(seeds, view.newest, "UTC"))
    assert {row.article.id for row in (*composed.new, *composed.older)} <= {"courier"}


def test_an_answer_shows_no_sentence_twice_and_counts_the_outlets(copied):
    app, _, _ = copied
    for question in ("Who will send troops?", "What did Spain say about troops?", "What did Macron say?"):
        answer = app.answering.ask(question)
        assert answer.excerpts
        focus = [e.text[e.focus[0] - e.start : e.focus[1] - e.start] for e in answer.excerpts]
        assert len(focus) == len(set(focus))
        told = {article for e in answer.excerpts for article in (e.article, *(c.id for c in e.copies))}
        assert answer.coverage.articles == len(told)
        for excerpt in answer.excerpts:
            if excerpt.article in COPIES:
                assert ADDED in excerpt.text
            if excerpt.article == SEED:
                assert {c.id for c in excerpt.copies} == set(COPIES)


def test_for_machines_every_row_is_there_and_names_the_article_it_repeats(copied, monkeypatch):
    app, _, _ = copied
    monkeypatch.setattr(bot.app, "build_app", lambda *_, **__: app)

    def lines(*arguments):
        result = CliRunner().invoke(communique, [*arguments, "--json"])
        return [json.loads(line) for line in result.stdout.splitlines()]

    rows = lines("positions")
    assert [row for row in rows if not row["same_as"]] == lines("matrix")
    assert {row["article"] for row in rows if row["same_as"]} == set(COPIES)
    assert lines("status")[0]["copies"] == 2


def test_the_same_text_from_the_same_or_no_outlet_is_not_stored(copied, tmp_path):
    app, _, _ = copied
    path = tmp_path / "nowhere.txt"
    path.write_text(RAW, encoding="utf-8", newline="")
    (outcome,) = app.ingest([path])
    assert outcome.status == "unchanged" and app.articles.count() == 7


def test_an_older_store_is_looked_through_at_the_next_start(copied):
    app, _, _ = copied
    with app.database.write() as connection:
        connection.execute("DELETE FROM sketch")
        connection.execute("UPDATE article SET same_as = NULL")
    app.prepare()
    assert app.builder._copies.unsketched() == []
    assert links(app) == {"gazette": SEED, "courier": SEED}


def test_what_copies_say_is_known_when_the_original_goes(copied):
    app, _, _ = copied
    view = app.briefings.briefer.refresh()
    assert {row.article.id for row in app.ledger.stored.repeats} == set(COPIES)
    last = Window(None, view.newest, "UTC", mark=view.mark)
    app.articles.remove([SEED])
    app.refresh()
    view = app.briefings.briefer.refresh()
    # The courier came in first.
    assert links(app) == {"gazette": "courier"} and app.ledger.stored.repeats
    assert app.briefings.briefer.compose(last).nothing_new
