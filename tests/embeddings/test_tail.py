"""What follows an article: its writer, other texts, comments."""

import pytest

from tests.embeddings.cleaned import END, LEAD, MIDDLE, body


def test_author_note_and_teasers_after_the_article() -> None:
    foot = [
        "About the Author: Anna Berg",
        "Anna Berg has covered harbours for thirty years. You can follow her on Twitter: @annaberg.",
        "Related Posts",
        "Night trains return to the north",
        "The night train will run again from May, the ministry said.",
        "Bridge is dearer than thought",
    ]
    assert body("\n\n".join([LEAD, MIDDLE, END, *foot])) == "\n".join([LEAD, MIDDLE, END])


def test_a_biography_without_a_label_closes_the_article() -> None:
    note = "Anna Berg is a freelance journalist based in Oslo who writes about harbours."
    assert body("\n".join([LEAD, MIDDLE, END, note])) == "\n".join([LEAD, MIDDLE, END])


@pytest.mark.parametrize(
    "note",
    [
        "Anna Berg lives on an island with a goat of which she has written too much.",
        "The author is a lecturer at the University of Oslo.",
        "The writer is a former harbour master. He lives in Bergen.",
        "Our reviewer was a member of the ferry's first crew.",
        "The columnist has served in the council of another town.",
        "Jonas Holm, a staff writer, is the author of “The Last Boat.”",
    ],
)
def test_what_follows_the_article_about_its_writer(note: str) -> None:
    assert body("\n".join(["By Anna Berg and Tom Reed", LEAD, MIDDLE, END, note])) == "\n".join([LEAD, MIDDLE, END])


def test_notes_to_editors_follow_a_press_release() -> None:
    notes = ["Notes to editors", "Images of the pier are available from the picture desk on request."]
    assert body("\n".join([LEAD, MIDDLE, END, *notes])) == "\n".join([LEAD, MIDDLE, END])


def test_a_teaser_between_the_paragraphs() -> None:
    teaser = ["From the shelf", "The salt road", "In 1974 our reporter followed the mail boat.", "Anna Berg"]
    assert body("\n".join([LEAD, MIDDLE, *teaser, END])) == "\n".join([LEAD, MIDDLE, END])


def test_a_person_of_the_article_is_no_author_note() -> None:
    said = f"Anna Berg, who opposed it, left the room. {LEAD}"
    last = "Anna Berg is a lecturer in Oslo and has fought the plan from the first day."
    assert body("\n".join([said, MIDDLE, END, last])) == "\n".join([said, MIDDLE, END, last])


def test_a_writer_of_whom_the_article_tells_is_none_of_its_own() -> None:
    told = f"A writer from the town had asked the court to act. {LEAD}"
    last = "The writer is a former harbour master."
    assert body("\n".join([told, MIDDLE, END, last])) == "\n".join([told, MIDDLE, END, last])


def test_a_list_of_headlines_and_a_writer_at_the_foot() -> None:
    note = "__Anna Berg__ is a reporter and Editor of the “Pier Review”. She has covered harbours for thirty years."
    foot = [note, "* Night trains return to the north", "* Bridge dearer than thought", "* Wheat prices rise again"]
    assert body("\n".join([LEAD, MIDDLE, END, *foot])) == "\n".join([LEAD, MIDDLE, END])


def test_a_teaser_after_the_last_call() -> None:
    teaser = (
        "Night trains return to the north. The ministry had promised them for years, and the first will run in May"
    )
    assert body("\n\n".join([LEAD, MIDDLE, END, "Subscribe to our Telegram channel!", teaser])) == "\n".join(
        [LEAD, MIDDLE, END]
    )
    assert body("\n\n".join([LEAD, MIDDLE, "Subscribe to our Telegram channel!", END])) == "\n".join(
        [LEAD, MIDDLE, END]
    )


def test_comments_after_the_article() -> None:
    comments = ["I took the ferry for thirty years and I will miss it very much.", "Reply", "Nobody asked the town."]
    assert body("\n".join([LEAD, MIDDLE, END, *comments])) == "\n".join([LEAD, MIDDLE, END])


def test_an_article_that_goes_on_after_a_list_of_links_is_kept() -> None:
    raw = "\n".join([LEAD, "Recommended Stories", "Night trains return to the north", "end of list", MIDDLE, END])
    assert body(raw) == "\n".join([LEAD, MIDDLE, END])


def test_an_article_of_short_paragraphs_goes_on_below_a_link_that_names_what_it_leads_to() -> None:
    own = [
        LEAD,
        MIDDLE,
        LEAD,
        "Opponents in the town said they would appeal again.",
        "The operator said the ferry might stop.",
    ]
    assert body("\n".join([*own[:3], "Read more: The vote, member by member", *own[3:]])) == "\n".join(own)
    assert body("\n".join([*own[:3], "Related stories", "Night trains return", *own[3:]])) == "\n".join(own[:3])


@pytest.mark.parametrize("under", ["Reply", "Like (17) Reply Share", "Like · Reply"])
def test_what_readers_wrote_stands_above_what_can_be_done_with_it(under: str) -> None:
    posts = ["Marge", "The ferry was late whenever it came.", under, "Delgado", "It never came.", under]
    assert body("\n".join([LEAD, MIDDLE, END, *posts])) == "\n".join([LEAD, MIDDLE, END])


def test_several_paragraphs_in_a_row_below_a_label_are_the_article() -> None:
    short = [
        "The operator of the ferry warned on Wednesday that the crossing might stop before the summer.",
        "The council said on the same day that the court would have to decide on the old terminal first.",
        "Opponents of the plan said in the town that no other pier could be found before the year ends.",
    ]
    own = [LEAD, MIDDLE, LEAD, *short]
    assert body("\n".join([*own[:3], "Related stories", "Night trains return", *short])) == "\n".join(own)
