"""Listings page by page, and the custom ids that turn them."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.discord.escape import Markdown
from bot.discord.ledger_pages import entry_of
from bot.discord.query import KINDS, PATTERN, STANDS, Query
from bot.discord.views.actor import Subject, actor_pages
from bot.discord.views.listing import ENTRIES_A_PAGE, RESERVED, Shown, pages_of, turning, written
from bot.discord.views.page import MAX_TEXT, Text
from bot.ledger.stacks import Stack

SLUGS = st.none() | st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True)
QUERIES = st.builds(
    Query,
    st.sampled_from(KINDS), SLUGS, SLUGS, SLUGS, st.booleans(), st.none() | st.sampled_from(["2025", "2025-08-25"]),
    st.integers(0, 9999), st.booleans(), st.none() | st.sampled_from(list(STANDS.values())),
)  # fmt: skip


@given(QUERIES, st.sampled_from("pnfl"))
def test_a_listing_is_read_back_out_of_its_custom_id(query, role):
    match = re.fullmatch(PATTERN, query.id(role))
    assert match["role"] == role and Query.of(match) == query


def test_a_custom_id_from_before_there_were_stands_is_read_too():
    match = re.fullmatch(PATTERN, "q:n:actor:russia:~:sanctions:10:2025-08:3")
    assert Query.of(match) == Query("actor", "russia", None, "sanctions", True, "2025-08", 3)


@given(st.lists(st.tuples(st.sampled_from(["", "Fish", "Oil"]), st.integers(1, 5000)), max_size=40))
def test_every_entry_stands_on_one_page_and_a_page_holds_what_fits(given_entries):
    entries = [
        Shown(head, size, lambda n=n: Text(Markdown(f"entry {n}"))) for n, (head, size) in enumerate(given_entries)
    ]
    pages = pages_of(entries)
    assert [entry for page in pages for entry in page] == entries
    for page in pages:
        size = sum(entry.size for entry in page)
        assert len(page) <= ENTRIES_A_PAGE and (len(page) < 2 or size <= MAX_TEXT - RESERVED)
        heads = [head for text in written(page) for head in ("Fish", "Oil") if f"**{head}**" in text.words]
        assert heads == [e.head for n, e in enumerate(page) if e.head and (n == 0 or page[n - 1].head != e.head)]


def test_first_and_last_come_with_the_third_page():
    labels = [[button.label for button in turning(Query("actor", "spain"), 0, pages)] for pages in (1, 2, 3)]
    assert labels == [[], ["Previous", "Next"], ["First", "Previous", "Next", "Last"]]
    for page in range(3):
        buttons = turning(Query("actor", "spain", page=page), page, 3)
        assert len({button.custom_id for button in buttons}) == 4
        assert [button.disabled for button in buttons] == [page == 0, page == 0, page == 2, page == 2]


def test_a_row_takes_no_more_room_than_was_reckoned_and_every_page_fits(seed_app):
    ledger = seed_app.ledger
    rows = [*ledger.rows, *(row for row in ledger.all_rows if row.charged)]
    starred = [
        replace(row, position=replace(row.position, speaker="_*A*_ `b`", affiliation="[x](y) * _", text="*_" * 300))
        for row in rows[:5]
    ]  # fmt: skip
    stacks = [Stack(row, 3) for row in (*rows, *starred)]
    issues = sorted({row.position.issue for row in rows})
    subject = Subject("Everybody", ledger.counts(rows), [(issue, ledger.issues.name(issue)) for issue in issues])
    query = Query("about", "somebody")
    pages = actor_pages(subject, stacks, query, lambda row: entry_of(ledger, row))
    number = 0
    while True:
        page = pages(query.turned(number))
        assert page.fits(), (page.length, page.components)
        if all(button.disabled for button in page.buttons if button.label == "Next"):
            break
        number += 1
    assert number > len(stacks) // ENTRIES_A_PAGE - 2
