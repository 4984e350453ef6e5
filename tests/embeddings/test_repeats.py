"""Sentences that a page pulls out of its text, and sentences that only speak of the same."""

import pytest

from tests.embeddings.cleaned import END, LEAD, MIDDLE, body


@pytest.mark.parametrize(
    "pulled",
    [
        "Opponents of the plan said they would appeal.",
        "“the operator warned that the crossing might stop altogether”",
        "Opponents say the crossing might stop before summer if no other pier is found, the operator warned",
    ],
)
def test_a_sentence_pulled_out_of_a_paragraph_goes(pulled: str) -> None:
    assert body("\n".join([LEAD, pulled, MIDDLE, END])) == "\n".join([LEAD, MIDDLE, END])
    assert body("\n".join([LEAD, MIDDLE, END, pulled, END])) == "\n".join([LEAD, MIDDLE, END, END])


def test_what_opens_the_text_stays_though_a_paragraph_repeats_it() -> None:
    standfirst = "Opponents of the plan said they would appeal."
    assert body("\n".join([standfirst, LEAD, MIDDLE, END])) == "\n".join([standfirst, LEAD, MIDDLE, END])


@pytest.mark.parametrize(
    "own",
    [
        "Opponents said again that they would appeal.",
        "Opponents warned the operator that no pier could be found before the summer.",
        "They would appeal.",
    ],
)
def test_a_sentence_that_says_something_else_stays(own: str) -> None:
    assert body("\n".join([LEAD, MIDDLE, own, END])) == "\n".join([LEAD, MIDDLE, own, END])
