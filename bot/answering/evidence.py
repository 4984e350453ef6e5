"""What it is decided from whether the record answers, and what the candidates hold of the question."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.answering.asked import read
from bot.answering.candidate import Candidate
from bot.answering.clauses import Span
from bot.answering.grammar import AUXILIARY_WORDS, finite, words_of
from bot.answering.question import Name, Shape
from bot.settings import AnsweringSettings

MEASURES = frozenset({"long", "far", "tall", "high", "deep", "wide", "old", "mani", "much"})
"""Stems of words that ask for a measure: what answers says "600 miles"."""
Sought = tuple[Span, frozenset[str]]
"""A word of the question that is looked for: where it stands, and its stems."""
OWN_WORDS, EACH_MET = 0.48, 0.2
"""A sentence of so high a cosine that meets each word of the question so well may answer in words of its own."""


@dataclass(frozen=True)
class Evidence:
    """What the decision is taken from.

    ``idf`` maps the question's content stems to their weight in the record; a stem the record does not hold has
    the weight of the rarest. ``known`` tells whether the record holds a stem; ``foreign`` whether most of the
    question's words are neither the record's nor its language's; ``weighed`` whether it may be answered either way
    and the best candidates take positions on its issue. ``stems_of`` gives the stems of any words, ``mentioned`` the
    actors that they name, ``alike`` the
    cosines of a phrase to others: it costs as much as some questions, and is asked for only where the words alone
    would have the record decline.
    """

    question: str
    shape: Shape
    stems: frozenset[str]
    idf: Mapping[str, float]
    known: Callable[[str], bool]
    candidates: Sequence[Candidate]
    foreign: bool = False
    weighed: bool = False
    stems_of: Callable[[str], frozenset[str]] = lambda _words: frozenset()
    mentioned: Callable[[str], frozenset[str]] = lambda _words: frozenset()
    alike: Callable[[str, Sequence[str]], Sequence[float]] = lambda _phrase, others: [0.0] * len(others)

    @cached_property
    def name_stems(self) -> frozenset[str]:
        """The stems of all names of the question."""
        return frozenset().union(*(name.stems for name in self.shape.names))

    @cached_property
    def topic(self) -> dict[str, float]:
        """What the question is about besides its names: stems with their weight. Asked of every candidate."""
        return {stem: weight for stem, weight in self.idf.items() if stem not in self.name_stems | MEASURES}


def stems_in(evidence: Evidence, word: str) -> frozenset[str]:
    """The question's stems that a word has: its own, or those that share its first letters ("refuse", "refusal")."""
    lowered = word.lower()
    own = evidence.stems_of(word)
    return frozenset(s for s in evidence.stems if s in own or lowered.startswith(s[: max(3, len(s) - 1)]))


def held(evidence: Evidence, candidate: Candidate, around: float = 0.0) -> float:
    """The share of the topic's weight that a candidate's paragraph holds, 0..1; ``around`` as in ``weight_held``."""
    return weight_held(evidence.topic, candidate, around) / (sum(evidence.topic.values()) or 1.0)


def weight_held(weights: Mapping[str, float], candidate: Candidate, around: float) -> float:
    """The weight of the stems that a candidate's paragraph holds.

    A word that stands around the paragraph and not in it counts ``around``.
    """
    return sum(
        weight * (1.0 if stem in candidate.near else around if stem in candidate.around else 0.0)
        for stem, weight in weights.items()
    )


def in_own_words(candidate: Candidate, settings: AnsweringSettings) -> bool:
    """Whether a sentence may answer whatever words it holds: it is near in meaning, or nearly so and to each word."""
    near = candidate.dense >= settings.near_in_meaning
    return near or (candidate.dense >= OWN_WORDS and candidate.met >= EACH_MET)


def names_held(evidence: Evidence, candidate: Candidate, settings: AnsweringSettings) -> bool:
    """Whether a candidate holds all names of the question, or may take them as read."""
    return all(name_held(evidence, candidate, name, settings) for name in evidence.shape.names)


def name_held(evidence: Evidence, candidate: Candidate, name: Name, settings: AnsweringSettings) -> bool:
    """Whether a candidate's paragraph holds a name, or may take it as read.

    A place or a source ("in A", "according to A") and what the whole record is about may stand in the title, the lead
    or a neighbouring paragraph; whoever else is asked about must be there.
    """
    if name.stems & candidate.near or _spelled(candidate, name):
        return True
    if not name.stems & candidate.around:
        return False
    return not is_rare(evidence, name, settings) or _in_a_phrase(evidence.question, name)


def is_rare(evidence: Evidence, name: Name, settings: AnsweringSettings) -> bool:
    """Whether a name stands in few sentences of the record, and so does not go without saying."""
    return max((evidence.idf.get(stem, 0.0) for stem in name.stems), default=0.0) >= settings.telling_name


def mentions(candidate: Candidate, name: Name) -> bool:
    """Whether what stands around a candidate holds a name, or its sentence does as part of a longer one."""
    return bool(name.stems & candidate.around) or _spelled(candidate, name)


def _spelled(candidate: Candidate, name: Name) -> bool:
    """Whether a sentence has a name word by word: "Senate" in "US Senate", which is one name to search."""
    if name.text.casefold() not in candidate.text.casefold():
        return False
    return re.search(rf"(?<!\w){re.escape(name.text)}(?!\w)", candidate.text, re.IGNORECASE) is not None


_REFERS = re.compile(
    r"\b(?:it|its|he|his|him|she|her|they|their|them|we|our|both|the (?:country|nation|state|government|group))\b",
    re.I,
)


def _subject(sentence: str) -> str:
    """The words of a sentence before its first verb, as far as a past form or an auxiliary shows one."""
    words = words_of(sentence)
    at = next((at for at, word in enumerate(words) if word.lower in AUXILIARY_WORDS or finite(words, at)), None)
    return "" if at is None else sentence[: words[at].start]


def of_others(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether a sentence tells of others than who did or underwent what is asked: "Italy gave 40 tanks" of Poland.

    It names actors, none of whom did it by the question, before any word that may stand for whoever did; or it begins
    with a pronoun, and the subject of the sentence before is another.
    """
    asks = read(evidence.question)
    # "How many Norden sailors drowned" is asked of Norden.
    doer = asks.doer or ((0, asks.noun[1]) if asks.noun and evidence.shape.kind == "quantity" else (0, 0))
    text = evidence.question[slice(*doer)]
    names = [name for name in evidence.shape.names if name.text in text]
    if not names:
        return False
    asked = evidence.mentioned(evidence.question)
    meant = evidence.mentioned(_subject(candidate.before))
    if meant:
        return not meant & asked
    if any(name.stems & candidate.stems or _spelled(candidate, name) for name in names):
        return False
    refers = _REFERS.search(candidate.text)
    before = candidate.text[: refers.start()] if refers else candidate.text
    return bool(evidence.mentioned(before) - asked)


_BEHIND = (
    "in|at|on|to|for|with|by|from|of|about|near|toward|towards|against|between|under|over|after|before|since|during|"
    "until|within|into|tell|tells|told"
)


def _in_a_phrase(question: str, name: Name) -> bool:
    """Whether a name stands behind a preposition, or is told something: where it is none of the subject."""
    doer = read(question).doer
    if doer is not None and question.find(name.text) >= doer[1]:
        return True
    doer = doer or (0, 0)
    places = re.finditer(rf"\b(?:{_BEHIND}) (?:the )?(?={re.escape(name.text)}\b)", question, re.IGNORECASE)
    return any(not doer[0] <= place.end() < doer[1] for place in places)
