"""Whether one sentence tells of all that a question asks about besides its names.

"Has Brazil condemned the invasion?" is near to any sentence about Brazil and to any about the invasion. What answers
has each of its words, in its paragraph or in one that means the same, or is near to the question as a whole; a
sentence that has neither tells of something else of the same people.
"""

import re
from collections.abc import Sequence

from bot.answering.candidate import Candidate
from bot.answering.evidence import Evidence, Sought, mentions
from bot.answering.focus import ABSTRACT
from bot.answering.grammar import ADVERBS, LIGHT, LIGHT_OBJECTS, NAMED, OTHER, PREPOSITIONS, TIME_NOUNS, words_of
from bot.answering.speech import holder_of, says

LEAST = 0.88
"""What the cosine of a sentence and the mean of how near it has each of the words asked about come to at least."""
IN_ALL = 1.65
"""What both and how well the sentence meets the question as a whole come to where one verb may be told by another."""
MANY = 5
"""A question of so many words asked about may be put in words of its own throughout."""
_WEIGHS = re.compile(
    r"^\W*(?:why |(?:how|where|what) (?!can\b))?(?:can|could|would|should|might|may|must)(?:n['’]t|not)?\b|\bor\b",
    re.IGNORECASE,
)
"""What asks for a judgement, which is told in many words: "how might they agree", "is it this or that"."""
SAY_LITTLE = LIGHT | LIGHT_OBJECTS | NAMED | ABSTRACT | TIME_NOUNS | ADVERBS | OTHER | PREPOSITIONS | {"according"}
"""Words that stand in a question for how it is asked: what answers may do without any of them."""


def tells_of_all(evidence: Evidence, places: Sequence[int]) -> bool:
    """Whether one of the candidates at ``places`` tells of what is asked about; true where nothing is known of it."""
    if _WEIGHS.search(evidence.question):
        return True
    words = asked_about(evidence)
    held = [i for i in places if all(mentions(evidence.candidates[i], name) for name in evidence.shape.names)]
    return not 0 < len(words) < MANY or any(_tells(evidence.candidates[i], words) for i in held or places)


def asked_about(evidence: Evidence) -> list[Sought]:
    """The words that say what is asked about besides the names: where each stands, and its stems.

    Whose view is asked for ("according to the envoy") is not asked about.
    """
    topic = evidence.topic.keys()
    holder = holder_of(evidence.question)
    first = evidence.question.rfind(holder) if holder else 0
    viewed = range(first, first + len(holder or ""))
    found = (
        (word.place, evidence.stems_of(word.text) & topic)
        for word in words_of(evidence.question)
        if word.start not in viewed
        and word.lower not in SAY_LITTLE
        and not word.lower.endswith("ly")
        and not says(word.lower)
    )
    return [(place, stems) for place, stems in found if stems]


def _tells(candidate: Candidate, words: Sequence[Sought]) -> bool:
    met = _mean_met(candidate, words)
    return met is None or candidate.dense + met >= LEAST


def _mean_met(candidate: Candidate, words: Sequence[Sought]) -> float | None:
    """How well a candidate has each of some words on average; None where something of that is not known."""
    met = [1.0 if stems & candidate.near else candidate.words.at(*place) for place, stems in words]
    known = [one for one in met if one is not None]
    return sum(known) / len(known) if known and len(known) == len(met) else None


def tells_in_all(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether a candidate is so near to a question, to each of its tokens and words, that one word may be another."""
    met = _mean_met(candidate, asked_about(evidence))
    return met is not None and candidate.dense + candidate.met + met >= IN_ALL
