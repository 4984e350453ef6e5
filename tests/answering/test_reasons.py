import pytest

from bot.answering.reasons import NO_REASON, asks_why, gives_reason, reasoned
from tests.answering.test_asides import excerpt


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Why does Norden refuse?", True),
        ("how come the dam broke", True),
        ("And why not?", True),
        ("Who said why?", False),
        ("When did it break?", False),
    ],
)
def test_what_asks_for_a_reason(question, why):
    assert asks_why(question) is why


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        ("They left because of the cold.", True),
        ("They left in order to sleep.", True),
        ("Norden gave no names, citing the need for quiet.", True),
        ("Lund refused, arguing that the quota is too low.", True),
        ("The reason the talks failed is the price.", True),
        ("It has more to do with the elections.", True),
        ("They left for purely personal purposes.", True),
        ("They left.", False),
        ("The dam was closed on Monday, the paper said, citing two officials.", False),
    ],
)
def test_a_reason_is_known_by_its_words(sentence, given):
    assert gives_reason(sentence) is given


def test_only_what_bears_on_the_question_gives_its_reason():
    best, far = excerpt("They left.", score=0.8), excerpt("They stayed because it rained.", score=0.5)
    near = excerpt("They left because it rained.", score=0.75)
    assert reasoned([best, near]) and not reasoned([best, far]) and not reasoned([])
    # What is shown first does, however it was found.
    assert reasoned([far, best])


def test_a_question_why_without_a_reason_says_so(seed_app):
    answer = seed_app.answering.ask("Why does Poland refuse to send troops?")
    assert answer.note == NO_REASON or reasoned(answer.excerpts[:3])
