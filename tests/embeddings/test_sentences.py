from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from embeddings.clean import clean
from embeddings.excerpts import excerpt_span
from embeddings.sentences import split

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize(
    "sentences",
    [
        ["He paid $ 1 billion.", "It was too much."],
        ["This may take place in Oslo, said U.S. Treasury Secretary Ann Berg.", "She left."],
        ["He lives in the U.S.", "He likes it there."],
        ["Dr. J. R. Smith of St. Petersburg spoke.", "Nobody listened."],
        ["Ann P. Berg met Lt. Col. Tom Reed on Jan. 5.", "They talked."],
        ["She met Sen. Tom Reed and Gov. Ann Berg.", "They agreed."],
        ["It begins at 5 p.m. Friday.", "At 6 p.m. it ends."],
        ["It begins at 5 p.m.", "The doors open earlier."],
        ['However, the embassy told the paper.: "We have no plans. Of course, we support it."', "The editors asked."],
        ["— When it comes to boats, they (the towns. — Ed.) we are ready to send them.", "We are ready to help."],
        ["— It may take long.", 'They look back at the capital," the deputy said.'],
        ['—They understand," said the head of the ministry.', "— As for reports, we are in favor."],
        ['"We are ready for dialogue with the other side,— said the minister.', "He left."],
        ["He stated it: “We did not ask. We are free. It is up to them.”", "He left."],
        ['"It goes on.', "It never closes.", "He went home."],
        ["(He was there. So was she.)", "The end came later."],
        ['He called the "coalition of the willing" a project.', "It failed."],
        ['"We will not allow it, even as a certain "coalition," on our land," he believes.', "It is so."],
        ["The “plan” — long. awaited — failed.", "It was late."],
        ["1. The terminal closes.", "2. The boats go."],
        ["He has a plan B.", "Then there is plan C."],
        ["It rose by 3.5 percent.", "It fell again."],
        ["“Why should we?” he asked.", "“Who pays?”"],
        ["Is it so?", "It is!", "Perhaps."],
        ["She said “no.”", "He said “yes.”"],
        ["The vote was held on Aug. 25, 2025.", "It passed."],
        ["the wing was tested in the tunnel for a year .", "the lift increased with speed ."],
        ["THE WING WAS TESTED FOR A YEAR .", "THE LIFT INCREASED ."],
    ],
)
def test_table(sentences: list[str]) -> None:
    text = " ".join(sentences)
    spans = split(text)
    assert [text[a:b] for a, b in spans] == sentences


def test_a_line_break_is_a_space() -> None:
    text = "The council voted\non Tuesday. It closed\r\nthe pier."
    assert [text[a:b] for a, b in split(text)] == ["The council voted\non Tuesday.", "It closed\r\nthe pier."]


def test_a_quotation_too_long_to_show_is_broken() -> None:
    text = "He said: “" + " ".join(["We went down to the old pier and waited for the boat."] * 20) + "” Then he left."
    spans = split(text)
    assert len(spans) == 21
    assert max(b - a for a, b in spans) < 100


@settings(max_examples=300, deadline=None)
@example('— A. — B (c. D) "e. F" G.H. I.')
@example('"" “ . ” ( . ')
@given(st.text(st.characters(codec="utf-8") | st.sampled_from('.!?"“”()—- \nAb'), max_size=200))
def test_every_character_is_in_one_sentence(text: str) -> None:
    spans = split(text)
    at = 0
    for low, high in spans:
        assert not text[at:low].strip()
        assert at <= low < high
        assert text[low:high] == text[low:high].strip()
        at = high
    assert not text[at:].strip()


def test_seed_sentences_are_whole() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        text = clean(path.read_bytes().decode("utf-8"))
        for sentence in text.sentences:
            words = text.words(sentence.start, sentence.end)
            assert not words[0].islower() and words[0] not in ",.:;)", words
            assert words[-1] in '.?!”"', words
            assert len(words) <= 600


def shown(raw: str, starts_with: str, most: int = 700) -> str:
    text = clean(raw)
    index = next(i for i, s in enumerate(text.sentences) if text.words(s.start, s.end).startswith(starts_with))
    return text.words(*excerpt_span(text, index, most))


PARAGRAPH = "The council voted on Tuesday to close the old ferry terminal after a dispute of almost nine years."


@pytest.mark.parametrize(
    ("paragraph", "sentence", "expected"),
    [
        ('— We wait. They look back at the capital," the deputy said.', "— We wait", None),
        ("“We go on,” Berg said. “Nobody can stop us now.”", "“Nobody", None),
        ("“We go on,” Berg said. She left the room.", "She left", "She left the room."),
        (
            '— We wait. And we wait. They look back," the deputy said.',
            "And we",
            'And we wait. They look back," the deputy said.',
        ),
        ("The plan “failed.” It was late.", "It was", "It was late."),
    ],
)
def test_a_quoted_sentence_goes_with_its_attribution(paragraph: str, sentence: str, expected: str | None) -> None:
    assert shown(f"{PARAGRAPH}\n{paragraph}\n{PARAGRAPH}", sentence) == (expected or paragraph)


def test_a_quotation_over_two_paragraphs() -> None:
    first = "“We went down to the old pier, and we waited for a boat that never came."
    second = "“Now we have had enough of it,” said Berg."
    assert shown(f"{PARAGRAPH}\n{first}\n{second}", "“We went") == f"{first}\n{second}"


def test_the_attribution_is_left_out_where_it_would_be_too_long() -> None:
    paragraph = '— We wait. They look back at the capital," the deputy said.'
    assert shown(f"{PARAGRAPH}\n{paragraph}", "— We", most=30) == "— We wait."
