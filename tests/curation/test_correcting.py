"""What a message has to say of a withdrawn article: by how it stands now, against what the message shows."""

from dataclasses import replace

import pytest

from bot.curation.correcting import note_of
from bot.record.article import Article
from bot.record.citations import Quotation
from bot.record.corrections import Change, Withdrawal

WORDS = "Peskov said that troops would be unacceptable."
ARTICLE = Article(
    "one", f"A title\n\n{WORDS}\n", "hash", "2026-01-01", title="A title", outlet="Herald", published="2026-01-02",
    published_basis="stated",
)  # fmt: skip
CITED = Quotation("one", WORDS, None, "Herald", "2026-01-02", "stated")


def withdrawn(what):
    return Withdrawal(1, "one", "A title", "Herald", what, "2026-11-26T10:00:00+00:00")


def test_removed():
    note = note_of([CITED], withdrawn("removed"), None)
    assert (note.what, note.title, note.outlet, note.on) == ("removed", "A title", "Herald", "2026-11-26")


def test_put_back_as_it_was_needs_no_word():
    assert note_of([CITED], withdrawn("removed"), ARTICLE) is None


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (f"Another title\n\nA new first line. {WORDS} And more.\n", None),
        ("A title\n\nPeskov said\nthat troops would\nbe unacceptable.\n", None),
        ("A title\n\nPeskov said that troops would be welcome.\n", "replaced"),
    ],
)
def test_replaced_only_where_the_words_no_longer_stand(raw, what):
    note = note_of([CITED], withdrawn("replaced"), replace(ARTICLE, raw=raw))
    assert (note.what if note else None) == what


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
    note = note_of([CITED, CITED], withdrawn("edited"), replace(ARTICLE, **edit))
    assert (list(note.changes) if note else None) == changes
    assert note is None or note.what == "edited"


def test_a_title_counts_where_it_is_shown():
    cited = replace(CITED, title="A title", outlet=None)
    note = note_of([cited], withdrawn("edited"), replace(ARTICLE, outlet=None, title="Other"))
    assert note.changes == (Change("title", "A title", "Other"),)
