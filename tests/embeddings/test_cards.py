"""Cards of other texts between an article's paragraphs, and what only looks like one."""

import pytest

from embeddings.clean import clean
from tests.embeddings.cleaned import END, LEAD, MIDDLE, body, kinds

HEADLINE = "Night trains return to the north"
SHORT = "The operator said on Wednesday that its boats had sailed again."
FARE = "The operator, who took over the ferry from the council, wants another pier or a fare that pays for it."
COURT = (
    "The council said that the court would have to decide on the pier first, and that opponents of the plan know it."
)
OWN = [LEAD, SHORT, MIDDLE, END, FARE, COURT]


def between(*card: str) -> str:
    return "\n".join([LEAD, SHORT, *card, *OWN[2:]])


@pytest.mark.parametrize(
    "card",
    [
        ("Other Topics of Interest", HEADLINE, "He was no railwayman and came from the mountains."),
        ("Read more", HEADLINE, "Bridge is dearer than thought"),
        ("Czytaj też: Night trains return to the north",),
        (
            HEADLINE,
            "Last week the minister said that sleeping cars would come back. Here is what they would cost…",
            "Read more",
        ),
        ("More railway stories", HEADLINE),
        ("From the archive", HEADLINE, "May 3, 2024"),
        ("Now playing", "Former engine driver: Why the night trains were stopped", "02:33"),
        ("Passengers board a night train in Bergen on March 18.", "Anna Berg/Getty Images"),
        ("Passengers boarded a night train in Bergen on March 18. Anna Berg, AP",),
        ("A night train at the station in Bergen Photograph: Anna Berg/Reuters",),
        ("Night trains by county and year, in thousands. Graphic: Harbour Herald",),
        ("Passengers wait for a night train (Photo: Anna Berg, public domain)",),
        ("Night trains by county (Chart: Harbour Herald; data: railway office)",),
        (
            "Get the weekly newsletter in your inbox.",
            "Timetables, and those who write them, once a week.",
            "Enter your email",
        ),
        (
            "Fog on the platform. Nobody sells tickets any more pic.example/a1b2",
            "— Anna Berg (@annaberg) May 3, 2024",
        ),
        ("(Harbour Herald)",),
        (
            "Image",
            "A night train beside a wooden platform.",
            "The night train on Tuesday.Credit...Anna Berg for The Herald",
        ),
        ("Advertisement · Scroll to continue",),
        ("REKLAMA",),
        ("Share The Harbour Letter",),
        ("Add Harbour Herald on Google",),
    ],
)
def test_a_card_gives_no_line_of_the_article(card: tuple[str, ...]) -> None:
    text = clean(between(*card))
    assert [words for kind, words in kinds(text) if kind != "chrome"] == OWN


@pytest.mark.parametrize(
    "own",
    [
        ("Read more: the ferry and the town", "The council met again on Wednesday."),
        ("The pier was sold in Bergen on March 18.", "Advertisement"),
        ("Subscribe to our newsletter", MIDDLE, FARE, "Sign up"),
        ("BERG: Nobody asked the town", "REED: The town knew of the plan"),
    ],
)
def test_paragraphs_beside_labels_stay(own: tuple[str, ...]) -> None:
    said = [line for line in own if line not in ("Advertisement", "Sign up") and not line.startswith(("Read", "Sub"))]
    assert body(between(*own)) == "\n".join([LEAD, SHORT, *said, *OWN[2:]])


def test_a_headline_that_begins_with_its_topic_is_nobodys_words() -> None:
    assert ("heading", "Bergen: a pier for sale") in kinds(clean(between("Bergen: a pier for sale")))


def test_a_call_beside_a_line_of_the_page_is_no_heading() -> None:
    text = clean(between("Advertisement", "Get the news that matters"))
    assert [words for kind, words in kinds(text) if kind != "chrome"] == OWN
