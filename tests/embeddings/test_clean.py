"""What is kept and what is set apart, on lines of many kinds of sites; and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.clean import clean
from embeddings.text import CleanText

SEEDS = Path(__file__).parents[2] / "seeds"

LEAD = (
    "The harbour council voted on Tuesday to close the old ferry terminal, ending a dispute that had divided the "
    "town for almost nine years and cost two mayors their office."
)
MIDDLE = (
    "Opponents of the plan said they would appeal, and the operator warned that the crossing might stop altogether "
    "before the summer if no other pier could be found."
)
END = (
    "A decision of the regional court is expected by the end of the year, and until then the boats will go on "
    "sailing twice a day, the council said in a statement."
)


def kinds(text: CleanText) -> list[tuple[str, str]]:
    return [(block.kind, text.words(block.start, block.end)) for block in text.blocks]


def body(raw: str) -> str:
    text = clean(raw)
    return "\n".join(text.words(block.start, block.end) for block in text.body)


FURNITURE = [
    "Skip to main content",
    "Advertisement",
    "ADVERTISEMENT - SCROLL TO CONTINUE",
    "Story continues below",
    "Home | World | Politics | Sport",
    "Home   News   Opinion   Culture",
    "Share this article",
    "Share on Facebook",
    "Facebook Twitter WhatsApp Email",
    "Copy link",
    "12 comments",
    "Comments (3)",
    "Leave a Reply",
    "1.2k shares",
    "Subscribe to our newsletter",
    "Sign up for our daily briefing and never miss a story.",
    "Get the latest headlines delivered to your inbox every morning.",
    "Become a member today.",
    "This website uses cookies to improve your experience.",
    "We use cookies and similar technologies to personalise content and ads.",
    "Accept all cookies",
    "Privacy Policy | Terms of Use | Contact",
    "© 2024 Harbour Herald. All rights reserved.",
    "Copyright 2023 The Pier Company",
    "Photo: Anna Berg / Reuters",
    "Image: Shutterstock / Gints Ivuskans.",
    "Image credit: Wikimedia Commons",
    "The pier in winter [Jonas Holm/Reuters]",
    "The ferry leaves the old pier. | Getty Images",
    "(Reporting by Anna Berg; Editing by Tom Reed)",
    "Additional reporting by Tom Reed in Oslo",
    "Translated from the Norwegian by Kari Lund",
    "Machine translation by DeepL",
    "This article was originally published on The Conversation.",
    "The post Ferry to close appeared first on Harbour Herald.",
    "By Anna Berg",
    "By Anna Berg and Tom Reed, Harbour Correspondents",
    "Published 4 September 2024, 10:45 CET",
    "Updated: Sep 4, 2024 | 3 min read",
    "3 hours ago",
    "5 min read",
    "2024-09-04",
    "1 of 31",
    "3/12",
    "Related Posts",
    "Related: Why the bridge was never built",
    "READ MORE: The bridge that was never built",
    "Read also: The bridge that was never built",
    "You may also like",
    "Most read",
    "More from Harbour Herald",
    "Click here to see the map",
    "Tags: ferry, harbour, council",
    "Source link",
    "Source: Harbour Herald",
    "https://example.org/ferry-terminal",
    "@harbourherald @annaberg",
    "#ferry #harbour #council",
    "HarbourFeaturedCouncilFerryTransport",
    "Follow us on Twitter and Facebook",
    "* * *",
    "———",
    "Your browser does not support the video element.",
    "This video can not be played. To play this video you need to enable JavaScript in your browser.",
    "Video Player is loading.",
    "Something went wrong. Please try again later.",
    "The old pier on a summer evening, seen from the bridge. It was built in 1921. [Anna Berg/Reuters]",
    "The ferry Aurora leaves the harbour for the last time. (AP Photo)",
    "▲ The pier in 1921, the year in which the first ferry sailed.",
    "Passengers wait for the last boat. Photo: Anna Berg/Reuters",
    "With reporting from Agence France-Presse and the Associated Press.",
    "Tom Reed in Oslo contributed to this report.",
    "Editor's note: An earlier version of this article misspelled the name of the ferry.",
    "Correction: The vote was taken on Tuesday, not on Monday.",
    "This is a developing story and will be updated.",
    "The opinions expressed in this article are those of the author and not of the Herald.",
    "Reproduction in whole or in part is prohibited without written consent.",
    "This article was downloaded by a reader from https://example.org/ferry on Monday",
    "(Updates with the court's date)",
    "OSLO HERALD —",
    "Anna Berg | Feb 27, 2026, 07:57 CET",
    "ANNA BERG — Tuesday, 27 February 2024, 16:41",
    "More:The bridge that was never built",
    "Other Topics of Interest Who Pays for the Pier? The bridge is dearer than thought.",
    "Join our WhatsApp channel and never miss an update on the ferry.",
    "Need a break from the news? Play our daily crossword.",
    "anna_b: The bridge will never be built, believe me.",
    "Comments are closed.",
    "Стежте за нами у Facebook та Google News.",
    "Haberleri anında almak için kanalımıza katılın.",
    "[](https://example.org/2024/)",
    "Переведено автоматически",
    "続きを読む",
    "Updated at 23.26 BST",
    "14. 11. 2025 | 10:42 | Ferry",
    "Estimated read time: 4 minutes",
    "Published in the print edition of the September 4 issue, with the headline “Last Boat.”",
    "Appeared in the September 4, 2024, print edition as 'Last Boat.'",
    "• This article was amended on 4 September 2024. An earlier version gave the wrong date for the vote.",
    "An earlier version of this story misstated the age of the pier.",
    "This story has not been edited by our staff and comes from a syndicated feed.",
    "Image caption, The pier in winter",
    "Sorry, this video has failed to load.",
    "1 Harbour Board, Annual Accounts 2021, p. 14.",
    "2 Holm, J. (2022). Interview with the writer, 3 March.",
    "Was this page useful?",
    "Opens in a new window",
    "Tom Reed reported from Oslo, and Kari Lund from Bergen.",
    "For interviews, contact the press office of the harbour at press@harbour.example.",
    "Do you know more? Write to our newsdesk at tips@harbour.example. We pay for pictures too.",
    "Good evening. I'm Tom Reed and I'll be with you until ten. You can email me at tom@harbour.example.",
    "Try unlimited access. Only $1 for 4 weeks.",
]


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("place", ["head", "middle", "foot"])
def test_furniture_is_set_apart_wherever_it_stands(line: str, place: str) -> None:
    order = {
        "head": [line, LEAD, MIDDLE, END],
        "middle": [LEAD, line, MIDDLE, END],
        "foot": [LEAD, MIDDLE, END, line],
    }[place]
    assert body("\n".join(order)) == "\n".join([LEAD, MIDDLE, END])


ARTICLE = [
    "However, the ferry is not gone yet.",
    "Nobody voted against it.",
    "“We are tired of waiting,” the mayor said.",
    '"We are still talking to the other side,— said the harbour master.',
    "— We will not pay for it.",
    "- The pier must be rebuilt before winter",
    "• Three boats, two of them built before 1980",
    "1. The terminal closes on 1 March.",
    "But will it ever be rebuilt?",
    "Register entries show that the company was founded in 2009.",
    "Subscribers of the ferry pass paid 40 euros a month, the operator said.",
    "Share prices of the operator fell by 12 percent on Wednesday.",
    "Read the letter again, the judge told the council, and you will find the date.",
    "Follow us, the captain shouted, and the crowd went down to the pier.",
    "Published figures say that 1,200 people crossed every day.",
    "August 25, 2025 was the last day of the old timetable.",
    "Sources in the council said the vote had been prepared for months.",
    "By Monday the pier had been cleared of snow.",
    "Comments by the mayor caused a stir in the town.",
    "Related charges against two officials were dropped in May.",
    "Home owners near the pier welcomed the decision.",
    "Image problems had troubled the operator for years, the report said.",
    "This report was published by the audit office and found no fault with the council.",
    "The council said: no boat will sail after midnight.",
    "More from the budget will go to the bridge, the treasurer said.",
    "The operator (founded in 1921) owns four boats.",
    "OSLO, Sept 4 (Reuters) - The ferry terminal will close, the council said.",
    "Twelve days ago the last boat left the old pier.",
    "It costs $ 1 billion, he said.",
    "Support for the plan fell to 31 percent.",
    "More: that is what the operator wants, and the council will not pay it.",
    "Use of the pier is prohibited under the order of the court.",
    "The operator’s letter (signed by both captains) was read out in the council.",
    "The correction of the plan took nine years.",
    "We will rebuild the pier with you, and your taxes will not rise, the mayor told the town.",
    "The reader of our time, the mayor wrote, does not know what a ferry is.",
    "Kapten Jonas Holm and harbour master Lars Åse left the pier at noon.",
    "Published in the September issue, the study found that the boats were sound.",
    "Disclosure of the letter cost two mayors their office.",
    "We know from the accounts that most of the reserve is held in the form of shares.",
    "The council reported from its own files that the pier was sound.",
    "1. The pier, built in 1921 (it was the second), stays open.",
    "The crew covered the hole as the law requires. ♦",
]


@pytest.mark.parametrize("line", ARTICLE)
def test_sentences_of_the_article_are_kept(line: str) -> None:
    assert body("\n".join([LEAD, line, MIDDLE, END])) == "\n".join([LEAD, line, MIDDLE, END])
    assert body("\n\n".join([LEAD, MIDDLE, line])) == "\n".join([LEAD, MIDDLE, line])


@pytest.mark.parametrize(
    "heading",
    [
        "What happens to the boats?",
        "A Harbour Without a Ferry",
        "Nine years of dispute",
        "Will the court decide this year",
        "Final Thoughts",
        "HOW IT BEGAN",
        "Could the bridge still be built, and who would pay for it?",
        "New visits of engineers to the pier",
    ],
)
def test_headings_stand_apart(heading: str) -> None:
    text = clean("\n".join([LEAD, heading, MIDDLE]))
    assert [kind for kind, _ in kinds(text)] == ["body", "heading", "body"]
    assert text.title is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Here is the link to our article on Night Trains.",
        "Click here to read more about night trains.",
        "Read also: Night trains return to the north.",
        "Read more: Night trains return to the north",
        "Subscribe to our newsletter for more stories like this.",
        "Follow us on Telegram.",
        "You can read our full interview with the minister here.",
        "Don’t forget to subscribe to our YouTube channel!",
        "See also: Night trains return",
        "(Read more: Night trains return)",
        "To stay informed, sign up for our weekly newsletter.",
    ],
)
def test_a_call_glued_into_a_paragraph_is_split_off(sentence: str) -> None:
    text = clean("\n".join([LEAD, f"{MIDDLE} {sentence}", END]))
    assert kinds(text) == [("body", LEAD), ("body", MIDDLE), ("chrome", sentence), ("body", END)]
    assert [block.paragraph for block in text.blocks] == [1, 2, 2, 3]


def test_a_call_in_the_midst_of_a_paragraph_leaves_both_sides() -> None:
    text = clean("\n".join([LEAD, f"{MIDDLE} Click here to read more. {END}"]))
    assert kinds(text)[1:] == [("body", MIDDLE), ("chrome", "Click here to read more."), ("body", END)]


def test_a_link_glued_without_a_space_is_split_off() -> None:
    text = clean("\n".join([LEAD, f"{MIDDLE}READ MORE: Night trains return", END]))
    assert kinds(text)[1:3] == [("body", MIDDLE), ("chrome", "READ MORE: Night trains return")]


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (f"Ferry Terminal to Close\n{LEAD}\n{MIDDLE}", "Ferry Terminal to Close"),
        (f"Home\nWorld\nSport\nThe old ferry terminal closes after nine years\nBy Anna Berg\n{LEAD}\n{MIDDLE}",
         "The old ferry terminal closes after nine years"),
        (f"HarbourFeaturedCouncilFerry\n\nThe Ferry Won’t Sail. Could a Bridge Replace It?\n\n{LEAD}\n\n{MIDDLE}",
         "The Ferry Won’t Sail. Could a Bridge Replace It?"),
        (f"{LEAD}\nWhat happens to the boats?\n{MIDDLE}", None),
        (f"Skip to main content\nAdvertisement\nMain slide\nOn\nOff\n{LEAD}\n{MIDDLE}", None),
        (f"Does the town still need a ferry?\n{LEAD}", "Does the town still need a ferry?"),
    ],
)  # fmt: skip
def test_title(raw: str, title: str | None) -> None:
    text = clean(raw)
    assert (text.words(*text.title) if text.title else None) == title


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


def test_headlines_and_menus_around_the_article() -> None:
    head = [
        *(
            "The ferry terminal closes - Harbour Herald",
            "World",
            "Sport",
            "Culture and Books",
            "Home and Garden News",
        ),
        *("The ferry terminal closes", "World"),
    ]
    links = [
        *("Night trains return to the north", "World", "Bridge dearer than thought, says the treasurer", "World"),
        "Wheat prices rise",
    ]
    text = clean("\n".join([*head, LEAD, "More to Read", *links, MIDDLE, END, *links]))
    assert [words for kind, words in kinds(text) if kind == "body"] == [LEAD, MIDDLE, END]
    assert text.title and text.words(*text.title) == "The ferry terminal closes"
    assert [words for kind, words in kinds(text) if kind == "heading"] == ["The ferry terminal closes"]


def test_headlines_as_long_as_paragraphs_are_no_prose() -> None:
    long = [f"{MIDDLE[:-1]} in the town of {name}" for name in ("Bergen", "Bodø", "Tromsø", "Ålesund")]
    assert body("\n".join([LEAD, MIDDLE, END, *long])) == "\n".join([LEAD, MIDDLE, END])
    assert body("\n".join([LEAD, *long[:2], END])) == "\n".join([LEAD, *long[:2], END])


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


def test_what_somebody_says_is_no_call() -> None:
    said = "“Nobody reads it. You can unsubscribe from our newsletter at any time. That is the truth,” he said."
    assert body("\n".join([LEAD, said, END])) == "\n".join([LEAD, said, END])


def test_a_short_line_that_leads_to_the_next_is_body() -> None:
    lines = [
        LEAD,
        "It is worth presenting his answer in full:",
        "“We are tired of waiting, and we will not wait any longer,” the mayor said.",
        "Will the town give up the ferry, or will the operator accept that the pier has to be shared?",
        "Will the court believe that the letters of nine years ago are worth the paper they were written on, and "
        "will the operator rebuild what it has let go to ruin?",
        END,
    ]
    assert body("\n".join(lines)) == "\n".join(lines)


def test_what_a_speaker_of_rank_is_about_to_say_is_no_headline() -> None:
    lines = [LEAD, "Harbour Master Anna Åse said:", MIDDLE, END]
    assert body("\n".join(lines)) == "\n".join(lines)


def test_a_heading_named_in_the_contents_stays_one() -> None:
    text = clean("\n".join([LEAD, "Nine years of dispute", "What comes next", MIDDLE, "Nine years of dispute", END]))
    assert ("heading", "Nine years of dispute") in kinds(text)[3:]


def test_an_end_mark_ends_a_sentence() -> None:
    last = "The council said so. Nobody believed it. And so the last boat left the pier. ■"
    links = ["Night trains return", "Bridge dearer than thought", "Wheat prices rise"]
    assert body("\n".join([LEAD, MIDDLE, last, *links])) == "\n".join([LEAD, MIDDLE, last])


def test_an_article_in_another_language_keeps_its_lines() -> None:
    german = "Der Rat der Stadt hat am Dienstag beschlossen, den alten Anleger zu schließen, und niemand war dagegen."
    assert body("\n".join([german, "Das ist nicht das Ende der Fähre.", german])).count("Fähre") == 1


def test_an_article_that_goes_on_after_a_list_of_links_is_kept() -> None:
    raw = "\n".join([LEAD, "Recommended Stories", "Night trains return to the north", "end of list", MIDDLE, END])
    assert body(raw) == "\n".join([LEAD, MIDDLE, END])


WRAPPED = """\
FERRY TERMINAL TO CLOSE

The harbour council voted on Tuesday to close the old ferry terminal, ending
a dispute that had divided the town for almost nine years and cost two mayors
their office . Opponents of the plan said they would appeal, and the operator
warned that the crossing might stop.

A decision of the regional court is expected by the end of the year. Until
then the boats will go on sailing twice a day, the council said.
"""


def test_wrapped_lines_are_paragraphs() -> None:
    text = clean(WRAPPED)
    assert [block.kind for block in text.blocks] == ["heading", "body", "body"]
    assert [(s.paragraph, " ".join(text.words(s.start, s.end).split())) for s in text.sentences] == [
        (2, "The harbour council voted on Tuesday to close the old ferry terminal, ending a dispute that had divided "
            "the town for almost nine years and cost two mayors their office ."),
        (4, "Opponents of the plan said they would appeal, and the operator warned that the crossing might stop."),
        (6, "A decision of the regional court is expected by the end of the year."),
        (6, "Until then the boats will go on sailing twice a day, the council said."),
    ]  # fmt: skip


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    raw = "\ufeff" + "\r\n\r\n".join([LEAD, "What happens to the boats?", MIDDLE]) + "\r\n"
    text = clean(raw)
    assert kinds(text) == [("body", LEAD), ("heading", "What happens to the boats?"), ("body", MIDDLE)]
    assert [block.paragraph for block in text.blocks] == [1, 2, 3]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_seed_articles_lose_no_paragraph(path: Path) -> None:
    raw = path.read_bytes().decode("utf-8")
    text = clean(raw)
    kept = {block.paragraph for block in text.body}
    author_note = {block.paragraph for block in text.blocks if block.reason == "about the author"}
    for number, line in enumerate((line for line in raw.split("\n") if line.strip()), start=1):
        if len(line) > 120:
            assert number in kept | author_note


def test_seed_titles_and_headings() -> None:
    found = {}
    for path in sorted(SEEDS.glob("*.txt")):
        text = clean(path.read_bytes().decode("utf-8"))
        found[path.stem[:3]] = (
            text.title and text.words(*text.title),
            [text.words(b.start, b.end) for b in text.blocks if b.kind == "heading" and b.reason != "title"],
        )
    assert found["000"] == (
        'Deep into the contingents: will the "coalition of the willing" send troops to Ukraine',
        ["What security guarantees can Kiev receive?", "Will the West send troops to Ukraine"],
    )
    assert found["003"][0] is None
    assert found["003"][1][-1] == "Final Thoughts"
    assert len(found["003"][1]) == 6
    assert found["004"][0] == "Ukraine Probably Won’t Join NATO. Could NATO Join Ukraine Instead?"


LINES = st.one_of(
    st.sampled_from([*FURNITURE, *ARTICLE, LEAD, MIDDLE, END, "", "  ", f"{MIDDLE} Read more: Night trains"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=90),
)


UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f\x1b"))
"""What stands at a line's edge without being white space."""


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_text(lines: list[str], joint: str) -> None:
    raw = joint.join(lines)
    text = clean(raw)
    # Blocks are in order, do not overlap, and cover everything that is not white space.
    ends = 0
    for block in text.blocks:
        assert ends <= block.start < block.end <= len(raw)
        assert not raw[ends : block.start].translate(UNSEEN).split()
        ends = block.end
    assert not raw[ends:].translate(UNSEEN).split()
    # The sentences cover each body block in order without overlap.
    at = 0
    for sentence in text.sentences:
        assert at <= sentence.start < sentence.end
        assert any(block.start <= sentence.start and sentence.end <= block.end for block in text.body)
        at = sentence.end
    for block in text.body:
        inside = [s for s in text.sentences if block.start <= s.start < block.end]
        assert inside and inside[0].start == block.start and inside[-1].end == block.end
        assert "\n" not in text.words(block.start, block.end) or len(raw) > 60  # three lines of a wrapped text
    assert {b.paragraph for b in text.blocks} <= set(range(1, len(lines) + len(raw) + 2))
