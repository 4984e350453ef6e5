"""Paragraphs in which a site or a reader speaks among those that tell of others."""

import pytest

from embeddings.clean import clean
from embeddings.voice import voices_of

TOLD = [
    "The ferry district raised the fare to the mainland on Thursday, and the islanders were told after the vote.",
    "Its chairman said that fuel had left the district no choice and that the reserve was burned up in June.",
    "Islanders with a card will pay less than visitors, the district decided at the same meeting on Thursday.",
    "“We did not choose the price of oil,” the chairman said. “You cannot sail a ferry without fuel.”",
    "The vote against was cast by a member who wanted visitors to carry the whole of the increase in the fare.",
    "A hearing on the winter timetable of the ferry is set for the third of September, the chairman said.",
    "The district carried fewer visitors last year than in any year since the bridge to the mainland was opened.",
]
SITE = "Every month eleven thousand people give what they can, and that pays for everything you see here."
READER = "My grandfather kept bees for fifty years, and he would have laughed at all of this."


def kept(lines: list[str]) -> list[str]:
    text = clean("\n\n".join(lines) + "\n")
    return [text.raw[block.start : block.end] for block in text.body]


@pytest.mark.parametrize("other", [SITE, READER])
@pytest.mark.parametrize("at", [2, 5, 7])
def test_a_voice_that_is_not_the_articles_and_speaks_of_something_else_is_set_apart(other: str, at: int) -> None:
    assert kept([*TOLD[:at], other, *TOLD[at:]]) == TOLD


@pytest.mark.parametrize(
    "own",
    [
        "What the chairman of the district called our ferry has not carried a visitor to the mainland since June.",
        "“Every month I give what I can, and nobody gives anything back to people like me,” an old man complained.",
        "— Every month I give what I can, and nobody gives anything back to people like me.",
        "Greta Holm, whose grandfather kept bees, told us: “Nobody laughed at all of this.”",
        "Bees were kept there by somebody's grandfather for fifty years, and nobody laughed at all of this.",
    ],
)
def test_what_shares_the_articles_words_is_said_by_somebody_or_tells_of_others_stays(own: str) -> None:
    assert own in kept([*TOLD[:4], own, *TOLD[4:]])


def test_an_article_told_by_its_writer_keeps_its_voice() -> None:
    mine = [
        "I took the ferry to the mainland on Thursday, as I do every week, and paid the new fare for the first time.",
        "The chairman of the district told me that fuel had left him no choice, and I believe that he meant it.",
        "My neighbours, islanders all of them, will pay less with a card than visitors do, or so we were told.",
        "I remember the winter when the ferry did not sail and the islanders walked to the mainland over the ice.",
        "Nobody asked me at that meeting on Thursday whether visitors should carry the whole of the increase.",
        "We shall see in September what the district makes of the winter timetable, and what is left of the ferry.",
    ]
    assert kept([*mine[:3], READER, *mine[3:]]) == [*mine[:3], READER, *mine[3:]]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("We write to you, and I mean it.", {"I", "we", "you"}),
        ("“We write to you,” he said.", set()),
        ("He said: ''I will not.''", set()),
        ("‘We have no choice,’ the minister’s aide said.", set()),
        ("He served in World War I and in the US army.", set()),
        ("The copper mine was hers.", set()),
        ("“It rained,” she said. Tell us what you saw.", {"we", "you"}),
    ],
)
def test_voices_are_heard_outside_quotation_marks(text: str, voices: set[str]) -> None:
    assert voices_of(text) == voices


def test_what_a_colon_announces_is_said() -> None:
    said = "Those who starve a town will find our borders closed to them for as long as it takes."
    assert said not in kept([*TOLD[:4], said, *TOLD[4:]])
    assert said in kept([*TOLD[:4], "The minister said:", said, *TOLD[4:]])


def test_a_greeting_among_a_handful_of_paragraphs() -> None:
    few = [TOLD[0], "Nobody was hurt.", "Bees were kept there for fifty years, it is told.", "It rained.", TOLD[5]]
    assert SITE not in kept([*few, SITE])
