from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Excerpt
from bot.answering.gate import is_verbatim, pass_gate

RAW = "One sentence. Another “quoted” one. A third."


def excerpt(start, end, text=None, article="a", focus=None):
    return Excerpt(
        role="answer", article=article, text=RAW[start:end] if text is None else text, start=start, end=end,
        focus=focus or (start, end), paragraph=1, title=None, outlet=None, outlet_alignment=None,
        machine_translated=None, url=None, published=None, published_basis=None, speaker=None, actor=None, score=0.5,
    )  # fmt: skip


def test_what_stands_there_passes_and_the_rest_is_dropped():
    good = excerpt(0, 13)
    altered = replace(good, text="One sentence!")
    shifted = replace(good, start=1, end=14)
    elsewhere = replace(good, article="gone")
    unfocused = replace(good, focus=(0, 20))
    assert pass_gate([good, altered, shifted, elsewhere, unfocused], {"a": RAW}) == (good,)


@given(st.integers(-3, len(RAW) + 3), st.integers(-3, len(RAW) + 3), st.text(max_size=50))
def test_nothing_passes_that_does_not_stand_in_the_article(start, end, text):
    probe = excerpt(start, end, text, focus=(start, end))
    assert is_verbatim(probe, RAW) == (0 <= start < end <= len(RAW) and RAW[start:end] == text)
