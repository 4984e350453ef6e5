import pytest

from bot.answering.candidate import Candidate
from bot.answering.continuation import asked_for, with_continuations

WHY = asked_for("Why did the president turn it down?")


def candidates(*texts):
    return [
        Candidate("a", n, n + 1, n, text, 1.0, 1.0, frozenset(), frozenset(), seq=n) for n, text in enumerate(texts)
    ]


def texts(ordered):
    return [one.text for one in ordered]


@pytest.mark.parametrize(
    ("question", "sentence", "given"),
    [
        ("Why did they go?", "They went because of it.", True),
        ("Why did they go?", "They went.", False),
        ("Who wrote it?", "It was written by Anna Lund.", True),
        ("Who wrote it?", "In November 2025, it was leaked.", False),
        ("Who wrote it for Anna Lund?", "It was sent to Anna Lund.", False),
    ],
)
def test_what_gives_what_is_asked_for(question, sentence, given):
    gives = asked_for(question)
    assert gives is not None and gives(sentence) is given


def test_other_questions_are_answered_by_the_sentence_found():
    assert asked_for("What did they say?") is None


def test_the_sentence_that_goes_on_stands_behind_the_best():
    best, other, reason = candidates("A plan was brought.", "Another.", "He refused it because of the war.")
    assert with_continuations([best, other], WHY, lambda _: iter([reason])) == [best, reason, other]
    assert with_continuations([best, other, reason], WHY, lambda _: iter([reason])) == [best, reason, other]


def test_nothing_is_brought_where_the_best_gives_it_or_nothing_near_does():
    best, plain, far, reason = candidates("Because.", "Plain.", "Far.", "Since then.")
    assert with_continuations([best], WHY, lambda _: iter([reason])) == [best]
    assert with_continuations([plain], WHY, lambda _: iter([far, far, reason])) == [plain]
