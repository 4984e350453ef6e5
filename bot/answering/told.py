"""Whether one sentence tells of all that a question asks about besides its names.

"Has Brazil condemned the invasion?" is near to any sentence about Brazil and to any about the invasion. What answers
has each of its words, in its paragraph or in one that means the same, or is near to the question as a whole; a
sentence that has neither tells of something else of the same people.
"""

import re
from collections.abc import Sequence

from bot.answering.candidate import Candidate
from bot.answering.clauses import Span
from bot.answering.evidence import Evidence, mentions
from bot.answering.focus import ABSTRACT, NAMED
from bot.answering.grammar import ADVERBS, LIGHT, LIGHT_OBJECTS, OTHER, PREPOSITIONS, TIME_NOUNS, words_of
from bot.answering.speech import says

LEAST = 0.85
"""What the cosine of a sentence and the mean of how near it has each of the words asked about come to at least."""
MANY = 5
"""A question of so many words asked about may be put in words of its own throughout."""
_WEIGHS = re.compile(r"^\W*(?:why )?(?:can|could|would|should|might|may|must)(?:n['’]t|not)?\b|\bor\b", re.IGNORECASE)
"""What asks for a judgement, which is told in many words: "can they agree", "is it this or that"."""
SAY_LITTLE = LIGHT | LIGHT_OBJECTS | NAMED | ABSTRACT | TIME_NOUNS | ADVERBS | OTHER | PREPOSITIONS | {"according"}
"""Words that stand in a question for how it is asked: what answers may do without any of them."""


def tells_of_all(evidence: Evidence, places: Sequence[int]) -> bool:
    """Whether one of the candidates at ``places`` tells of what is asked about; true where nothing is known of it."""
    if _WEIGHS.search(evidence.question):
        return True
    words = _asked_about(evidence)
    held = [i for i in places if all(mentions(evidence.candidates[i], name) for name in evidence.shape.names)]
    return not 0 < len(words) < MANY or any(_tells(evidence.candidates[i], words) for i in held or places)


def _asked_about(evidence: Evidence) -> list[tuple[Span, frozenset[str]]]:
    """The words that say what is asked about besides the names: where each stands, and its stems."""
    topic = evidence.topic.keys()
    found = (
        (word.place, evidence.stems_of(word.text) & topic)
        for word in words_of(evidence.question)
        if word.lower not in SAY_LITTLE and not word.lower.endswith("ly") and not says(word.lower)
    )
    return [(place, stems) for place, stems in found if stems]


def _tells(candidate: Candidate, words: Sequence[tuple[Span, frozenset[str]]]) -> bool:
    met = [1.0 if stems & candidate.near else candidate.words.at(*place) for place, stems in words]
    known = [one for one in met if one is not None]
    return len(known) < len(met) or candidate.dense + sum(known) / len(known) >= LEAST
