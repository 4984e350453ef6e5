import pytest

from bot.answering.candidate import Candidate
from bot.answering.other_side import Stand, StandsIn, StandsOnFigures, facing, of_the_time, with_other_sides
from bot.ledger.rows import Disagreement, Side, rows_of
from bot.record.article import Article
from bot.record.statement import Position


def candidate(article, start, score):
    return Candidate(article, start, start + 10, start // 10, "words", score, score, frozenset(), frozenset())


FOR, AGAINST = Stand("troops", 0, "for"), Stand("troops", 0, "against")
MANY, FEW = (Stand("troops", 1, figure, frozenset({"country"})) for figure in ("31 countries", "10 countries"))


def counted(least, most=None):
    return Stand("troops", 2, f"{least} to {most}", frozenset({"country"}), least, most or least)


A = [candidate("a", 0, 0.9), candidate("a", 20, 0.8), candidate("a", 40, 0.7), candidate("b", 0, 0.65)]


def shown(candidates, stands):
    looked_up = with_other_sides(candidates, lambda c: stands.get((c.article, c.start), ()))
    return [(c.article, c.start, role) for c, role in looked_up]


def test_without_disagreement_the_order_stays():
    assert shown(A, {}) == [("a", 0, "answer"), ("a", 20, "answer"), ("a", 40, "answer"), ("b", 0, "answer")]


def test_the_other_side_is_brought_up_among_those_shown_first():
    found = shown(A, {("a", 0): [FOR], ("b", 0): [AGAINST]})
    assert found == [("a", 0, "answer"), ("a", 20, "answer"), ("b", 0, "other-side"), ("a", 40, "answer")]


@pytest.mark.parametrize(("score", "brought"), [(0.65, True), (0.5, False)])
def test_an_other_side_that_does_not_bear_on_the_question_stays_where_it_is(score, brought):
    found = shown([*A[:3], candidate("b", 0, score)], {("a", 0): [FOR], ("b", 0): [AGAINST]})
    assert (found[2] == ("b", 0, "other-side")) == brought


def test_another_figure_bears_on_a_question_for_it_whatever_else_its_sentence_says():
    far = [*A[:3], candidate("b", 0, 0.1)]
    assert shown(far, {("a", 0): [MANY], ("b", 0): [FEW]})[2] == ("b", 0, "other-side")


def test_two_clauses_of_one_paragraph_are_no_two_sides():
    near = [candidate("a", 0, 0.9), candidate("a", 2, 0.8), candidate("a", 4, 0.7)]
    assert all(role == "answer" for _, _, role in shown(near, {("a", 0): [FOR], ("a", 4): [AGAINST]}))


@pytest.mark.parametrize(
    ("some", "others", "against"),
    [
        ([FOR], [AGAINST], True),
        ([FOR], [FOR], False),
        ([FOR, MANY], [AGAINST, FEW], True),
        ([FOR, MANY], [AGAINST, MANY], False),
        ([FOR], [FEW], False),
        ([FOR], [Stand("sanctions", 0, "against")], False),
        ([], [AGAINST], False),
        ([counted(35)], [counted(31)], True),
        ([counted(30, 40)], [counted(31)], False),
        ([counted(30, 40)], [counted(26)], True),
    ],
)
def test_who_stands_against_whom(some, others, against):
    assert facing(some, others) == facing(others, some) == against


def test_a_question_names_what_is_counted():
    assert MANY.counts("How many countries are there?") and MANY.counts("Which country?")
    assert not MANY.counts("How many soldiers are there?")


@pytest.mark.parametrize(
    ("question", "words", "same"),
    [
        ("How many countries met?", "In September 26 countries met.", True),
        ("How many countries met in September?", "In September 26 countries met.", True),
        ("How many countries met in September?", "So far 10 countries met.", False),
        ("How many countries met in September 2025?", "In September 2024 10 countries met.", False),
    ],
)
def test_a_figure_is_of_the_time_that_the_question_names(question, words, same):
    assert of_the_time(question, words) == same


def row(article, start):
    words = Position(
        article, "w" * 10, start, start + 10, 1, None, "official", "x", "said", "indirect", "troops", "supports", ()
    )  # fmt: skip
    return rows_of({article: Article(article, "w" * 50, article, "2025-10-01")}, [words])[0]


def test_every_row_of_a_side_stands_there():
    one = Disagreement(
        "positions", "troops", "Troops", (Side("against", (row("a", 0), row("a", 20))), Side("for", (row("b", 0),)))
    )
    stands = StandsIn.of([one])
    at = [stands.at(candidate(article, start, 1.0)) for article, start in (("a", 5), ("a", 20), ("a", 10), ("b", 0))]
    assert at == [{AGAINST}, {AGAINST}, set(), {FOR}]


def test_a_side_of_figures_says_what_its_figure_may_be():
    sides = (Side("35 countries", (row("a", 0),), 35, 35), Side("more than 30 countries", (row("b", 0),), 30, 40))
    stands = StandsIn.of([Disagreement("figures", "troops", "countries", sides)])
    many, some = (next(iter(stands.at(candidate(article, 0, 1.0)))) for article in "ab")
    assert (some.least, some.most) == (30, 40) and not many.against(some)


def test_figures_looked_up_by_quantity_stand_where_they_stand_among_all(seed_app):
    ledger = seed_app.ledger
    whole, lazily = StandsIn.of(ledger.differing), StandsOnFigures(ledger.counting, ledger.differing_on)
    spans = [
        Candidate(article, start + moved, end + moved, 0, "", 1.0, 1.0, frozenset(), frozenset())
        for article, start, end, _ in ledger.counting()
        for moved in (0, end - start, start - end, 1)
    ]

    def sides(stands):
        return {(one.issue, one.side, one.counted, one.least, one.most) for one in stands}

    assert any(whole.at(one) for one in spans)
    for one in spans:
        assert sides(whole.at(one)) == sides(lazily.at(one))
        for other in spans[::9]:
            assert facing(whole.at(one), whole.at(other)) == facing(lazily.at(one), lazily.at(other))
