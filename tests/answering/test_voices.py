from bot.answering.candidate import Candidate
from bot.answering.other_side import Taken
from bot.answering.voices import with_voices


def brought(*stances, worth=None):
    """What is brought for the issue "dam" where candidate i takes ``stances[i]``: (numbers in order, roles)."""
    found = [Candidate("a", i, i + 1, i, "words", 0.5, 0.5, frozenset(), frozenset(), i) for i in range(len(stances))]
    worth = worth or {i: 1 - i / 10 for i in range(len(stances))}
    ordered, roles = with_voices(found, "dam", lambda one: [Taken(*taken) for taken in stances[one.seq]], worth)
    return [one.seq for one in ordered], roles


YES, NO = ("tarsk", "dam", "supports"), ("velmar", "dam", "opposes")
NONE = ()


def test_both_are_brought_where_the_leading_ones_take_no_stance():
    assert brought(NONE, NONE, NONE, NONE, [NO], [YES]) == ([0, 1, 2, 5, 4, 3], {5: "answer", 4: "other-side"})


def test_the_one_who_is_heard_already_is_not_brought_again():
    assert brought([NO], NONE, NONE, NONE, [NO], [YES]) == ([0, 1, 2, 5, 3, 4], {5: "other-side"})


def test_who_speaks_for_more_actors_goes_first():
    several = [YES, ("kellin", "dam", "supports")]
    assert brought([NO], NONE, NONE, [YES], several)[0] == [0, 1, 2, 4, 3]


def test_stances_on_other_issues_are_no_voices():
    other = [("tarsk", "bridge", "supports")]
    assert brought([NO], NONE, NONE, NONE, other) == ([0, 1, 2, 3, 4], {})


def test_one_excerpt_is_not_brought_for_both():
    assert brought(NONE, NONE, NONE, NONE, [YES, NO]) == ([0, 1, 2, 4, 3], {4: "answer"})
