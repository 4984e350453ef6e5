"""What an actor does toward a thing, and what an article itself holds of it."""

import pytest


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("We built the tram line.", 1),
        ("We will build the tram line.", 1),
        ("We continued to build the tram line.", 1),
        ("We scrapped the tram line.", -1),
        ("We will scrap the tram line.", -1),
        ("We phased out the tram line.", -1),
        ("We called the tram line off.", -1),
        ("We put off the tram line.", -1),
        ("We have built the tram line.", 1),
        ("We would build the tram line.", 1),
        ("We keep building the tram line.", 1),
        ("The tram line was built by us.", 1),
        ("The tram line was scrapped by us.", -1),
        ("We participate in the tram line.", 1),
        ("We gave up the tram line.", -1),
        ("We gave up on the tram line.", -1),
        ("We gave the tram line up.", -1),
        ("We withdrew from the tram line.", -1),
        ("We withheld support from the tram line.", -1),
        ("We withdrew our support for the tram line.", -1),
        ("We lifted the ban on the tram line.", 1),
        ("We will not build the tram line.", -1),
        ("We will not build buses or the tram line.", -1),
    ],
)
@pytest.mark.parametrize("reported", [False, True])
def test_acts_of_ones_own_count_in_whoever_tells_them(climb, text, sign, reported):
    link, _ = climb(text, "line", reported=reported)
    assert (link.sign, link.kind) == (sign, "act")


@pytest.mark.parametrize(
    "text",
    [
        "The tram line must be built.",
        "The tram line is good.",
        "The tram line will help.",
        "The tram line is off the table.",
        "It is wrong to build the tram line.",
        "There is support for the tram line.",
        "No tram line.",
        "Support for the tram line!",
    ],
)
def test_an_outlets_own_opinion_is_nobodys(climb, text):
    assert climb(text, "line")[0] is not None
    assert climb(text, "line", reported=True)[0] is None
