from dataclasses import replace

import pytest

from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.positions import PositionStore, StatementStore
from bot.record.statement import Position, Statement

STATEMENT = Statement(
    article="a", speaker="Jane Roe", resolved=True, mention=(0, 8), speaker_title="minister", cue="said",
    cue_span=(9, 13), spans=((14, 20), (22, 30)), start=14, end=30, paragraph=1, kind="indirect", negated=True,
)  # fmt: skip
POSITION = Position(
    article="a", text="words", start=14, end=19, paragraph=1, speaker=None, speaker_kind="institution", actor="spain",
    cue="said", statement_kind="indirect", issue="sanctions", stance="supports", evidence=("wants", "più"),
    affiliation=None,
)  # fmt: skip


@pytest.fixture
def database(database):
    ArticleStore(database).replace(Article("a", "raw", "hash", "2025-01-01T00:00:00+00:00"), [], "model")
    return database


def test_what_was_saved_comes_back(database):
    store = PositionStore(database)
    store.save("a", [STATEMENT], [POSITION])
    assert store.list() == [POSITION]
    assert StatementStore(database).of_article("a") == [STATEMENT]
    assert StatementStore(database).count() == 1


def test_one_sentence_holds_what_an_actor_says_and_what_it_is_charged_with(database):
    charge = replace(POSITION, kind="charged", accuser="Jane Roe", stance="unclear")
    store = PositionStore(database)
    store.save("a", [], [POSITION, charge, replace(charge, accuser=None, issue="troops")])
    assert store.list() == [POSITION, charge, replace(charge, accuser=None, issue="troops")]


def test_saving_again_replaces(database):
    store = PositionStore(database)
    store.save("a", [STATEMENT], [POSITION])
    store.save("a", [], [])
    assert store.list() == []
    assert StatementStore(database).count() == 0


def test_asked_by_actor_issue_article_and_time(database):
    store = PositionStore(database)
    store.save("a", [], [POSITION])
    assert store.list(actor="spain", issue="sanctions", article="a", since="2024-12-31") == [POSITION]
    assert store.list(actor="italy") == []
    assert store.list(issue="other") == []
    assert store.list(since="2025-01-01T00:00:00+00:00") == []
    assert store.actors() == {"spain": 1}


def test_the_same_words_actor_and_issue_twice_is_refused_whole(database):
    store = PositionStore(database)
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        store.save("a", [STATEMENT], [POSITION, POSITION])
    assert StatementStore(database).count() == 0


def test_positions_go_with_their_article(database):
    PositionStore(database).save("a", [STATEMENT], [POSITION])
    ArticleStore(database).replace(Article("a", "new", "other", "2025-02-01T00:00:00+00:00"), [], "model")
    assert PositionStore(database).list() == []


def test_voices_are_counted_and_come_in_the_order_of_their_articles(database):
    store = PositionStore(database)
    spoken = [
        ("spain", "Jane Roe"),
        ("spain", None),
        ("andorra", "Jane Roe"),
        ("spain", "Jane Roe"),
        ("spain", "Ada"),
    ]
    said = [
        replace(POSITION, actor=actor, speaker=speaker, start=start, end=start + 5)
        for start, (actor, speaker) in enumerate(spoken)
    ]
    store.save("a", [], [*said, replace(POSITION, kind="charged"), replace(POSITION, issue="other")])
    assert [(voice.actor, voice.speaker, voice.times) for voice in store.voices(besides="other")] == [
        ("andorra", "Jane Roe", 1),
        ("spain", None, 1),
        ("spain", "Ada", 1),
        ("spain", "Jane Roe", 2),
    ]


def test_positions_come_in_reading_order(database):
    store = PositionStore(database)
    later, first = replace(POSITION, start=30, end=35), replace(POSITION, actor="andorra")
    # Of one place the one that was stored first comes first, whoever's it is.
    store.save("a", [], [later, POSITION, first])
    assert store.list() == [POSITION, first, later]
