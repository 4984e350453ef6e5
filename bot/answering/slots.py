"""Whether a sentence tells of what a question asks about: its verb and the noun asked for, besides its names.

Any sentence of the right names and the right subject may be near to "When will A return to B?"; what answers tells of
a return, in this word or in one that means it. Which it is the encoder tells: each word of a question has a cosine to
the word of the sentence that is most like it (``embeddings.tokens``).
"""

import re
from collections.abc import Sequence

from bot.answering.asked import read
from bot.answering.called import asks_name, gives_name
from bot.answering.candidate import Candidate
from bot.answering.clauses import Span
from bot.answering.evidence import Evidence, Sought, stems_in
from bot.answering.focus import described, focus_of
from bot.answering.grammar import PAST, finite, words_of
from bot.answering.measures import asks_ahead, looks_ahead
from bot.answering.told import tells_in_all

_WHO = re.compile(r"^\W*who\b", re.IGNORECASE)
SAME_SENSE = 0.42
"""From so high a cosine of its word nearest to one of the question on a sentence may tell of the same.

Read off 150 questions of which a verb or noun was looked for (docs/decisions.md): a word that stands there
has 0.7 to 0.9, one that means the same 0.43 to 0.7, what tells of something else mostly 0.15 to 0.42.
"""
SAME_DEED, SAME_THING = 0.37, 0.46
"""... for a verb, which is told in many ways ("quit", "pulled out of"), and for the noun asked for, which is not."""
SAME_DEED_OF_TWO = 0.25
"""... for a verb with its particle ("turn down"): word by word they mean another thing."""
SAME_OFFICE = 0.55
"""... for what tells an office from others: ministers of whatever are alike."""
SAYS_AGAIN, SAYS_EACH = 0.75, 0.45
"""A sentence so near to the question, and to each word of it, tells of it whatever word its verb is."""

SEVERAL_NAMES, NEAR_WITH_NAMES = 3, 0.65
"""A sentence so near that joins so many names of a question tells of what they did, by whatever verb."""
NEARLY = 0.15
"""A sentence so much further from the question than the nearest has its verb of other things."""


def telling(evidence: Evidence, places: Sequence[int]) -> list[int]:
    """Those of the candidates at ``places`` that tell of what is asked; all where the question leaves it open.

    They have one of its verbs and the noun that it asks for, as far as it has any, and are about as near to it as the
    nearest; where it asks for what is to come they speak of that. Where none has them, those that are near to the
    question in all else. Any sentence may hold a figure or a time: it has to have all of several names itself.
    """
    if asks_ahead(evidence.question):
        places = [i for i in places if _of_what_is_to_come(evidence.candidates[i].text)]
    noun = focus_of(evidence.question)
    asks = read(evidence.question)
    verbs = [_sought(evidence, verb) for verb in asks.verbs]
    least = SAME_DEED_OF_TWO if asks.two else SAME_DEED
    nouns = [_sought(evidence, noun)] if noun else []
    if verbs or asks_name(evidence.question):
        nearest = max((evidence.candidates[i].dense for i in places), default=0.0)
        places = [i for i in places if evidence.candidates[i].dense >= nearest - NEARLY]
    if asks_name(evidence.question):
        places = [i for i in places if gives_name(evidence.question, evidence.candidates[i].text)]
    office = [_sought(evidence, place) for place in described(evidence.question)]
    places = [i for i in places if all(_has(evidence.candidates[i], *word) for word in office)]
    found = [i for i in places if _tells(evidence.candidates[i], verbs, nouns, least)]
    if found:
        return found
    if evidence.shape.kind != "other":
        return [i for i in places if _names_all(evidence, evidence.candidates[i])]
    # Who did it is no matter of being near in all else: "who commands the base" of a base that was built.
    who = bool(verbs) and _WHO.match(evidence.question) is not None
    return [] if who else [i for i in places if tells_in_all(evidence, evidence.candidates[i])]


def _names_all(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether a sentence near to the question has all of its names, so many that hardly another deed joins them."""
    names = evidence.shape.names
    joined = len(names) >= SEVERAL_NAMES and all(name.stems & candidate.stems for name in names)
    return joined and candidate.dense >= NEAR_WITH_NAMES


def _of_what_is_to_come(sentence: str) -> bool:
    """Whether a sentence speaks of what is to come, or in the present tense: what only happened does not."""
    words = words_of(sentence)
    return looks_ahead(sentence) or not any(finite(words, at) or words[at].lower in PAST for at in range(len(words)))


def _sought(evidence: Evidence, place: Span) -> Sought:
    return place, stems_in(evidence, evidence.question[slice(*place)])


def _tells(candidate: Candidate, verbs: Sequence[Sought], nouns: Sequence[Sought], least: float) -> bool:
    if says_again(candidate):
        return True
    does = not verbs or any(holds(candidate, *verb, least=least) for verb in verbs)
    return does and all(holds(candidate, *noun, least=SAME_THING) for noun in nouns)


def _has(candidate: Candidate, place: Span, stems: frozenset[str]) -> bool:
    """Whether a candidate's sentence has a word of an office, or what means very much the same."""
    met = candidate.words.at(*place)
    return not stems or bool(stems & candidate.stems) or met is None or met >= SAME_OFFICE


def says_again(candidate: Candidate) -> bool:
    """Whether a sentence is so near to the question, and to each of its words, that it says the same in any words."""
    return candidate.dense >= SAYS_AGAIN and candidate.met >= SAYS_EACH


def holds(
    candidate: Candidate, place: Span, stems: frozenset[str], unknown: bool = True, least: float = SAME_SENSE
) -> bool:
    """Whether a candidate's paragraph has a word of the question, or its sentence one that means the same.

    ``unknown`` is what it is taken for where nothing is kept of the sentence's words; from ``least`` on a word means
    the same.
    """
    met = candidate.words.at(*place)
    return bool(stems & candidate.near) or (unknown if met is None else met >= least)
