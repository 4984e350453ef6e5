"""Words are numbered once a server, whoever reads them again, and what is new is told by that."""

from datetime import UTC, datetime

from bot.record.article import Article
from bot.record.articles import ArticleStore, content_hash
from bot.record.first_read import Before, FirstReadStore
from bot.record.positions import PositionStore
from bot.record.statement import Position
from bot.record.visibility import EVERYTHING, SHARED, seen_by

SERVER = 5


def put(database, name, day, *words, guild=None, kind="said", issue="dam"):
    raw = "\n".join((*words, name))
    article = Article(name, raw, content_hash(raw), f"2025-07-{day:02}T00:00:00+00:00", guild=guild)
    ArticleStore(database).replace(article, [], "none")
    PositionStore(database).save(
        name,
        [],
        [
            Position(name, text, raw.index(text), raw.index(text) + len(text), 1, None, "official", "norway", "said",
                     "indirect", issue, "opposes", (), kind=kind)
            for text in words
        ],
    )  # fmt: skip


def noted(database, sees=SHARED):
    FirstReadStore(database).note(str.upper, sees, besides="other")
    with database.connect() as connection:
        rows = connection.execute("SELECT words, at, guild FROM first_read ORDER BY words, guild").fetchall()
    return [(words, int(at[8:10]), guild) for words, at, guild in rows]


def unknown(database, **before):
    positions = PositionStore(database, SHARED).list(where=Before(None, **before).unknown)
    return [position.text for position in positions]


def test_words_are_noted_once_with_their_earliest_moment(database):
    put(database, "a", 3, "No dam.", "Never.")
    assert noted(database) == [("NEVER.", 3, 0), ("NO DAM.", 3, 0)]
    mark = FirstReadStore(database).mark(None)
    put(database, "b", 1, "no dam.")
    put(database, "c", 4, "NEVER.", "A bridge.")
    assert noted(database) == [("A BRIDGE.", 4, 0), ("NEVER.", 3, 0), ("NO DAM.", 1, 0)]
    assert unknown(database, mark=mark) == ["A bridge."]
    # Read anew, with other words besides.
    put(database, "a", 3, "No dam.", "Never.", "A tunnel.")
    noted(database)
    assert unknown(database, mark=mark) == ["A tunnel.", "A bridge."]
    assert unknown(database, since=datetime(2025, 7, 3, tzinfo=UTC)) == ["A bridge."]
    assert unknown(database, since=datetime(2025, 7, 2, tzinfo=UTC)) == ["Never.", "A tunnel.", "NEVER.", "A bridge."]


def test_what_one_server_reads_is_not_known_to_another(database):
    put(database, "own", 1, "No dam.", guild=SERVER)
    assert noted(database) == []
    assert noted(database, seen_by(SERVER)) == [("NO DAM.", 1, SERVER)]
    put(database, "a", 2, "No dam.")
    assert noted(database) == [("NO DAM.", 2, 0), ("NO DAM.", 1, SERVER)]
    assert unknown(database, mark=FirstReadStore(database).mark(SERVER)) == ["No dam."]
    assert unknown(database, mark=FirstReadStore(database).mark(None)) == []


def test_charges_and_what_is_on_no_issue_are_not_noted(database):
    put(database, "a", 1, "No dam.", kind="charged")
    put(database, "b", 1, "Never.", issue="other")
    assert noted(database, EVERYTHING) == [] and FirstReadStore(database).mark(None) == 0
