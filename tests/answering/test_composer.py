import numpy as np
import pytest

from bot.answering.candidate import Candidate
from bot.answering.composer import Composer
from bot.answering.other_side import Stand


def candidate(number, score):
    words = frozenset({f"word{number}"})
    return Candidate(f"a{number}", 0, 10, 1, "w" * 10, score, score, words, words, number)


CANDIDATES = [candidate(number, 0.9 - number / 20) for number in range(8)]
COUNTED = frozenset({"soldier"})
STANDS = {
    ("a0", "troops"): [Stand("troops", 0, "for")],
    ("a5", "troops"): [Stand("troops", 0, "against")],
    ("a0", None): [Stand("troops", 0, "30 soldiers", COUNTED)],
    ("a6", None): [Stand("troops", 0, "50 soldiers", COUNTED)],
}


def roles(kind, about=("troops",), question="How many soldiers?", of_them=lambda _candidate: True):
    composer = Composer(
        lambda numbers: np.eye(8, dtype=np.float32)[list(numbers)],
        lambda candidate, issue: STANDS.get((candidate.article, issue), ()),
        lambda _candidate: (),
        lambda candidate: (candidate.start, candidate.end),
    )
    composed = composer.composed(CANDIDATES, None, kind, question, about, of_them)
    assert sorted(c.seq for c, _ in composed) == list(range(8))
    assert [c.seq for c, _ in composed[:2]] == [0, 1]
    return {c.seq: (place, role) for place, (c, role) in enumerate(composed)}


@pytest.mark.parametrize(("kind", "other"), [("other", 5), ("quantity", 6), ("date", None)])
def test_the_other_side_is_one_of_what_is_asked_for(kind, other):
    found = roles(kind)
    assert [seq for seq, (_, role) in found.items() if role == "other-side"] == ([other] if other else [])
    assert other is None or found[other][0] == 2


def test_who_disagrees_on_another_issue_is_no_other_side():
    assert all(role == "answer" for _, role in roles("other", about=("sanctions",)).values())


def test_a_figure_of_something_else_is_no_other_side():
    assert all(role == "answer" for _, role in roles("quantity", question="How many ships?").values())


def test_who_stands_otherwise_is_no_other_side_where_somebody_else_is_asked_of():
    assert all(role == "answer" for _, role in roles("other", of_them=lambda c: c.article == "a0").values())


def test_a_figure_of_another_month_is_no_other_side():
    found = roles("quantity", question="How many soldiers in September?")
    assert all(role == "answer" for _, role in found.values())
