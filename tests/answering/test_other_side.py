from bot.answering.candidate import Candidate
from bot.answering.other_side import Pair, Span, Taken, opposed, with_other_sides


def candidate(article, start, score):
    return Candidate(article, start, start + 10, start // 10, "words", score, score, frozenset(), frozenset())


def shown(candidates, pairs, **asked):
    return [(c.article, c.start, role) for c, role in with_other_sides(candidates, pairs, **asked)]


A = [candidate("a", 0, 0.9), candidate("a", 20, 0.8), candidate("a", 40, 0.7), candidate("b", 0, 0.6)]


def test_without_disagreement_the_order_stays():
    assert shown(A, []) == [("a", 0, "answer"), ("a", 20, "answer"), ("a", 40, "answer"), ("b", 0, "answer")]


def test_the_other_side_is_brought_up_among_those_shown_first():
    pair = Pair(Span("b", 0, 10), Span("a", 0, 10))
    assert shown(A, [pair]) == [("a", 0, "answer"), ("a", 20, "answer"), ("b", 0, "other-side"), ("a", 40, "answer")]


def test_an_other_side_that_does_not_bear_on_the_question_stays_where_it_is():
    far = [*A[:3], candidate("b", 0, 0.3)]
    assert shown(far, [Pair(Span("a", 0, 10), Span("b", 0, 10))])[3] == ("b", 0, "answer")


def test_another_figure_bears_on_a_question_for_it_whatever_else_its_sentence_says():
    far = [*A[:3], candidate("b", 0, 0.1)]
    pairs = [Pair(Span("a", 0, 10), Span("b", 0, 10), figure=True)]
    assert shown(far, pairs, figures=True)[2] == ("b", 0, "other-side")
    assert shown(far, pairs)[3] == ("b", 0, "answer")
    assert shown(far, [Pair(Span("a", 0, 10), Span("b", 0, 10))], figures=True)[3] == ("b", 0, "answer")


def test_two_clauses_of_one_paragraph_are_no_two_sides():
    near = [candidate("a", 0, 0.9), candidate("a", 2, 0.8), candidate("a", 4, 0.7)]
    assert all(role == "answer" for _, _, role in shown(near, [Pair(Span("a", 0, 2), Span("a", 4, 14))]))


def test_no_excerpt_is_lost_or_doubled():
    pairs = [Pair(Span("a", 0, 10), Span("b", 0, 10)), Pair(Span("a", 20, 30), Span("a", 40, 50))]
    assert sorted((a, s) for a, s, _ in shown(A, pairs)) == sorted((c.article, c.start) for c in A)


def test_opposite_stances_of_two_actors_on_one_issue_are_a_pair():
    stances = {
        ("a", 0): {Taken("russia", "troops", "opposes")},
        ("a", 20): {Taken("russia", "troops", "supports"), Taken("nato", "entry", "supports")},
        ("a", 40): set(),
        ("b", 0): {Taken("france", "troops", "supports")},
    }
    pairs = opposed(A, lambda c: stances[c.article, c.start])
    assert pairs == [Pair(Span("a", 0, 10), Span("b", 0, 10), issue="troops")]
