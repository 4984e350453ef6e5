"""The article is told by how its paragraphs look, in any make of page and without the name of any of its parts."""

import pytest
from lxml.html import document_fromstring

from bot.sources.readers.page_leaves import leaves_of
from bot.sources.readers.page_looks import keep_article
from bot.sources.readers.page_runs import wrap_runs

TITLE = "Ferry fares to rise from October"
OWN = [
    "A round trip to the mainland will cost 26 crowns from October, the ferry district decided last Thursday by a "
    "vote of four to one.",
    "Fuel had left the district no choice, its chairman told the meeting, and the reserve was burned up in June.",
    "Islanders with a card will pay less.",
    "The vote against was cast by a member who wanted summer visitors to carry the whole of the increase.",
    "Those who live on the islands did not choose the price of oil, she said, and they cannot stay at home.",
    "The district carried fewer passengers last year than in any year since the bridge at the narrows was opened.",
    "Its newest boat is older than most of the people who sail with it, and the yard that built it is long closed.",
    "A hearing on the winter timetable is set for the third of September, and everybody may speak at it.",
]
ABOVE = "<div><span>News</span></div><h1>{title}</h1><div>By Thelma Gaines</div><div>Week of August 12, 2026</div>"
BESIDE = (
    "<div><h4>From the shelf</h4><p>In 1974 our reporter followed the mail boat for a thousand miles.</p></div>",
    "<div><p>Do you sail with the ferry every day?</p><label>Yes, often</label><label>No, never</label></div>",
    "<div><div>The boat leaves the landing with the morning mail.</div><div>Northpix</div></div>",
)
BELOW = (
    "<div><h3>About the writer</h3><p>Thelma Gaines lives on an island with her husband and a goat of which she has "
    "written too much already.</p></div>"
    "<div><b>Maureen</b><p>My mother lives on that island and nobody asked her before they did this.</p></div>"
)
LAYOUTS = {
    "paragraphs": "<p>{}</p>",
    "blocks": "<div>{}</div>",
    "in sections": "<section><p>{}</p></section>",
    "in blocks": "<div><div><p>{}</p></div></div>",
    "in a font": "<p><font size=2>{}</font></p>",
    "line breaks": "{}<br><br>",
}


def kept(inside: str) -> list[str]:
    tree = document_fromstring(f"<html><head><title>{TITLE} | The Weekly</title></head><body>{inside}</body></html>")
    wrap_runs(tree)
    assert keep_article(tree)
    return [leaf.text for leaf in leaves_of(tree.find(".//body"))]


def page(paragraphs: list[str], beside: str = "") -> str:
    half = len(paragraphs) // 2
    text = "".join(paragraphs[:half]) + beside + "".join(paragraphs[half:])
    return f"{ABOVE.format(title=TITLE)}<div>{text}</div>{BELOW}"


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("beside", BESIDE)
def test_boxes_without_a_name_are_told_from_the_article(layout: str, beside: str) -> None:
    assert kept(page([layout.format(words) for words in OWN], beside)) == [TITLE, *OWN]


def test_paragraphs_in_boxes_that_come_again_are_the_article() -> None:
    boxed = "<div><p>{}</p><div>Advertisement</div></div>"
    assert kept(page([(boxed if at % 2 else "<p>{}</p>").format(words) for at, words in enumerate(OWN)])) == [
        TITLE,
        *OWN,
    ]


def test_first_and_last_paragraphs_may_have_a_class_of_their_own() -> None:
    first, *middle, last = OWN
    paragraphs = [f'<p class="first">{first}</p>', *(f"<p>{words}</p>" for words in middle)]
    assert kept(page([*paragraphs, f'<p class="last">{last}</p>'])) == [TITLE, *OWN]


def test_a_second_part_made_like_the_first_is_the_article() -> None:
    first, second = ("".join(f"<p>{words}</p>" for words in part) for part in (OWN[:3], OWN[3:]))
    assert kept(f'<h1>{TITLE}</h1><div class="a">{first}</div><div class="b">{second}</div>') == [TITLE, *OWN]


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<h2>Who pays</h2>", ["Who pays"]),
        ("<div><h2>Who pays</h2></div>", ["Who pays"]),
        ("<p><b>Who pays</b></p>", ["Who pays"]),
        ("<p><i>Updated on Friday</i></p>", []),
        (
            "<p>The district asks:</p><ul><li>who pays</li><li>who sails.</li></ul>",
            ["The district asks:", "who pays", "who sails."],
        ),
        ("<blockquote><p>We will not pay for the summer.</p></blockquote>", ["We will not pay for the summer."]),
        ("<div><ul><li>Two moose seen swimming</li><li>Roof mended</li></ul></div>", []),
    ],
)
def test_headings_lists_and_quotations_within(inside: str, words: list[str]) -> None:
    found = kept(page([f"<p>{words}</p>" for words in OWN], inside))
    assert found == [TITLE, *OWN[:4], *words, *OWN[4:]]


def test_comments_longer_than_the_article_are_not_it() -> None:
    comments = "".join(f"<div><b>Sailor {n}</b><p>{OWN[3]} I was there.</p></div>" for n in range(30))
    assert kept(page([f"<p>{words}</p>" for words in OWN]) + f"<section>{comments}</section>") == [TITLE, *OWN]


@pytest.mark.parametrize("summary", ["<ul><li>{}</li><li>{}</li><li>{}</li></ul>", "<div><p>{}</p><p>{}</p></div>"])
def test_a_summary_above_the_article_is_not_all_of_it(summary: str) -> None:
    lead = [f"{words} So it was said." for words in OWN[4:7]]
    paragraphs = [f'<p class="text">{words}</p>' for words in OWN]
    above, below = page(paragraphs).split("<div><p class", 1)
    found = kept(above + summary.format(*lead) + "<div><p class" + below)
    assert [words for words in found if words not in lead] == [TITLE, *OWN]


def test_a_question_among_the_paragraphs_is_said_with_the_next() -> None:
    asked = [*OWN[:3], "Who will pay for that?", "And when?", *OWN[3:]]
    found = kept(page([f"<p>{words}</p>" for words in asked]))
    assert found == [TITLE, *OWN[:3], f"Who will pay for that? And when? {OWN[3]}", *OWN[4:]]


def test_a_page_without_prose_has_no_look() -> None:
    assert not keep_article(document_fromstring("<html><body><p>Ferry</p><p>Fares</p></body></html>"))
