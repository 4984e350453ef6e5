from dataclasses import dataclass, replace

import numpy as np
import pytest

from bot.answering.candidate import Candidate
from bot.answering.fit import REASON, Fit, Wanted
from bot.answering.look_ups import LookUps
from bot.answering.question import Name
from bot.settings import AnsweringSettings
from embeddings.tokens import Met
from tests.answering.test_decide import stems as stems_of

LUND = Name("Lund", frozenset({"lund"}))


@dataclass(frozen=True)
class Plain:
    """Words as ``test_decide`` reads them, each of the same weight."""

    def stems(self, text):
        return stems_of(text)

    def idf(self, stem):
        return 1.0

    def known(self, stem):
        return stem != "bateau"


def look_ups(speaker=None):
    return LookUps(
        speaker=lambda _article, _start, _end: (speaker, None),
        speakers=lambda _article, _start, _end: frozenset(filter(None, [speaker])),
        alignment=lambda _outlet: None,
        covers=tuple,
        stands=lambda _candidate, _issue: (),
        actors=lambda _article, _start, _end: frozenset(),
        actor_id=lambda name: name.casefold(),
    )


def candidate(text, near="", published=None, met=0.2, words=None):
    around = stems_of(f"{text} {near}")
    more = {} if words is None else {"words": words}
    return Candidate(
        "a", 0, 1, 1, text, 0.5, 0.5, stems_of(text), around, around=around, published=published, met=met, **more
    )


def fits(wanted, *candidates, said_for=lambda _actor, _candidate: False, speaker=None):
    fit = Fit(wanted, look_ups(speaker), Plain(), AnsweringSettings(), said_for)
    return [fit.of(one) for one in candidates]


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("Which towns have no harbour?", "Two towns are without one.", "Two towns have one."),
        ("Why was the ferry sold?", "It was sold because it leaked.", "It was sold on a Monday."),
        ("Will the ferry sail?", "The ferry will sail.", "Will the ferry sail?"),
        ("Did it sail?", "It sailed.", "“But did it sail?”"),
        ("Who sailed in March 2021?", "The mayor sailed in March.", "The mayor sailed in May."),
    ],
)
def test_what_fits_the_question_better(question, better, worse):
    wanted = Wanted(question, why=question.startswith("Why"), both=True)
    first, second = fits(wanted, candidate(better), candidate(worse))
    assert first > second


def test_words_shared_by_chance_tell_nothing_where_the_others_are_unknown():
    sharing, near = replace(candidate("The town."), lexical=0.5), replace(candidate("The ferry."), score=0.42)

    def better(*stems):
        first, second = fits(Wanted("A question", stems=stems), sharing, near)
        return first > second

    assert better("town", "harbour")
    assert not better("town", "bateau")


def test_a_reason_that_does_not_bear_on_the_question_brings_nothing():
    told = replace(candidate("It was sold because it leaked."), score=0.3)
    fit = Fit(Wanted("Why?", why=True), look_ups(), Plain(), AnsweringSettings(), lambda *_: False, 0.5)
    assert fit.of(replace(told, score=0.45)) - fit.of(told) > 0.15 + REASON / 2


def test_what_denies_nothing_asks_for_no_denial():
    first, second = fits(Wanted("Which towns have a harbour?"), candidate("Lund has none."), candidate("Lund has."))
    assert first == second


def test_a_name_that_the_paragraph_holds_is_met_in_a_sentence_without_it():
    question = "Where did Lund go?"
    words = Met(np.array([0.6, 0.6, 0.1, 0.6, 0.6], np.float32), [(0, 5), (6, 9), (10, 14), (15, 17), (17, 18)])
    wanted = Wanted(question, (LUND,))
    there = candidate("He went home.", near="Lund left.", met=words.least((), 0.0), words=words)
    elsewhere = candidate("He went home.", near="Nilsson left.", met=words.least((), 0.0), words=words)
    named, unnamed = fits(wanted, there, elsewhere)
    assert named - unnamed > 0.5 * (0.4 - 0.1) / 3


def test_words_met_one_by_one_count_less_where_either_answer_will_do():
    met, unmet = candidate("Yes.", met=0.6), candidate("No.", met=0.2)
    plain = fits(Wanted("Where?"), met, unmet)
    either = fits(Wanted("Is it?", both=True), met, unmet)
    assert plain[0] - plain[1] > either[0] - either[1] > 0


def test_what_is_said_for_whom_the_question_wants_to_hear():
    wanted = Wanted("What did Lund say?", (LUND,), speaker=LUND)
    (said,), (other,) = (
        fits(
            wanted,
            candidate("It is cold."),
            said_for=lambda actor, _candidate, is_it=is_it: is_it and actor == "lund",
        )
        for is_it in (True, False)
    )
    assert said > other


def test_whose_words_something_is_shows_where_somebody_speaks():
    wanted, found = Wanted("Who said that it is cold?"), candidate("It is cold.")
    assert fits(wanted, found, speaker="Nilsson") > fits(wanted, found)


def test_a_view_is_told_by_somebody_where_its_holder_stands():
    wanted = Wanted("Is it cold, according to the envoy?", holder="the envoy")
    told, untold, elsewhere = (
        fits(wanted, candidate("It is cold.", near=near), speaker=speaker)[0]
        for near, speaker in (("The envoy spoke.", "Nilsson"), ("The envoy spoke.", None), ("Lund spoke.", "Nilsson"))
    )
    assert told > untold == elsewhere
