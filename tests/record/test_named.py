"""Whom words name is noted once for each position, and forgotten with it."""

from bot.record.articles import ArticleStore
from bot.record.named import NamedStore
from bot.record.positions import PositionStore
from bot.record.visibility import SHARED
from tests.record.test_first_read import put


def note(database):
    """Note the words in capitals that a text holds; the texts that were looked through."""
    looked = []

    def names(text):
        looked.append(text)
        return [word for word in text.split() if word.isupper()]

    NamedStore(database, "other").note(names)
    return looked


def naming(database, *actors):
    return [position.text for position in PositionStore(database, SHARED).list(where=NamedStore.of(actors))]


def test_words_are_looked_through_once(database, monkeypatch):
    monkeypatch.setattr("bot.record.named.AT_ONCE", 2)
    put(database, "a", 1, "OSLO says no.", "BERGEN and OSLO do.", "Nobody.")
    put(database, "b", 1, "BERGEN asks.")
    assert note(database) == ["OSLO says no.", "BERGEN and OSLO do.", "Nobody.", "BERGEN asks."]
    assert note(database) == []
    assert naming(database, "OSLO") == ["OSLO says no.", "BERGEN and OSLO do."]
    assert naming(database, "OSLO", "BERGEN") == ["OSLO says no.", "BERGEN and OSLO do.", "BERGEN asks."]
    put(database, "b", 1, "OSLO asks.")
    # What names nobody at the end is looked through with it.
    assert note(database) == ["Nobody.", "OSLO asks."]
    assert naming(database, "BERGEN") == ["BERGEN and OSLO do."]
    ArticleStore(database).remove(["a"])
    assert naming(database, "OSLO") == ["OSLO asks."]


def test_charges_and_what_is_on_no_issue_are_not_looked_through(database):
    put(database, "a", 1, "OSLO says no.", kind="charged")
    put(database, "b", 1, "OSLO says no.", issue="other")
    assert note(database) == []
