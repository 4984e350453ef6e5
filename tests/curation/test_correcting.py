"""What a message has to say of a withdrawn article: by how it stands now, against what the message shows."""

from dataclasses import replace

import pytest

from bot.curation.correcting import note_of
from bot.record.article import Article
from bot.record.citations import Quotation
from bot.record.withdrawals import Change, Read, Withdrawal, as_now

WORDS = "Peskov said that troops would be unacceptable."
ARTICLE = Article(
    "one", f"A title\n\n{WORDS}\n", "hash", "2026-01-01", title="A title", outlet="Herald", published="2026-01-02",
    published_basis="stated",
)  # fmt: skip
CITED = Quotation("one", WORDS, None, "Herald", "2026-01-02", "stated")


def note(cited, what, article, *read):
    """The note on what a message shows, of an article in which these positions are read now."""
    return note_of([(one, as_now(one, article, read)) for one in cited], withdrawn(what), article)


def withdrawn(what):
    return Withdrawal(1, "one", "A title", "Herald", what, "2026-11-26T10:00:00+00:00")


def test_removed():
    found = note([CITED], "removed", None)
    assert (found.what, found.title, found.outlet, found.on) == ("removed", "A title", "Herald", "2026-11-26")


def test_put_back_as_it_was_needs_no_word():
    assert note([CITED], "removed", ARTICLE) is None


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (f"Another title\n\nA new first line. {WORDS} And more.\n", None),
        ("A title\n\nPeskov said\nthat troops would\nbe unacceptable.\n", None),
        ("A title\n\nPeskov said that troops would be welcome.\n", "replaced"),
    ],
)
def test_replaced_only_where_the_words_no_longer_stand(raw, what):
    found = note([CITED], "replaced", replace(ARTICLE, raw=raw))
    assert (found.what if found else None) == what


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        ({"title": "Other"}, None),  # not shown where the outlet is known
        ({"author": "A. Writer", "url": "https://x.example/"}, None),
        ({"outlet": "Post"}, [Change("outlet", "Herald", "Post")]),
        ({"published": "2026-01"}, [Change("date", "2026-01-02", "2026-01")]),
        ({"published_basis": "inferred"}, [Change("date", "2026-01-02", "2026-01-02 (inferred)")]),
        (
            {"outlet": None, "published": None, "published_basis": None},
            [Change("outlet", "Herald", None), Change("date", "2026-01-02", None)],
        ),
    ],
)
def test_an_edit_says_what_of_the_shown_facts_changed(edit, changes):
    found = note([CITED, CITED], "edited", replace(ARTICLE, **edit))
    assert (list(found.changes) if found else None) == changes
    assert found is None or found.what == "edited"


def test_a_title_counts_where_it_is_shown():
    cited = replace(CITED, title="A title", outlet=None)
    found = note([cited], "edited", replace(ARTICLE, outlet=None, title="Other"))
    assert found.changes == (Change("title", "A title", "Other"),)


TROOPS = Read("russia", "troops", "opposes", WORDS)
LABELLED = replace(CITED, words=f"He spoke in Moscow. {WORDS}", actor="russia", issue="troops", stance="opposes")
MOSCOW = replace(ARTICLE, raw=f"A title\n\nHe spoke in Moscow. {WORDS}\n")


@pytest.mark.parametrize(
    ("read", "now"),
    [
        ([TROOPS], None),
        ([replace(TROOPS, stance="unclear"), TROOPS], None),
        # The ledger shows an actor of the record alone under one spelling of its name.
        ([replace(TROOPS, actor="russie")], None),
        ([replace(TROOPS, stance="unclear")], "unclear"),
        ([replace(TROOPS, stance="conditional")], "conditional"),
        ([replace(TROOPS, stance="unclear"), replace(TROOPS, actor="ukraine")], "unclear"),
        ([replace(TROOPS, issue="truce")], "unclear"),
        ([replace(TROOPS, words="Other words.")], "unclear"),
        ([], "unclear"),
    ],
)
def test_a_stance_counts_as_its_words_are_read_now(read, now):
    found = note([LABELLED], "edited", MOSCOW, *read)
    assert (found.changes if found else None) == (now and (Change("stance", "opposes", now, LABELLED.words),))
    # Where no stance was claimed there is none to take back.
    assert note([replace(LABELLED, actor=None, issue=None, stance=None)], "edited", MOSCOW, *read) is None
