"""What denies a thing that a question takes for granted."""

import re
from collections.abc import Sequence

from bot.answering.candidate import Candidate
from bot.answering.evidence import Evidence, stems_in
from bot.settings import AnsweringSettings
from embeddings.article_words import WORD


def denials(evidence: Evidence, named: Sequence[int], settings: AnsweringSettings) -> tuple[int, ...]:
    """Find the candidates that deny what the question takes for granted, not something else of those it names."""
    if not evidence.shape.presupposes or not evidence.shape.names or settings.denies(evidence.question):
        return ()
    topic = evidence.topic.keys()
    return tuple(
        i
        for i in named
        if settings.denies(evidence.candidates[i].text)
        and any(name.stems & evidence.candidates[i].stems for name in evidence.shape.names)
        and (topic & evidence.candidates[i].near or not topic)
        and denied_there(evidence, evidence.candidates[i], settings)
    )


def about(evidence: Evidence, candidate: Candidate, settings: AnsweringSettings) -> bool:
    """Whether a sentence holds most of what the question is about besides its names."""
    topic = evidence.topic
    mass = sum(topic.values())
    held = sum(weight for stem, weight in topic.items() if stem in candidate.stems)
    return mass > 0 and held / mass >= settings.denial_coverage


_CLAUSE = re.compile(r"[,;:()—–]|\b(?:and|but|while|although|though|because|since)\b", re.IGNORECASE)


def denied_there(evidence: Evidence, candidate: Candidate, settings: AnsweringSettings) -> bool:
    """Whether what is denied is what the question is about; "cancel the meeting and impose sanctions" denies none.

    A clause that denies holds some of the topic, and no other clause more.
    """
    topic = evidence.topic.keys()
    clauses = _CLAUSE.split(candidate.text)
    held = [sum(bool(stems_in(evidence, word) & topic) for word in WORD.findall(clause)) for clause in clauses]
    denying = [count for clause, count in zip(clauses, held, strict=True) if settings.denies(clause)]
    most = max(denying, default=0)
    return most >= max(held, default=0) and (most > 0 or not topic)


def shares_topic(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether a sentence itself holds something the question is about besides its names."""
    return bool(evidence.topic.keys() & candidate.stems)
