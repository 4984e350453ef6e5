"""When words were said, and what is told of the past."""

import pytest

from bot.ledger.dating import Said, dated, said
from bot.ledger.rows import Row
from bot.record.article import Article
from bot.record.statement import Position

AUGUST = "2025-08-26"

CHRONICLE = """Years of talks about the dam
The ministers met again on Monday.
In March 2022, Norway and Sweden began to talk.
Norway proposed a dam.
On July 4, the talks went on.
Sweden rejected the dam.
In May 2023, both met in Oslo.
In August 2025, talks began again.
Norway wants the dam.
"""


def row_of(raw, words, published=AUGUST, cue="said"):
    start = raw.index(words)
    article = Article("a", raw, raw, f"{AUGUST}T12:00:00+00:00", published=published)
    position = Position(
        *("a", words, start, start + len(words), 1, "Norway", "institution", "norway", cue),
        *("indirect", "dam", "supports", (cue,)),
    )
    return Row(position, article)


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Norway said that it wants the dam.", "said", Said(None)),
        ("Norway said in July that it wants the dam.", "said", Said("2025-07")),
        ("Norway said in 2022 that it wants the dam.", "said", Said("2022", past=True)),
        ("In 2022, Norway said that it wants the dam.", "said", Said("2022", past=True)),
        ("Two years ago, Norway said that it wants the dam.", "said", Said("2023", past=True)),
        # A date of what is spoken of is none of the speech.
        ("Norway said that the dam of the firm founded in 2011 must go.", "said", Said(None)),
        ("Norway said the dam, planned in 2011, must go.", "said", Said(None)),
        ("“In 2022 we refused,” Norway said.", "said", Said(None)),
        ("Norway rejected the 2022 proposal for a dam.", "rejected", Said("2022", past=True)),
        ("Norway said that the 2022 proposal for a dam was dead.", "said", Said("2022", past=True)),
        (
            "Norway had promised at the 2022 Summit of the Isles to build the dam.",
            "promised",
            Said("2022", past=True),
        ),
        ("Norway said after the 2025 elections that it wants the dam.", "said", Said(None)),
        ("Norway said that it wants the dam at the 2022 price.", "said", Said(None)),
        ("At the time, Norway refused a dam.", "refused", Said(None, past=True)),
        ("The then-prime minister refused a dam.", "refused", Said(None, past=True)),
        ("Norway said on Monday that it wants the dam.", "said", Said("2025-08-25")),
        ("Norway will vote in 2030, it said.", "said", Said(None)),
    ],
)
def test_what_a_sentence_tells_of_when_it_was_said(text, cue, expected):
    assert dated(text, cue, AUGUST) == expected


def test_else_it_was_said_when_its_article_appeared():
    row = row_of("Norway said that it wants the dam.", "Norway said that it wants the dam.")
    assert said(row) == Said(AUGUST)
    assert said(row_of(row.article.raw, row.position.text, published=None)) == Said(None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Norway proposed a dam.", Said("2022-03", past=True)),
        ("Sweden rejected the dam.", Said("2022-07-04", past=True)),
        ("Norway wants the dam.", Said("2025-08")),
    ],
)
def test_in_a_chronicle_words_belong_to_the_date_told_last(words, expected):
    assert said(row_of(CHRONICLE, words, cue=words.split()[1])) == expected


def test_an_article_with_a_date_or_two_is_no_chronicle():
    raw = "In March 2022, Norway began to talk.\nNorway wants the dam.\n"
    assert said(row_of(raw, "Norway wants the dam.", cue="wants")) == Said(AUGUST)
