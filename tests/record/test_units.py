"""What a statement says, sentence by sentence, with the stretches of each that are its content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.record.statement import Statement
from bot.record.units import LONGEST_EXCERPT, units_of
from embeddings.text import Sentence, text_of

RAW = "One goes. Two said it went, and more. Three?"
CUTS = ((0, 9), (10, 37), (38, 44))


def text(raw=RAW, cuts=CUTS):
    return text_of(raw, [Sentence(start, end, 1) for start, end in cuts])


def said(*spans):
    return Statement(
        article="a", speaker="Two", resolved=True, mention=None, speaker_title=None, cue="said", cue_span=None,
        spans=spans, start=spans[0][0], end=spans[-1][1], paragraph=1, kind="indirect",
    )  # fmt: skip


def around(unit):
    """The span of a unit's sentence."""
    return unit.sentence.start, unit.sentence.end


def content(unit):
    return [RAW[low:high] for low, high in unit.spans]


def test_a_unit_is_a_whole_sentence_with_the_content_in_it():
    (unit,) = units_of(text(), said((19, 26)))
    assert (content(unit), unit.spans, around(unit)) == (["it went"], ((19, 26),), (10, 37))
    assert RAW[slice(*around(unit))] == "Two said it went, and more."


def test_two_stretches_of_one_sentence_are_one_unit():
    (unit,) = units_of(text(), said((19, 26), (28, 36)))
    assert (content(unit), unit.spans) == (["it went", "and more"], ((19, 26), (28, 36)))


def test_a_stretch_over_sentences_is_one_unit_each():
    units = units_of(text(), said((4, 44)))
    assert [content(u) for u in units] == [["goes."], ["Two said it went, and more."], ["Three?"]]
    assert [around(u) for u in units] == list(CUTS)


@pytest.mark.parametrize(("span", "count"), [((4, 5), 0), ((4, 6), 1), ((9, 10), 0), ((37, 38), 0)])
def test_what_is_hardly_a_word_is_left_out(span, count):
    assert len(units_of(text(), said(span))) == count


@pytest.mark.parametrize(("length", "count"), [(LONGEST_EXCERPT, 1), (LONGEST_EXCERPT + 1, 0)])
def test_a_sentence_too_long_to_show_is_left_out(length, count):
    assert len(units_of(text("x" * length, [(0, length)]), said((0, 5)))) == count


@given(st.integers(0, 44), st.integers(0, 44))
def test_units_stay_within_the_statement(start, end):
    if start < end:
        for unit in units_of(text(), said((start, end))):
            assert all(start <= low < high <= end for low, high in unit.spans)
            first, last = around(unit)
            assert all(first <= low < high <= last for low, high in unit.spans)
