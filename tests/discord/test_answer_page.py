"""What an answer and a refusal look like."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.escape import unescape
from bot.discord.views.answer import FIRST, answer_page, context_page, more_page
from bot.discord.views.page import MAX_COMPONENTS, MAX_TEXT, Accent, Text, words_of
from bot.words import when
from tests.discord.examples import answer, excerpt

ID = "0123456789abcdef"


def text_of(page):
    return unescape("\n".join(block.words for block in page.blocks if isinstance(block, Text)))


class Around:
    def __init__(self, before, text, after):
        self.before, self.text, self.after = before, text, after


def test_the_sentence_that_answers_is_bold_in_its_context():
    assert "> He spoke first. **Lavrov called it a utopia.** Nobody answered." in text_of(
        answer_page(answer(excerpt()), ID)
    )


def test_the_citation_says_who_where_when_and_what_to_beware_of():
    page = answer_page(
        answer(
            excerpt(
                speaker="Sergei Lavrov",
                published="2025-08",
                published_basis="inferred",
                machine_translated=True,
                outlet_alignment="pro-Russian",
            )
        ),
        ID,
    )
    line = (
        "in bold: said by Sergei Lavrov · **Izvestia** · Aug 2025 (inferred) · paragraph 9 · pro-Russian ·"
        " machine-translated"
    )
    assert line in text_of(page)


def test_words_that_are_all_the_speakers_need_no_mark():
    page = answer_page(answer(excerpt(speaker="Sergei Lavrov", focus=(100, 100 + len(excerpt().text)))), ID)
    assert "-# [1] said by Sergei Lavrov · " in text_of(page)


def test_in_its_context_an_excerpt_has_the_same_sentence_in_bold():
    text = text_of(context_page(excerpt(speaker="Sergei Lavrov"), Around("Before.", excerpt().text, "After.")))
    assert "> He spoke first. **Lavrov called it a utopia.** Nobody answered." in text
    assert "in bold: said by Sergei Lavrov" in text


def test_what_is_not_known_is_said_to_be_unknown():
    page = answer_page(answer(excerpt(outlet=None, published=None, published_basis=None)), ID)
    # The title tells articles of unknown outlets apart.
    assert "**outlet unknown** · “Peace for one” · date unknown · paragraph 9" in text_of(page)
    untitled = answer_page(answer(excerpt(outlet=None, title=None, published=None, published_basis=None)), ID)
    assert "**outlet unknown** · date unknown · paragraph 9" in text_of(untitled)


@pytest.mark.parametrize(
    ("published", "basis", "words"),
    [
        ("2025-08-25", "stated", "25 Aug 2025"),
        ("2025-08", "inferred", "Aug 2025 (inferred)"),
        ("2025", None, "2025"),
        ("2025-13", None, "date unknown"),
        ("last week", None, "date unknown"),
        (None, None, "date unknown"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(published, basis, words):
    assert when(published, basis) == words


def test_coverage_stands_in_one_line():
    two = answer(excerpt(), excerpt(article="001_b", outlet="Reuters"))
    assert "Rests on 2 articles · 2 known outlets · latest 25 Aug 2025" in text_of(answer_page(two, ID))


def test_a_refusal_looks_different_and_says_what_is_there():
    refused = answer(
        excerpt(role="correction"),
        excerpt(role="nearest", article="001_b"),
        status="not_in_corpus",
        note="No article mentions Sweden.",
        covers=("Foreign troops", "NATO membership"),
    )
    page = answer_page(refused, ID)
    text = text_of(page)
    assert page.accent is Accent.REFUSAL
    assert answer_page(answer(excerpt()), ID).accent is Accent.ANSWER
    assert "**Not in the record.** No article mentions Sweden." in text
    assert text.index("**The record says otherwise**") < text.index("**Nearest, not an answer**")
    assert "The record covers: Foreign troops; NATO membership" in text
    assert "Rests on" not in text


def test_the_other_side_is_labelled():
    assert "**By contrast**" in text_of(answer_page(answer(excerpt(), excerpt(role="other-side")), ID))


def test_a_rejected_question_gets_one_sentence_and_no_buttons():
    page = answer_page(answer(status="rejected", note="Please ask in at most 300 characters."), None)
    assert text_of(page) == "Please ask in at most 300 characters."
    assert page.accent is Accent.PROBLEM
    assert not page.buttons


def test_three_excerpts_first_and_the_rest_on_demand():
    five = answer(*(excerpt(start=n) for n in range(5)))
    page = answer_page(five, ID, ask_more=True)
    assert text_of(page).count("> He spoke") == FIRST
    assert [button.label for button in page.buttons] == ["More excerpts (2)", "Ask more", "Useful", "Wrong"]
    more = more_page(five.excerpts, ID, FIRST, answered=True, gone=1)
    assert text_of(more).count("> He spoke") == 2
    assert "[4]" in text_of(more)
    assert "1 excerpt left out" in text_of(more)
    assert not more.buttons


@given(
    st.lists(st.text(alphabet="*_<@#:[]() ab", min_size=1, max_size=700), min_size=1, max_size=9),
    st.text(max_size=600),
    st.text(max_size=400),
    st.sampled_from(["answered", "not_in_corpus"]),
)
def test_no_answer_is_too_long_for_discord_and_none_of_the_excerpts_shown_is_cut(texts, question, note, status):
    excerpts = [excerpt(text, speaker="*" * 200, outlet="_" * 200, focus=(100, 100 + len(text))) for text in texts]
    made = answer(*excerpts, question=question, note=note, status=status, covers=("#" * 300,) * 20)
    page = answer_page(made, ID, ask_more=True)
    assert page.length <= MAX_TEXT
    assert page.components <= MAX_COMPONENTS
    shown = [block for block in page.blocks if isinstance(block, Text) and block.button]
    assert len(shown) >= 1
    for block, text in zip(shown, texts, strict=False):
        assert " ".join(text.split()) in unescape(block.words)
    if len(texts) > len(shown):
        assert page.buttons[0].label == f"More excerpts ({len(texts) - len(shown)})"
    assert len(words_of(page)) <= 2000


@given(*[st.text(alphabet="*_<@#:[]() ab\n", max_size=4000)] * 2, st.text(alphabet="*a", min_size=1, max_size=700))
def test_a_context_fits_and_holds_the_excerpt(before, after, text):
    page = context_page(excerpt(text, focus=(100, 100 + len(text))), Around(before, text, after))
    assert page.fits()
    assert text in text_of(page)


def test_the_context_gives_everything_needed_to_find_the_words_again():
    page = context_page(excerpt(url="https://iz.ru/1"), Around("Before that.", excerpt().text, "After that."))
    text = text_of(page)
    assert text.index("Before that.") < text.index("Lavrov called") < text.index("After that.")
    for fact in ("Peace for one", "article 000_a, characters 100 to", "[iz.ru](<https://iz.ru/1>)", "paragraph 9"):
        assert fact in text


@pytest.mark.parametrize("length", range(300, 701, 7))
def test_the_longest_escaped_excerpts_go_where_there_is_room(length):
    """Every character escaped doubles it: three of these do not fit at once."""
    excerpts = [excerpt("*" * length, start=n) for n in range(9)]
    page = answer_page(answer(*excerpts, question="*" * 300, note="*" * 300), ID, ask_more=True)
    assert page.fits()
    refused = answer(*excerpts, question="*" * 300, note="*" * 500, covers=("*" * 90,) * 9, status="not_in_corpus")
    assert answer_page(refused, ID).fits()
    assert more_page(excerpts, ID, 3, answered=True, gone=9).fits()


@pytest.mark.parametrize(
    ("verdict", "accent", "line"),
    [
        ("same", Accent.SAME, "**The record says the same.**"),
        ("otherwise", Accent.OTHERWISE, "**The record says otherwise.**"),
        (None, Accent.ANSWER, "utopia"),
    ],
)
def test_a_verdict_on_a_claim_has_its_line_and_its_colour(verdict, accent, line):
    page = answer_page(replace(answer(excerpt()), verdict=verdict), ID)
    assert page.accent == accent and line in text_of(page)
    assert ("The record says" in text_of(page)) == (verdict is not None)
