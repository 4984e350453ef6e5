"""An edition as pages: within Discord's limits whatever the record holds, and the same after being frozen."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.briefings.compose import compose
from bot.briefings.edition import Edition, Window
from bot.discord.briefing.frozen import freeze, thaw
from bot.discord.briefing.pages import edition_pages, standing_pages
from bot.discord.views.page import Picture, Text
from bot.record import deliveries
from tests.briefings.test_compose import ALL, DAY, NOW, Book

PICTURE = deliveries.Picture("positions.png", b"png", "who stands where " * 100)


def edition_of(briefing, **more):
    return Edition(briefing, "Morning *desk*", date(2026, 11, 21), 7, schedule=4, **more)


def reference(part):
    return f"ref {part:012x}"


def words(pages):
    return "\n".join(block.words for page in pages for block in page.blocks if isinstance(block, Text))


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
        ),
        max_size=25,
    )
)
def test_every_page_fits_and_ends_in_its_reference(statements):
    book = Book()
    for actor, issue, stance, text in statements:
        book.says(actor, issue, stance, text.strip())
    view = book.view()
    pages = edition_pages(edition_of(compose(view, ALL)), view, PICTURE, reference)
    for part, page in enumerate(pages, start=1):
        assert page.fits()
        assert page.blocks[-1].words.endswith(f"{part} of {len(pages)} · {reference(part)}")
        frozen = freeze(page)
        assert thaw(frozen.body, frozen.picture) == page
    assert all(page.fits() for page in standing_pages(compose(view, ALL).standing, view))


def test_the_head_says_what_is_covered_and_that_it_is_late():
    book = Book().says("russia", "troops", "opposes", "No soldier.")
    edition = edition_of(compose(book.view(), DAY), late=True, due_at=datetime(2026, 11, 21, 6, tzinfo=UTC))
    found = words(edition_pages(edition, book.view(), None, reference))
    assert "## Morning \\*desk\\* · edition 7" in found
    assert "Saturday 21 November 2026" in found
    assert "articles read from 20 Nov 2026 10:00 to 21 Nov 2026 10:00 (Europe/Kyiv)" in found
    assert "this edition was due at 21 Nov 2026 08:00" in found
    assert "Nothing new since the last edition" in found and "No soldier" not in found


def test_moved_and_disagreeing_show_both_quotes():
    book = Book().says("us", "troops", "supports", "We are ready to go.", published="2026-10")
    book.says("us", "troops", "opposes", "We rule it out.", at=NOW, published="2026-11-21")
    book.says("france", "troops", "supports", "We will go.", at=NOW)
    found = words(edition_pages(edition_of(compose(book.view(), DAY)), book.view(), None, reference))
    for text in (
        "### Moved",
        "supports → opposes",
        "We are ready to go.",
        "Oct 2026",
        "We rule it out.",
        "21 Nov 2026",
    ):
        assert text in found
    assert "### Disagree" in found and "We will go." in found


def test_the_picture_comes_with_words_for_those_who_cannot_see_it():
    book = Book().says("russia", "troops", "opposes", "No soldier.")
    pages = edition_pages(edition_of(compose(book.view(), ALL)), book.view(), PICTURE, reference)
    (picture,) = [block for page in pages for block in page.blocks if isinstance(block, Picture)]
    assert picture.alt.startswith("who stands where") and len(picture.alt) <= 1024
    assert "**Troops** ▼ opposes: Russia" in words(pages)


def test_an_empty_record_says_so():
    view = Book().view()
    found = words(edition_pages(edition_of(compose(view, ALL)), view, None, reference))
    assert "holds no position yet" in found
    assert standing_pages((), view) == []


def test_one_line_where_nothing_is_new():
    book = Book().says("russia", "troops", "opposes", "No soldier.")
    edition = edition_of(compose(book.view(), DAY), brief=True, next_at=NOW)
    (page,) = edition_pages(edition, book.view(), None, reference)
    assert f"Next edition: <t:{int(NOW.timestamp())}:F>" in words([page])


@pytest.mark.parametrize("against", [True, False])
def test_what_only_opponents_report_is_marked(against):
    book = Book().says("russia", "troops", "opposes", "No soldier.")
    view = book.view(against=against)
    found = words(edition_pages(edition_of(compose(view, Window(None, NOW, "UTC"))), view, None))
    assert ("reported only by outlets aligned against it" in found) is against
    # In the one line an issue the name is marked, and the mark is explained.
    assert ("Russia†" in found) is against and ("† reported only" in found) is against
