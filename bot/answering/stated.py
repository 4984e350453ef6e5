"""A figure or a date is asked for: which candidates give it."""

import re
from dataclasses import dataclass
from functools import partial

from bot.answering.candidate import Candidate
from bot.answering.counted import counted, counted_in_other_words, counts_others
from bot.answering.evidence import Evidence, Sought, held, names_held, of_others, stems_in
from bot.answering.measures import (
    MONTHS,
    asks_day,
    asks_how_high,
    asks_measure,
    asks_share,
    counts_units,
    states_count,
    states_day,
    states_measure,
    states_quantity,
    states_share,
    states_time,
)
from bot.answering.slots import holds, says_again, telling
from bot.answering.timing import of_another_time
from bot.settings import AnsweringSettings

FIGURES = 2
"""Figures and dates are looked for among so many times the candidates considered: they stand in any sentence."""
AROUND = 0.5
"""What a word counts that stands around a paragraph and not in it, where nothing denies the premise."""
COUNTED = 0.15
"""What it adds to the fit of a candidate that its sentence holds what is counted."""

_MONTHS = [month.lower() for month in MONTHS.split("|")]
_DAY = re.compile(
    rf"\b(?:(?P<month>{MONTHS}) (?P<day>\d{{1,2}})|"
    rf"(?P<before>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<after>{MONTHS}))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\bhow many\b.*?\b(?:were|was|are|is|been|got) (?:(?:still|now|already|currently|\w+ly) )?(?P<verb>\w+)",
    re.IGNORECASE,
)
_PERSONS = frozenset({"peopl", "person", "men", "women", "man", "woman"})
"""Stems of words for people of whatever kind: a figure of them says who they are."""
_COSTS = re.compile(r"\bcosts?\b|\bprice of\b", re.IGNORECASE)
_SUMS = re.compile(r"\bhow much (?:money|cash|funding)\b|\b(?:sum|amount) of money\b", re.IGNORECASE)
_MONEY = re.compile(r"[€$£¥]|\b(?:dollars?|euros?|pounds?|roubles?|rubles?|yuan|yen|cents?)\b", re.IGNORECASE)
_PRICES = frozenset({"cost", "price", "worth", "pay", "paid", "expens", "fee", "budget", "bill"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure or a date was asked for: the candidates that give one."""

    fits: tuple[int, ...]
    reason: str


def stated(evidence: Evidence, settings: AnsweringSettings, *, loosely: bool) -> Stated | None:
    """Find the candidates that give the figure or the date asked for; None where neither was asked for.

    ``loosely``: words of what is asked may stand around the paragraph, and more candidates are looked at.
    """
    kind = evidence.shape.kind
    if kind == "other":
        return None
    found = counted(evidence) if kind == "quantity" else None
    counts = found[1] if found else frozenset()
    reason = "The record gives no such figure." if kind == "quantity" else "The record gives no such date."
    states = states_quantity if kind == "quantity" else states_time
    if asks_day(evidence.question):
        states = states_day
    if asks_measure(evidence.question):
        states = partial(states_measure, question=evidence.question)
    elif kind == "quantity" and not counts_units(evidence.question) and not asks_how_high(evidence.question):
        states = states_count
    stating = [
        i
        for i, candidate in enumerate(evidence.candidates[: settings.considered * (FIGURES if loosely else 1)])
        if states(candidate.text) and _bears(evidence, candidate, AROUND if loosely else 0.0) >= settings.min_bearing
    ]
    given = evidence.candidates
    stating = [i for i in stating if names_held(evidence, given[i], settings) and not of_others(evidence, given[i])]
    fits = stating
    if kind == "quantity":
        then = [
            i
            for i in stating
            if _of_price_and_day(evidence.question, given[i]) and not of_another_time(evidence.question, given[i])
        ]
        named = not counts or any(stem in _PERSONS or evidence.known(stem) for stem in counts)
        fits = [
            i for i in then if says_again(given[i]) or (named and _of_what_is_counted(evidence, given[i], found))
        ] or counted_in_other_words(evidence, then, settings)

    fits = telling(evidence, fits)
    share = asks_share(evidence.question)

    def worth(place: int) -> float:
        candidate = evidence.candidates[place]
        told = counts & candidate.stems or (share and states_share(candidate.text))
        return candidate.fit + COUNTED * bool(told)

    return Stated(tuple(sorted(fits, key=worth, reverse=True)), reason)


def _of_what_is_counted(evidence: Evidence, candidate: Candidate, found: Sought | None) -> bool:
    """Whether a figure may be one of the things counted: they are named around it, or what was done to them is."""
    question = evidence.question
    verb = _PASSIVE.search(question)
    done = stems_in(evidence, verb["verb"]) if verb else frozenset()
    counts = found[1] if found else frozenset()
    generic = not _PERSONS.isdisjoint(counts)
    if found and done & candidate.near:
        # What was done to them may be told of something else: "three rounds were held" counts no prisoners held.
        return generic or (holds(candidate, *found) and not counts_others(evidence, candidate, counts))
    if not counts or (_SUMS.search(question) and _MONEY.search(candidate.text)):
        return True
    if generic:
        return not done
    return bool(counts & (candidate.near | candidate.around)) and not counts_others(evidence, candidate, counts)


def _of_price_and_day(question: str, candidate: Candidate) -> bool:
    """A price is money beside a word for it; what was counted on a day is told of that day."""
    if _COSTS.search(question) and not (_MONEY.search(candidate.text) and _PRICES & candidate.near):
        return False
    day = _DAY.search(question)
    return not day or _of_day(candidate, day)


def _of_day(candidate: Candidate, day: re.Match[str]) -> bool:
    """Whether a candidate or what stands around it speaks of the day asked about, or is published on it."""
    month, number = (day["month"] or day["after"]).lower(), day["day"] or day["before"]
    spelled = any(stem.startswith(month[:3]) for stem in candidate.around if month.startswith(stem[:3]))
    date = f"-{_MONTHS.index(month) + 1:02}-{int(number):02}"
    return (spelled and number in candidate.around) or (candidate.published or "").endswith(date)


def _bears(evidence: Evidence, candidate: Candidate, around: float) -> float:
    """How much a figure or date bears on the question: its cosine, and half of the topic's share in its paragraph.

    Any sentence of the right names may hold some figure.
    """
    return candidate.dense + 0.5 * held(evidence, candidate, around)
