"""What denies a thing that a question takes for granted."""

import re
from collections.abc import Sequence

from bot.answering.asked import read
from bot.answering.candidate import Candidate
from bot.answering.evidence import Evidence, stems_in
from bot.answering.slots import SAME_SENSE
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
        if evidence.candidates[i].dense >= settings.min_similarity
        and settings.denies(evidence.candidates[i].text)
        and any(name.stems & evidence.candidates[i].stems for name in evidence.shape.names)
        and (topic & evidence.candidates[i].near or not topic or _by_another_verb(evidence, evidence.candidates[i]))
        and denied_there(evidence, evidence.candidates[i], settings)
    )


_ANSWERS = r"(?:answer|respon|repl(?:y|ied)|react)"
_ASKS_ANSWER = re.compile(rf"\b{_ANSWERS}\w*", re.IGNORECASE)
_NO_ANSWER = re.compile(
    rf"(?:\b(?:not|never|(?:yet|declined|refused) to)|n['’]t) (?:yet |even |publicly )?(?:{_ANSWERS}|comment)",
    re.IGNORECASE,
)


def gives_no_answer(question: str, sentence: str) -> bool:
    """Whether an answer of somebody is asked for, and a sentence says that there was none."""
    return bool(_ASKS_ANSWER.search(question) and _NO_ANSWER.search(sentence))


def about(evidence: Evidence, candidate: Candidate, settings: AnsweringSettings) -> bool:
    """Whether a sentence holds most of what the question is about besides its names."""
    topic = evidence.topic
    if _by_another_verb(evidence, candidate):
        return True
    mass = sum(topic.values())
    held = sum(weight for stem, weight in topic.items() if stem in candidate.stems)
    return mass > 0 and held / mass >= settings.denial_coverage


def _by_another_verb(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether a sentence has no word of the topic, but one that means the same as its verb: admitted, "accepted"."""
    if evidence.topic.keys() & candidate.stems:
        return False
    met = (candidate.words.at(*verb) for verb in read(evidence.question).verbs)
    return any(one is not None and one >= SAME_SENSE for one in met)


_OF_THAT = re.compile(r"\b(?:this|that|it|them|so)\W*$", re.IGNORECASE)
"""How a clause ends that denies what the clause before it says: "A asked for it, but B is against this"."""
_CLAUSE = re.compile(r"[,;:()—–]|\b(?:and|but|while|although|though|because|since)\b", re.IGNORECASE)


def denied_there(evidence: Evidence, candidate: Candidate, settings: AnsweringSettings) -> bool:
    """Whether what is denied is what the question is about; "cancel the meeting and impose sanctions" denies none.

    A clause that denies holds some of the topic, or takes up the clause before that does, and no other clause more.
    """
    topic = evidence.name_stems if _by_another_verb(evidence, candidate) else evidence.topic.keys()
    clauses = [clause for clause in _CLAUSE.split(candidate.text) if clause.strip()]
    held = [sum(bool(stems_in(evidence, word) & topic) for word in WORD.findall(clause)) for clause in clauses]
    before = [0, *held]
    denying = [
        max(count, before[at]) if _OF_THAT.search(clause) else count
        for at, (clause, count) in enumerate(zip(clauses, held, strict=True))
        if settings.denies(clause)
    ]
    most = max(denying, default=0)
    return most >= max(held, default=0) and (most > 0 or not topic)


def shares_topic(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether a sentence itself holds something the question is about besides its names."""
    return bool(evidence.topic.keys() & candidate.stems)
