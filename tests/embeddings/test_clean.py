"""Calls glued into paragraphs, wrapped lines, the seeds; and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.clean import clean
from tests.embeddings.cleaned import END, LEAD, MIDDLE, SEEDS, body, kinds
from tests.embeddings.test_chrome import ARTICLE, FURNITURE


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


def test_an_end_mark_ends_a_sentence() -> None:
    last = "The council said so. Nobody believed it. And so the last boat left the pier. ■"
    links = ["Night trains return", "Bridge dearer than thought", "Wheat prices rise"]
    assert body("\n".join([LEAD, MIDDLE, last, *links])) == "\n".join([LEAD, MIDDLE, last])


def test_an_article_in_another_language_keeps_its_lines() -> None:
    german = "Der Rat der Stadt hat am Dienstag beschlossen, den alten Anleger zu schließen, und niemand war dagegen."
    assert body("\n".join([german, "Das ist nicht das Ende der Fähre.", german])).count("Fähre") == 1


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


LINES = st.one_of(
    st.sampled_from([*FURNITURE, *ARTICLE, LEAD, MIDDLE, END, "", "  ", f"{MIDDLE} Read more: Night trains"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=90),
)
UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f\x1b"))


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
