"""An edition as a page: short and within Discord's limits whatever the record holds, the same after being frozen."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.briefings.compose import MAX_WORDS, compose
from bot.briefings.edition import Edition, Window
from bot.discord.briefing.behind import page_behind
from bot.discord.briefing.custom_ids import (
    AT_ONCE,
    LONGEST,
    MOST_NAMED,
    at_once_id,
    edition_id,
    kept_id,
    named,
    scope_id,
)
from bot.discord.briefing.frozen import freeze, thaw
from bot.discord.briefing.pages import edition_page, words_shown
from bot.discord.views.page import Picture, Text
from bot.record import deliveries
from bot.record.schedules import Scope
from tests.briefings.test_compose import ALL, DAY, NOW, Book

PICTURE = deliveries.Picture("positions.png", b"png", "who stands where " * 100)
REFERENCE = f"ref {1:012x}"


def edition_of(briefing, **more):
    return Edition(briefing, "Morning *desk*", date(2026, 11, 21), 7, schedule=4, **more)


def ids(what):
    return edition_id(what, 4, date(2026, 11, 21))


def words(*pages):
    return "\n".join(block.words for page in pages for block in page.blocks if isinstance(block, Text))


def pages_behind(what, briefing, view, picture=None):
    pages, more = [], True
    while more:
        page, more = page_behind(what, briefing, view, len(pages), picture)
        pages += [page] if page is not None else []
    return pages


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["russia", "france", "ukraine", "expert-on_things"]),
            st.sampled_from(["troops", "truce", "other"]),
            st.sampled_from(["supports", "opposes", "conditional"]),
            st.text("ab *_`~|<>@#[]()", min_size=3, max_size=700).filter(
                lambda text: text.strip() and "\n" not in text
            ),
            st.booleans(),
        ),
        max_size=25,
    ),
    st.text("ab *_ ", min_size=1, max_size=80),
)
def test_an_edition_is_one_short_message_that_ends_in_its_reference(statements, title):
    book = Book()
    for actor, issue, stance, text, whole in statements:
        book.says(actor, issue, stance, f"Kyiv {text.strip()}." if whole else text.strip())
    view = book.view()
    briefing = compose(view, ALL)
    edition = replace(edition_of(briefing, late=True, due_at=NOW, next_at=NOW), title=title)
    page = edition_page(edition, view, ids=ids, picture=PICTURE, reference=REFERENCE)
    assert page.fits() and words_shown(page) <= MAX_WORDS
    assert page.blocks[-1].words.endswith(REFERENCE)
    frozen = freeze(page)
    assert thaw(frozen.body, frozen.picture) == page and frozen.cites == page.cites
    for what in ("new", "disagree", "standing", "left"):
        assert all(one.fits() for one in pages_behind(what, briefing, view, PICTURE))


def test_the_head_says_what_is_covered_and_that_it_is_late():
    book = Book().says("russia", "troops", "opposes", "No soldier.")
    edition = edition_of(compose(book.view(), DAY), late=True, due_at=datetime(2026, 11, 21, 6, tzinfo=UTC))
    found = words(edition_page(edition, book.view(), reference=REFERENCE))
    assert "### Morning \\*desk\\* · 21 Nov 2026 · edition 7" in found
    assert "this edition was due at 21 Nov 2026 08:00" in found
    assert "Nothing new since yesterday." in found and "No soldier" not in found


def test_who_moved_is_told_with_what_was_said_before_and_both_quotes_stand_behind():
    book = Book().says("us", "troops", "supports", "We are ready to go.", published="2026-10")
    book.says("us", "troops", "opposes", "Washington rules out troops.", at=NOW, published="2026-11-21")
    book.says("france", "troops", "supports", "Paris will send troops.", at=NOW)
    briefing = compose(book.view(), DAY)
    page = edition_page(edition_of(briefing), book.view(), ids=ids, reference=REFERENCE)
    assert "1 moved, newly opposed on 1 issue, 2 articles from 1 known outlet since yesterday." in words(page)
    assert "**Moved\\: Us against Troops \\(for in Herald, Oct 2026\\)**" in words(page)
    assert {quotation.words for quotation in page.cites} >= {"We are ready to go.", "Washington rules out troops."}
    found = words(*pages_behind("new", briefing, book.view()))
    for text in (
        "### Moved",
        "supports → opposes",
        "We are ready to go.",
        "Oct 2026",
        "Washington rules out troops.",
    ):
        assert text in found
    assert "Paris will send troops." in words(*pages_behind("disagree", briefing, book.view()))


def test_the_picture_comes_with_words_for_those_who_cannot_see_it():
    book = Book().says("russia", "troops", "opposes", "No soldier.")
    pages = pages_behind("standing", compose(book.view(), ALL), book.view(), PICTURE)
    (picture,) = [block for page in pages for block in page.blocks if isinstance(block, Picture)]
    assert picture.alt.startswith("who stands where") and len(picture.alt) <= 1024
    assert "**Troops** ▼ opposes: Russia" in words(*pages)


def test_an_empty_record_says_so():
    view = Book().view()
    briefing = compose(view, ALL)
    page = edition_page(edition_of(briefing), view, ids=ids, reference=REFERENCE)
    assert "Nothing new in the whole record." in words(page) and page.buttons == ()
    assert "holds no position yet" in words(*pages_behind("standing", briefing, view))
    assert pages_behind("new", briefing, view) == []


def test_one_line_where_nothing_is_new():
    book = Book().says("russia", "troops", "opposes", "No soldier.")
    page = edition_page(edition_of(compose(book.view(), DAY), next_at=NOW), book.view(), ids=ids, reference=REFERENCE)
    assert f"Next edition: <t:{int(NOW.timestamp())}:f>" in words(page)
    assert len(page.blocks) == 2 and [button.label for button in page.buttons] == ["Standing positions"]


@pytest.mark.parametrize("against", [True, False])
def test_what_only_opponents_report_is_marked(against):
    book = Book().says("russia", "troops", "opposes", "Moscow wants no troops.")
    view = book.view(against=against)
    briefing = compose(view, Window(None, NOW, "UTC"))
    assert ("only opponents’ outlets say so" in words(edition_page(edition_of(briefing), view))) is against
    found = words(*pages_behind("standing", briefing, view))
    assert ("reported only by outlets aligned against it" in found) is against
    # In the one line an issue the name is marked, and the mark is explained.
    assert ("Russia†" in found) is against and ("† reported only" in found) is against


def test_buttons_hold_their_scope_or_the_name_under_which_it_is_kept():
    known = [f"issue-{number}" for number in range(30)]
    scope = Scope(issues=tuple(known[: MOST_NAMED - 1]), actors=("russia",))
    found = at_once_id("standing", NOW, 3650, scope_id(scope), 99999)
    state = re.fullmatch(AT_ONCE, found).groupdict()
    assert len(found) <= LONGEST and state["kept"] is None
    assert named(state["issues"], known) == scope.issues
    assert named(state["actors"], ["france", "russia"]) == scope.actors
    assert scope_id(replace(scope, actors=("russia", "france"))) is None
    kept = re.fullmatch(AT_ONCE, at_once_id("standing", NOW, 3650, kept_id("0123456789abcdef"), 99999))
    assert len(kept.string) <= LONGEST and kept["kept"] == "0123456789abcdef"
