"""A figure or a date is asked for: which candidates give it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.answering.candidate import MET, Candidate
from bot.answering.evidence import Evidence, held, names_held, stems_in
from bot.answering.question import (
    AUXILIARIES,
    MONTHS,
    asks_day,
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
from bot.answering.slots import telling
from bot.settings import AnsweringSettings

FIGURES = 2
"""Figures and dates are looked for among so many times the candidates considered: they stand in any sentence."""
AROUND = 0.5
"""What a word counts that stands around a paragraph and not in it, where nothing denies the premise."""
NAMED = 0.1
"""What it adds to the score of a candidate that its paragraph holds all names."""
COUNTED = 0.15
"""... that its sentence holds what is counted."""

_MONTHS = [month.lower() for month in MONTHS.split("|")]
_DAY = re.compile(
    rf"\b(?:(?P<month>{MONTHS}) (?P<day>\d{{1,2}})|"
    rf"(?P<before>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<after>{MONTHS}))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\bhow many\b.*?\b(?:were|was|are|is|been|got) (?P<verb>\w+)", re.IGNORECASE)
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
    counted = counted_stems(evidence) if kind == "quantity" else frozenset()
    reason = "The record gives no such figure." if kind == "quantity" else "The record gives no such date."
    states = states_quantity if kind == "quantity" else states_time
    if asks_day(evidence.question):
        states = states_day
    if asks_measure(evidence.question):
        states = partial(states_measure, question=evidence.question)
    elif kind == "quantity" and not counts_units(evidence.question):
        states = states_count
    stating = [
        i
        for i, candidate in enumerate(evidence.candidates[: settings.considered * (FIGURES if loosely else 1)])
        if states(candidate.text) and _bears(evidence, candidate, AROUND if loosely else 0.0) >= settings.min_bearing
    ]
    names = evidence.shape.names
    stating = [i for i in stating if names_held(evidence, evidence.candidates[i], settings)]
    fits = stating
    if kind == "quantity":
        named_so = not counted or any(evidence.known(stem) for stem in counted)
        fits = [i for i in stating if named_so and _of_what_is_counted(evidence, evidence.candidates[i], counted)]
        fits = fits or _counted_in_other_words(evidence, stating, settings)

    fits = telling(evidence, fits)
    share = asks_share(evidence.question)

    def worth(place: int) -> float:
        candidate = evidence.candidates[place]
        named = all(name.stems & candidate.near for name in names)
        told = counted & candidate.stems or (share and states_share(candidate.text))
        return candidate.score + MET * candidate.met + NAMED * named + COUNTED * bool(told)

    return Stated(tuple(sorted(fits, key=worth, reverse=True)), reason)


def _of_what_is_counted(evidence: Evidence, candidate: Candidate, counted: frozenset[str]) -> bool:
    """Whether a figure may be one of the things counted: they are named around it, or what was done to them is.

    A price is money beside a word for it; what was counted on a day is told of that day.
    """
    question = evidence.question
    if not _of_price_and_day(question, candidate):
        return False
    verb = _PASSIVE.search(question)
    done = stems_in(evidence, verb["verb"]) if verb else frozenset()
    if not counted or (done & candidate.near) or (_SUMS.search(question) and _MONEY.search(candidate.text)):
        return True
    generic = not _PERSONS.isdisjoint(counted)
    return not done if generic else bool(counted & (candidate.near | candidate.around))


def _of_price_and_day(question: str, candidate: Candidate) -> bool:
    if _COSTS.search(question) and not (_MONEY.search(candidate.text) and _PRICES & candidate.near):
        return False
    day = _DAY.search(question)
    return not day or _of_day(candidate, day)


def _counted_in_other_words(evidence: Evidence, stating: Sequence[int], settings: AnsweringSettings) -> list[int]:
    """The first candidate that counts what means the same as the thing asked for: ships and "400 oil tankers"."""
    match = _COUNTED.search(evidence.question)
    wanted = _phrase(match.group(1)) if match else ""
    numbered = [
        (i, phrase)
        for i in stating
        if evidence.candidates[i].dense >= settings.near_in_meaning
        and _of_price_and_day(evidence.question, evidence.candidates[i])
        for phrase in map(_phrase, _NUMBERED.findall(evidence.candidates[i].text))
        if phrase
    ]
    if not wanted or not numbered:
        return []
    cosines = evidence.alike(wanted, [phrase for _, phrase in numbered])
    return [i for (i, _), cosine in zip(numbered, cosines, strict=True) if cosine >= settings.near_in_meaning][:1]


def _phrase(words: str) -> str:
    """The words of a noun phrase up to what ends one: an auxiliary, a preposition or a conjunction."""
    return _ENDS.split(words, maxsplit=1)[0].strip()


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


_NUMBERED = re.compile(r"\b\d[\d,.]*\s+((?:[^\W\d_][\w'’-]*\s*){1,3})")
_ENDS = re.compile(
    rf"(?:^|\s+)(?:{AUXILIARIES}|of|in|at|on|for|by|to|from|with|between|since|that|who|which|and|or|have|into|over)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?:how many|how much|(?:number|amount) of)\s+(?!(?:{AUXILIARIES})\b)((?:[\w'’-]+\s*){{1,3}})", re.IGNORECASE
)


def counted_stems(evidence: Evidence) -> frozenset[str]:
    """Stems of the thing counted: the first content word after "how many" that is no name."""
    match = _COUNTED.search(evidence.question)
    if match is None:
        return frozenset()
    names = evidence.name_stems
    for word in match.group(1).split():
        found = evidence.stems & stems_in(evidence, word)
        if found:
            return found - names
    return frozenset()
