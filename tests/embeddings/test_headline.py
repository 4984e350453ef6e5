"""Titles, headings and headlines of other articles above, within and below an article."""

import pytest

from embeddings.clean import clean
from tests.embeddings.cleaned import END, LEAD, MIDDLE, SEEDS, body, kinds


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


def test_the_title_is_the_line_above_the_text_that_speaks_of_it() -> None:
    above = [
        "Skip to the main content of this page",
        "Wheat prices rise in the north again",
        "18:02 Council closes terminal",
    ]
    for title in (
        "Council closes the old ferry terminal after nine years",
        "Why the ferry council had to vote twice",
    ):
        text = clean("\n".join([*above, f"News / Harbour / {title}", title, LEAD, MIDDLE, END]))
        assert text.title is not None
        assert text.words(*text.title) == title
