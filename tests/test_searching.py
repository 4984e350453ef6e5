"""The words that a snapshot is searched by are those of the record as it is, whatever was kept of former ones."""

import pytest

from bot.app import App
from bot.progress import silent
from bot.sources.incoming import Incoming
from tests.embeddings.test_record_words import COLUMNS

FERRY = "The mayor of Freedonia closed the old ferry on Monday.\n\nAnna Berg, a captain, refused to leave it.\n"
BRIDGE = "The mayor of Freedonia opened the new bridge on Tuesday.\n\nAnna Berg, a captain, crossed it quixoticly.\n"
QUESTIONS = (
    "Who closed the old ferry?",
    "How many countries joined the coalition of the willing?",
    "Who is Ana Berg?",
)


@pytest.fixture
def follows(own_app):
    """Tells, after each change, that the application answers as one does that has kept nothing."""
    own_app.builder.ensure_embedded()

    def compare(guild=None):
        own_app.snapshots.clear()
        fresh = App(own_app.settings, silent)
        ours, theirs = (app.snapshot(guild).retriever.words for app in (own_app, fresh))
        assert list(ours.names) == list(theirs.names)
        for column in COLUMNS:
            assert getattr(ours, column).tolist() == getattr(theirs, column).tolist()
        for counts in ("spelled", "initials", "capitals", "lowers"):
            assert dict(getattr(ours, counts)) == dict(getattr(theirs, counts))
        for row in range(0, len(ours), 7):
            assert ours.postings.stems(row, row + 1) == theirs.postings.stems(row, row + 1)
        for question in QUESTIONS:
            one, other = (app.snapshot(guild).answering.ask(question) for app in (own_app, fresh))
            assert one == other
        return ours

    return compare


def take(app, raw, stem="ferry", guild=None):
    outcome = app.builder.take(Incoming(f"{stem}.txt", stem, f"file:/{stem}.txt", raw, {"outlet": "Herald"}), guild)
    assert outcome.status in ("added", "replaced")
    return outcome.article


def test_an_article_more_is_put_to_the_words_that_there_are(own_app, follows):
    follows()
    take(own_app, FERRY)
    assert follows().sentences_of("ferry") != (0, 0)
    take(own_app, BRIDGE, "a-bridge")
    assert follows().spelled["quixoticly"] == 1


def test_what_is_replaced_removed_and_taken_in_again(own_app, follows):
    take(own_app, FERRY)
    follows()
    take(own_app, BRIDGE)
    assert "ferry" not in follows().spelled
    own_app.articles.remove(["ferry"])
    assert "ferry" not in follows().names
    take(own_app, FERRY)
    assert follows().sentences_of("ferry") != (0, 0)


def test_what_a_server_adds_is_put_to_the_words_of_all(own_app, follows):
    follows()
    take(own_app, FERRY, guild=7)
    assert "ferry" in follows(7).names
    assert "ferry" not in follows().names
    take(own_app, BRIDGE, "bridge")
    assert {"ferry", "bridge"} <= set(follows(7).names)
    assert "quixoticly" in follows().spelled and "ferry" not in follows().names
