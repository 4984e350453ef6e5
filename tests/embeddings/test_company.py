"""Stacks, repetitions and closing lists, as lines in company."""

import pytest

from embeddings.clean import clean
from embeddings.company import foot_list, repeated, runs, stacks, unfinished
from tests.embeddings.cleaned import END, LEAD, MIDDLE, body, kinds

HEADLINES = ["Night trains return to the north", "Bridge is dearer than thought", "Wheat prices rise", "Storm nears"]
PROSE = "The boats will go on sailing twice a day, the council said."


@pytest.mark.parametrize(
    ("marks", "places"),
    [
        ([True, True, True], {0, 1, 2}),
        ([True, True, False, True], set()),
        ([True, None, True, None, True], {0, 2, 4}),
        ([False, True, True, True, False], {1, 2, 3}),
        ([], set()),
    ],
)
def test_runs(marks: list[bool | None], places: set[int]) -> None:
    assert runs(marks, 3) == places


def test_headlines_in_a_stack() -> None:
    assert stacks([PROSE, *HEADLINES, PROSE]) == {1, 2, 3, 4}
    assert stacks([PROSE, *HEADLINES[:3], PROSE]) == set()
    assert stacks([PROSE, HEADLINES[0], None, *HEADLINES[1:]]) == {1, 3, 4, 5}


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "The court decided. Nobody knows why. ■",
        "- The pier must be rebuilt before winter",
        "It is worth quoting in full:",
        "It rained. It snowed. Then the last boat left the pier without a sound",
    ],
)
def test_what_ends_or_holds_sentences_is_no_headline(text: str) -> None:
    assert not unfinished(text)


def test_repeated() -> None:
    assert repeated(["World", PROSE, None, "WORLD"]) == {0, 3}


def test_a_list_of_headlines_closes_the_text_and_no_other_list_does() -> None:
    items = [f"* {headline}" for headline in HEADLINES]
    assert foot_list([PROSE, *items, None]) == {1, 2, 3, 4}
    assert foot_list(["The council asks for three things:", *items]) == set()
    assert foot_list([PROSE, *items[:2]]) == set()
    assert foot_list([*items, PROSE]) == set()


@pytest.mark.parametrize(
    "signed",
    [
        "— Harbour Watch (@harbour_w) May 3, 2026",
        "- Bo Berg (@bo_sails)",
        "– C. (@c_example), 4 May 2026",
        "—Ferry Friends (@ff) March 1, 2026",
    ],
)
def test_a_post_stands_above_the_name_of_its_writer(signed: str) -> None:
    post = "The boats are full of tourists again."
    assert post not in body("\n\n".join([LEAD, MIDDLE, post, signed, END]))
    announced = f"{MIDDLE}\n\nA member of the council wrote about the boats:"
    assert post in body("\n\n".join([LEAD, announced, post, signed, END]))
    assert post in body("\n\n".join([LEAD, MIDDLE, post, END]))


@pytest.mark.parametrize(
    "items",
    [
        ["one berth", "no shelter", "a road that floods", "a bridge without a railing"],
        [
            "(a) the pier shall be closed;",
            "(b) the boats shall be moored elsewhere; and",
            "(c) nobody shall wait in 2027.",
        ],
        ["the pier shall be closed;", "the boats shall be moored elsewhere; or", "nobody shall wait."],
    ],
)
def test_a_list_that_a_line_announces_is_the_articles(items: list[str]) -> None:
    own = [LEAD, "The other pier is far away and has:", *items, MIDDLE, END]
    assert body("\n".join(own)) == "\n".join(own)


@pytest.mark.parametrize("credit", ["(Harbour Herald)", "Anna Berg/Wire", "Reuters", "Getty Images"])
def test_a_credit_in_a_line_of_its_own_is_no_heading(credit: str) -> None:
    assert [kind for kind, _ in kinds(clean("\n".join([LEAD, credit, MIDDLE, END])))] == [
        "body",
        "chrome",
        "body",
        "body",
    ]
