"""A server sees the shared record and its own additions, everybody else the shared record alone."""

from datetime import UTC, datetime

import pytest

from bot.briefings.edition import Window
from bot.ledger.matrix import matrix_of
from bot.sources.incoming import Incoming

OURS, THEIRS, BARE = 7, 8, 9
SENT = "Freedonia will send forty foreign troops to Ukraine as peacekeepers, President Volodymyr Zelensky said.\n"
REFUSED = (
    "Zelensky opposes the deployment of foreign troops.\n\n“We reject foreign troops in Ukraine, quixoticly put,” "
    "President Volodymyr Zelensky said in Freedonia on Tuesday. “We are against peacekeepers.”\n"
)
QUESTION = "How many foreign troops will Freedonia send?"


@pytest.fixture
def app(own_app):
    for stem, raw, guild in (("sent", SENT, OURS), ("refused", REFUSED, THEIRS)):
        incoming = Incoming(f"{stem}.txt", stem, f"upload:{guild}/{stem}", raw, {"outlet": f"Outlet {guild}"})
        assert own_app.builder.ingestor.take(incoming, guild).status == "added"
    own_app.refresh()
    return own_app


def test_questions_are_answered_from_what_their_server_sees(app):
    found = {guild: app.snapshot(guild).answering.ask(QUESTION) for guild in (None, OURS, THEIRS, BARE)}
    assert "forty" in found[OURS].excerpts[0].text
    for guild in (None, THEIRS, BARE):
        assert all(excerpt.article != "sent" for excerpt in found[guild].excerpts)
    assert found[BARE] == found[None]


def test_servers_without_additions_share_one_snapshot(app):
    assert app.snapshot(BARE) is app.snapshot(None) is app.snapshot()
    assert app.snapshot(OURS) is not app.snapshot() and app.snapshot(OURS) is app.snapshot(OURS)


def test_words_counts_and_disagreements_of_other_servers_leave_no_trace(app, seed_app):
    shared, plain = app.snapshot(), seed_app.snapshot()
    assert not shared.retriever.known(shared.retriever.query("quixoticly").stems[0])
    assert not shared.retriever.speller.knows("quixoticly") and app.snapshot(THEIRS).retriever.speller.knows(
        "quixoticly"
    )
    status = shared.answering.status()
    assert (status.articles, status.passages, status.outlets) == (
        plain.answering.status().articles,
        plain.answering.status().passages,
        plain.answering.status().outlets,
    )
    assert app.snapshot(OURS).answering.status().articles == status.articles + 1
    assert shared.statements == plain.statements
    texts = [
        [[row.position.text for row in d.rows] for d in snapshot.ledger.disagreements()]
        for snapshot in (shared, plain)
    ]
    assert texts[0] and texts[0] == texts[1]
    assert {row.article.id for row in app.snapshot(THEIRS).ledger.rows} - {
        row.article.id for row in shared.ledger.rows
    } == {"refused"}


def test_the_shared_record_ranks_as_if_there_were_no_additions(app, seed_app):
    for question in ("Which countries refuse to send troops?", "Who blocks peace?"):
        one, other = app.snapshot().answering.ask(question), seed_app.answering.ask(question)
        assert [(e.article, e.start, e.score) for e in one.excerpts] == [
            (e.article, e.start, e.score) for e in other.excerpts
        ]


def test_a_briefing_of_a_server_holds_its_own_additions(app):
    briefer = app.briefings.briefer
    whole = Window(None, datetime.now(UTC), "UTC")
    held = {}
    for guild in (None, OURS, THEIRS):
        briefer.for_guild(guild).refresh()
        held[guild] = {row.article.id for row in briefer.for_guild(guild).compose(whole).new}
    assert held[THEIRS] - held[None] == {"refused"} and "refused" not in held[OURS]
    assert briefer.for_guild(BARE) is briefer


def test_what_one_server_read_first_is_new_to_another(app):
    briefer = app.briefings.briefer
    briefer.for_guild(THEIRS).refresh()
    with app.database.connect() as connection:
        noted = dict(connection.execute("SELECT guild, count(*) FROM first_read GROUP BY guild").fetchall())
    assert noted.keys() == {0, THEIRS}


def test_a_bot_begins_without_reading_every_position(seed_app, own_app):
    snapshot = own_app.snapshot().load()
    assert snapshot.answering.ask("Who opposes foreign troops in Ukraine?").excerpts
    assert snapshot.ledger.matrix() == matrix_of(seed_app.ledger.rows, seed_app.issues)
    assert snapshot.ledger.disagreements() == seed_app.ledger.disagreements()
    assert not {"rows", "every_row"} & vars(snapshot.ledger).keys()
