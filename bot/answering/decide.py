"""Does the record answer? Decided from names, figures, dates and denials before any score.

Measured on the development questions (docs/decisions.md): similarity alone refuses one answerable question in
seven to catch half of the near misses. A name that the record does not hold, a figure it does not give, or words
it holds but never together tell a near miss better than any threshold; the cosine only has to catch what is off
the subject altogether.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answering.denials import about, denials, gives_no_answer, shares_topic
from bot.answering.evidence import Evidence, is_rare, mentions, name_held, names_held
from bot.answering.missing import (
    apart_from_each_other,
    far_off,
    in_words_of_its_own,
    never_together,
    nothing_about,
)
from bot.answering.question import Name
from bot.answering.slots import telling
from bot.answering.stated import Stated, stated
from bot.answering.told import tells_of_all
from bot.settings import AnsweringSettings

CLEARLY = 0.1
"""So much better than the first figure a denial's score is that speaks of the very thing counted."""

ABSENT = 0.1
"""What a rare name of the question takes from a candidate's fit where it stands nowhere around it."""

Verdict = Literal["answered", "corrected", "declined"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with the candidates: ``order`` holds their indices in the order to show, best first.

    ``corrections`` are the indices (a subset of ``order``) that contradict what the question takes for granted;
    ``reason`` is one sentence for people where the record does not answer.
    """

    verdict: Verdict
    order: tuple[int, ...]
    corrections: tuple[int, ...] = ()
    reason: str | None = None


def decide(evidence: Evidence, settings: AnsweringSettings) -> Decision:
    """Decide what the candidates, best first, are to the question."""
    candidates = evidence.candidates
    order = tuple(range(len(candidates)))
    considered = order[: settings.considered]
    lacking = _lacking(evidence, considered, settings)
    if lacking:
        return Decision("declined", order, reason=lacking)
    named = [i for i in considered if names_held(evidence, candidates[i], settings)]
    absent = [
        name
        for name in evidence.shape.names
        if not any(name_held(evidence, candidates[i], name, settings) for i in considered)
    ]
    if absent:
        # The best candidates pass the name over; what the record does say of it may still deny the premise.
        further = [i for i in order if names_held(evidence, candidates[i], settings)]
        reason = f"The record says nothing on this about {listed(absent)}."
        return _corrected(order, denials(evidence, further, settings), reason)
    apart = apart_from_each_other(evidence, settings)
    if apart:
        reason = f"The record does not bring {' and '.join(name.text for name in apart)} together."
        return _corrected(order, denials(evidence, considered, settings), reason)
    if gives_no_answer(evidence.question, candidates[0].text):
        return _corrected(order, (0,), "The record says otherwise.")
    denied = denials(evidence, named, settings)
    flat = _flat(evidence, denied, settings)
    figure = stated(evidence, settings, loosely=not denied)
    untold = _untold(evidence, figure, named or considered, considered, settings)
    if untold and (figure is not None or not flat):
        return _corrected(order, denied, untold)
    if flat and (figure is None or candidates[flat[0]].score >= candidates[figure.fits[0]].score + CLEARLY):
        return _corrected(order, flat, "The record says otherwise.")
    if figure is not None:
        return Decision("answered", (*figure.fits, *(i for i in order if i not in figure.fits)))
    if not evidence.weighed and never_together(evidence, named, settings):
        return Decision("declined", order, reason="The record holds these words, but nowhere together.")
    doubt = [i for i in denied if i > 0 and shares_topic(evidence, evidence.candidates[i])][:1]
    if doubt:
        # Not sure enough to decline: the denial is shown second, for what it is.
        first, *rest = (i for i in order if i not in doubt)
        return Decision("answered", (first, *doubt, *rest), tuple(doubt))
    return Decision("answered", _naming_first(evidence, order, settings))


def _lacking(evidence: Evidence, considered: Sequence[int], settings: AnsweringSettings) -> str | None:
    """Say what of a question the record does not hold at all; what it never speaks of it does not deny either."""
    if evidence.foreign:
        return "Most of these words stand in no article: ask in their language."
    unknown = [name for name in evidence.shape.names if not any(evidence.known(stem) for stem in name.stems)]
    if unknown:
        return f"The record does not mention {listed(unknown)}."
    if far_off(evidence, settings):
        return "Nothing in the record bears on this question."
    strange = nothing_about(evidence, considered, settings)
    return f"The record says nothing about {strange}." if strange else None


def _flat(evidence: Evidence, denied: Sequence[int], settings: AnsweringSettings) -> list[int]:
    """Those of the denials among the best candidates that are about the very thing asked."""
    return [i for i in denied if i < settings.denial_within and about(evidence, evidence.candidates[i], settings)]


def _naming_first(evidence: Evidence, order: Sequence[int], settings: AnsweringSettings) -> tuple[int, ...]:
    """Candidates, best first, those further down around which a name that tells them apart never stands.

    What is far from the question whatever names it shares goes last.
    """
    rare = [name for name in evidence.shape.names if is_rare(evidence, name, settings)]

    def worth(place: int) -> float:
        candidate = evidence.candidates[place]
        return candidate.fit - ABSENT * sum(not mentions(candidate, name) for name in rare)

    ranked = sorted(order, key=worth, reverse=True) if rare else order
    return tuple(sorted(ranked, key=lambda place: evidence.candidates[place].dense < settings.min_similarity))


def _untold(
    evidence: Evidence,
    figure: Stated | None,
    named: Sequence[int],
    considered: Sequence[int],
    settings: AnsweringSettings,
) -> str | None:
    """Say that no candidate gives the figure or date asked for, or tells of what is asked; None where one does."""
    if figure is not None and not figure.fits:
        return figure.reason
    told = figure is not None or bool(telling(evidence, named))
    if evidence.weighed or (figure is None and in_words_of_its_own(evidence, considered)):
        return None
    if told and tells_of_all(evidence, figure.fits if figure else considered):
        return None
    return "The record does not say this."


def listed(names: Sequence[Name]) -> str:
    """Names for a sentence: "Sweden", "Sweden or Finland"."""
    texts = [name.text for name in names]
    return " or ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]


def _corrected(order: tuple[int, ...], denials: Sequence[int], reason: str) -> Decision:
    if not denials:
        return Decision("declined", order, reason=reason)
    rest = [i for i in order if i not in denials]
    return Decision("corrected", (*denials, *rest), tuple(denials), reason)
