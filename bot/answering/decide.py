"""Does the record answer? Decided from names, figures, dates and denials before any score.

Measured on the development questions (docs/decisions.md): similarity alone refuses one answerable question in
seven to catch half of the near misses. A name that the record does not hold, a figure it does not give, or words
it holds but never together tell a near miss better than any threshold; the cosine only has to catch what is off
the subject altogether.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answering.candidate import Candidate
from bot.answering.denials import about, denials, denied_there, shares_topic
from bot.answering.evidence import MEASURES, Evidence, in_own_words, name_held, names_held, stems_in, weight_held
from bot.answering.focus import focus_of
from bot.answering.question import Name
from bot.answering.stated import stated
from bot.settings import AnsweringSettings
from embeddings.article_words import WORD

BESIDE = 0.5
"""What a word counts that stands around a paragraph and not in it, where it is asked what stands together."""
SEVERAL = 2
"""So many words that stand together bear on a question by themselves."""
CLEARLY = 0.1
"""So much better than the first figure a denial's score is that speaks of the very thing counted."""

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
    if evidence.foreign:
        return Decision("declined", order, reason="Most of these words stand in no article: ask in their language.")
    unknown = [name for name in evidence.shape.names if not any(evidence.known(stem) for stem in name.stems)]
    if unknown:
        return Decision("declined", order, reason=f"The record does not mention {listed(unknown)}.")
    if _far_off(evidence, settings):
        return Decision("declined", order, reason="Nothing in the record bears on this question.")
    considered = order[: settings.considered]
    strange = _strange(evidence, considered, settings)
    strange = (
        strange or " or ".join(_years_missing(evidence, considered)) or _focus_missing(evidence, considered, settings)
    )
    if strange:
        # What the record never speaks of it does not deny either.
        return Decision("declined", order, reason=f"The record says nothing about {strange}.")
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
    apart = _apart(evidence, settings)
    if apart:
        reason = f"The record does not bring {' and '.join(name.text for name in apart)} together."
        return _corrected(order, denials(evidence, considered, settings), reason)
    denied = denials(evidence, named, settings)
    flat = [
        i
        for i in denied
        if i < settings.denial_within
        and about(evidence, candidates[i], settings)
        and denied_there(evidence, candidates[i], settings)
    ]
    figure = stated(evidence, settings, loosely=not denied)
    if figure is not None and not figure.fits:
        return _corrected(order, denied, figure.reason)
    if flat and (figure is None or candidates[flat[0]].score >= candidates[figure.fits[0]].score + CLEARLY):
        return _corrected(order, flat, "The record says otherwise.")
    if figure is not None:
        return Decision("answered", (*figure.fits, *(i for i in order if i not in figure.fits)))
    if not evidence.weighed and _never_together(evidence, named, settings):
        return Decision("declined", order, reason="The record holds these words, but nowhere together.")
    doubt = [i for i in denied if i > 0 and shares_topic(evidence, evidence.candidates[i])][:1]
    if doubt:
        # Not sure enough to decline: the denial is shown second, for what it is.
        first, *rest = (i for i in order if i not in doubt)
        return Decision("answered", (first, *doubt, *rest), tuple(doubt))
    return Decision("answered", order)


def _strange(evidence: Evidence, considered: Sequence[int], settings: AnsweringSettings) -> str | None:
    """Return the words asked about that the record does not hold, where they are nearly all of the question.

    Names aside: "the weather in Kyiv" is not answered by what else is said of Kyiv. What is near in meaning may
    say it in other words.
    """
    topic = evidence.topic
    unknown = [stem for stem in topic if not evidence.known(stem)]
    if not unknown or sum(topic[stem] for stem in unknown) < settings.unknown_share * sum(topic.values()):
        return None
    if max(evidence.candidates[i].dense for i in considered) >= settings.unknown_similarity:
        return None
    words = (word for word in WORD.findall(evidence.question) if stems_in(evidence, word) & frozenset(unknown))
    return " or ".join(f"“{word}”" for word in dict.fromkeys(words)) or "this"


def _far_off(evidence: Evidence, settings: AnsweringSettings) -> bool:
    """Whether no candidate is near in meaning, and none holds all that the question is about in one paragraph."""
    if max((candidate.dense for candidate in evidence.candidates), default=-1.0) >= settings.min_similarity:
        return False
    asked = frozenset(stem for stem in evidence.stems if stem not in MEASURES)
    return len(asked) < SEVERAL or not any(asked <= candidate.near for candidate in evidence.candidates)


def _focus_missing(evidence: Evidence, considered: Sequence[int], settings: AnsweringSettings) -> str | None:
    """Return the noun asked for, in quotation marks, where no passage considered holds it or is near in meaning."""
    noun = focus_of(evidence.question)
    stems = stems_in(evidence, noun) - evidence.name_stems if noun else frozenset()
    candidates = [evidence.candidates[i] for i in considered]
    if not stems or any(stems & c.near or in_own_words(c, settings) for c in candidates):
        return None
    return f"“{noun}”"


def _years_missing(evidence: Evidence, considered: Sequence[int]) -> list[str]:
    """Return the years asked about of which no candidate speaks, nor its article is: "by 2030"."""
    asked = dict.fromkeys(re.findall(r"\b(?:19|20)\d\d\b", evidence.question))
    candidates = [evidence.candidates[i] for i in considered]
    return [
        year
        for year in asked
        if not any(stems_in(evidence, year) & c.around or (c.published or "").startswith(year) for c in candidates)
    ]


def listed(names: Sequence[Name]) -> str:
    """Names for a sentence: "Sweden", "Sweden or Finland"."""
    texts = [name.text for name in names]
    return " or ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]


def _corrected(order: tuple[int, ...], denials: Sequence[int], reason: str) -> Decision:
    if not denials:
        return Decision("declined", order, reason=reason)
    rest = [i for i in order if i not in denials]
    return Decision("corrected", (*denials, *rest), tuple(denials), reason)


_SENTENCE = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|will|would|has|have|had|can|could)\b",
    re.IGNORECASE,
)
_SEPARATE = re.compile(
    r"[,;/]|\b(?:and|or|nor|than|versus|vs|between|both|unlike|differ\w*|compar\w*|contrast\w*|agree\w*|disagree\w*)\b",
    re.IGNORECASE,
)


def _apart(evidence: Evidence, settings: AnsweringSettings) -> tuple[Name, ...]:
    """Find names that the question relates to each other and that no candidate's paragraph holds together.

    Names listed or compared ("Merz and Klingbeil", "differ from Moscow") may each stand somewhere; a name that stands
    all over the record goes without saying; a few keywords relate nothing.
    """
    question = evidence.question
    if not _SENTENCE.match(question.lstrip(" \"'“‘(¿")) or _SEPARATE.search(question):
        return ()
    names = tuple(
        name
        for name in evidence.shape.names
        if name.text[0].isupper()
        and max((evidence.idf.get(stem, 0.0) for stem in name.stems), default=0.0) >= settings.telling_name
    )
    if len(names) < 2:
        return ()
    together = any(all(_mentions(candidate, name) for name in names) for candidate in evidence.candidates)
    return () if together else names


def _mentions(candidate: Candidate, name: Name) -> bool:
    """Whether a candidate's paragraph holds a name, or its sentence does within a longer one of another actor."""
    return bool(name.stems & candidate.near) or name.text.casefold() in candidate.text.casefold()


def _never_together(evidence: Evidence, named: Sequence[int], settings: AnsweringSettings) -> bool:
    """Whether the record knows the question's words but holds no passage with enough of them together.

    A question that names one actor is held to the passages that name it; with several names each may stand in a
    passage of its own. A sentence near enough in meaning answers in words of its own.
    """
    mass = sum(evidence.idf.values())
    if mass <= 0 or len(evidence.shape.names) > 1:
        return False
    if any(in_own_words(candidate, settings) for candidate in evidence.candidates):
        return False
    known = sum(weight for stem, weight in evidence.idf.items() if evidence.known(stem))
    if known / mass < settings.words_known:
        return False
    chosen = named if evidence.shape.names else range(min(settings.considered, len(evidence.candidates)))
    best = max((weight_held(evidence.idf, evidence.candidates[i], BESIDE) for i in chosen), default=0.0)
    return best / mass < settings.min_together
