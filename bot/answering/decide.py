"""Does the record answer? Decided from names, figures, dates and denials before any score.

Measured on the development questions (docs/decisions.md): similarity alone refuses one answerable question in
seven to catch half of the near misses. A name that the record does not hold, a figure it does not give, or words
it holds but never together tell a near miss better than any threshold; the cosine only has to catch what is off
the subject altogether.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answering.candidate import Candidate
from bot.answering.focus import focus_of
from bot.answering.question import Name, Shape, states_quantity, states_time
from bot.settings import AnsweringSettings
from embeddings.article_words import WORD

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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the decision is taken from.

    ``idf`` maps the question's content stems to their weight in the record; a stem the record does not hold has
    the weight of the rarest. ``known`` tells whether the record holds a stem; ``foreign`` whether most of the
    question's words are neither the record's nor its language's; ``weighed`` whether it may be answered either way
    and the best candidates take positions on its issue.
    """

    question: str
    shape: Shape
    stems: frozenset[str]
    idf: Mapping[str, float]
    known: Callable[[str], bool]
    candidates: Sequence[Candidate]
    foreign: bool = False
    weighed: bool = False


def decide(evidence: Evidence, settings: AnsweringSettings) -> Decision:
    """Decide what the candidates, best first, are to the question."""
    candidates = evidence.candidates
    order = tuple(range(len(candidates)))
    if evidence.foreign:
        return Decision("declined", order, reason="Most of these words stand in no article: ask in their language.")
    unknown = [name for name in evidence.shape.names if not any(evidence.known(stem) for stem in name.stems)]
    if unknown:
        return Decision("declined", order, reason=f"The record does not mention {listed(unknown)}.")
    if not candidates or (
        max(c.dense for c in candidates) < settings.min_similarity and not _all_held(evidence, order)
    ):
        return Decision("declined", order, reason="Nothing in the record bears on this question.")
    considered = order[: settings.considered]
    strange = (
        _strange(evidence, considered, settings)
        or " or ".join(_years_missing(evidence, considered))
        or _focus_missing(evidence, considered)
    )
    if strange:
        # What the record never speaks of it does not deny either.
        return Decision("declined", order, reason=f"The record says nothing about {strange}.")
    named = [i for i in considered if _names_held(evidence, candidates[i], settings)]
    absent = [
        name
        for name in evidence.shape.names
        if not any(_name_held(evidence, candidates[i], name, settings) for i in considered)
    ]
    if absent:
        # The best candidates pass the name over; what the record does say of it may still deny the premise.
        further = [i for i in order if _names_held(evidence, candidates[i], settings)]
        reason = f"The record says nothing on this about {listed(absent)}."
        return _corrected(order, _denials(evidence, further, settings), reason)
    apart = _apart(evidence, settings)
    if apart:
        reason = f"The record does not bring {' and '.join(name.text for name in apart)} together."
        return _corrected(order, _denials(evidence, considered, settings), reason)
    denials = _denials(evidence, named, settings)
    missing = _missing(evidence, settings, loosely=not denials)
    if missing is not None:
        if missing.fits:
            rest = [i for i in order if i not in missing.fits]
            return Decision("answered", (*missing.fits, *rest))
        return _corrected(order, denials, missing.reason)
    flat = [
        i
        for i in denials
        if i < settings.denial_within
        and _about(evidence, candidates[i], settings)
        and _denied_there(evidence, candidates[i], settings)
    ]
    if flat:
        return _corrected(order, flat, "The record says otherwise.")
    if not evidence.weighed and _never_together(evidence, named, settings):
        return Decision("declined", order, reason="The record holds these words, but nowhere together.")
    doubt = [i for i in denials if i > 0 and _shares_topic(evidence, evidence.candidates[i])][:1]
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
    topic = _topic(evidence)
    unknown = [stem for stem in topic if not evidence.known(stem)]
    if not unknown or sum(topic[stem] for stem in unknown) < settings.unknown_share * sum(topic.values()):
        return None
    if max(evidence.candidates[i].dense for i in considered) >= settings.unknown_similarity:
        return None
    words = (word for word in WORD.findall(evidence.question) if stems_in(evidence, word) & frozenset(unknown))
    return " or ".join(f"“{word}”" for word in dict.fromkeys(words)) or "this"


def _all_held(evidence: Evidence, places: Sequence[int]) -> bool:
    """Whether one paragraph holds all that the question is about: however far off it seems, it bears on it."""
    asked = frozenset(stem for stem in evidence.stems if stem not in _MEASURES)
    return len(asked) > 1 and any(asked <= evidence.candidates[i].near for i in places)


_MEASURES = frozenset({"long", "far", "tall", "high", "deep", "wide", "old", "mani", "much"})
"""Words that ask for a measure: what answers says "600 miles"."""


def _focus_missing(evidence: Evidence, considered: Sequence[int]) -> str | None:
    """Return the noun asked for, in quotation marks, where no passage considered holds it."""
    noun = focus_of(evidence.question)
    stems = stems_in(evidence, noun) - _name_stems(evidence) if noun else frozenset()
    if not stems or any(stems & evidence.candidates[i].near for i in considered):
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


def _names_held(evidence: Evidence, candidate: Candidate, settings: AnsweringSettings) -> bool:
    return all(_name_held(evidence, candidate, name, settings) for name in evidence.shape.names)


def _name_held(evidence: Evidence, candidate: Candidate, name: Name, settings: AnsweringSettings) -> bool:
    """Whether a candidate's paragraph holds a name, or may take it as read.

    A place or a source ("in A", "according to A") and what the whole record is about may stand in the title, the lead
    or a neighbouring paragraph; whoever else is asked about must be there.
    """
    if name.stems & candidate.near:
        return True
    if not name.stems & candidate.around:
        return False
    rare = max((evidence.idf.get(stem, 0.0) for stem in name.stems), default=0.0) >= settings.telling_name
    return not rare or _in_a_phrase(evidence.question, name)


def _held(evidence: Evidence, candidate: Candidate) -> float:
    topic = _topic(evidence)
    return sum(weight for stem, weight in topic.items() if stem in candidate.near) / (sum(topic.values()) or 1.0)


_PREPOSITIONS = "in|at|on|to|for|with|by|from|of|about|near|toward|towards|against|between|under|over"


def _in_a_phrase(question: str, name: Name) -> bool:
    """Whether a name stands behind a preposition, where it is no subject."""
    return bool(re.search(rf"\b(?:{_PREPOSITIONS}) (?:the )?{re.escape(name.text)}\b", question, re.IGNORECASE))


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


FIGURES = 2
"""Figures and dates are looked for among so many times the candidates considered: the sentence may say little else."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A figure or a date was asked for: the candidates that give one."""

    fits: tuple[int, ...]
    reason: str


def _missing(evidence: Evidence, settings: AnsweringSettings, *, loosely: bool) -> _Asked | None:
    """Find the candidates that give the figure or the date asked for; None where neither was asked for.

    ``loosely`` the names may stand around it, as figures are told one after the other, of somebody named before; else
    one whose own paragraph holds them goes before all others.
    """
    kind = evidence.shape.kind
    if kind == "other":
        return None
    counted = counted_stems(evidence) if kind == "quantity" else frozenset()
    reason = "The record gives no such figure." if kind == "quantity" else "The record gives no such date."
    if counted and not any(evidence.known(stem) for stem in counted):
        return _Asked((), reason)
    states = states_quantity if kind == "quantity" else states_time
    stating = [
        i
        for i, candidate in enumerate(evidence.candidates[: FIGURES * settings.considered])
        if states(candidate.text) and _bears(evidence, i) >= settings.min_bearing
    ]
    names = evidence.shape.names
    fits = [i for i in stating if _names_held(evidence, evidence.candidates[i], settings)]
    if loosely:
        fits = fits or [i for i in stating if all(name.stems & evidence.candidates[i].around for name in names)]
    else:
        fits = [i for i in fits if all(name.stems & evidence.candidates[i].near for name in names)] or fits
    if kind == "quantity" and counted:
        fits.sort(key=lambda i: not counted & evidence.candidates[i].stems)
    return _Asked(tuple(fits), reason)


def _name_stems(evidence: Evidence) -> frozenset[str]:
    return frozenset().union(*(name.stems for name in evidence.shape.names))


def _topic(evidence: Evidence) -> dict[str, float]:
    """What the question is about besides its names: stems with their weight."""
    names = _name_stems(evidence)
    return {stem: weight for stem, weight in evidence.idf.items() if stem not in names}


def _bears(evidence: Evidence, place: int) -> float:
    """How much a figure or date bears on the question: its cosine, and half of the topic's share in its paragraph.

    Any sentence of the right names may hold some figure.
    """
    candidate = evidence.candidates[place]
    return candidate.dense + 0.5 * _held(evidence, candidate)


_COUNTED = re.compile(r"\b(?:how many|how much|(?:number|amount) of)\s+((?:[\w'’-]+\s*){1,3})", re.IGNORECASE)


def counted_stems(evidence: Evidence) -> frozenset[str]:
    """Stems of the thing counted: the first content word after "how many" that is no name."""
    match = _COUNTED.search(evidence.question)
    if match is None:
        return frozenset()
    names = _name_stems(evidence)
    for word in match.group(1).split():
        found = evidence.stems & stems_in(evidence, word)
        if found:
            return found - names
    return frozenset()


def stems_in(evidence: Evidence, word: str) -> frozenset[str]:
    """The question's stems that a word of it has: those that share its first letters."""
    lowered = word.lower()
    return frozenset(stem for stem in evidence.stems if lowered.startswith(stem[: max(3, len(stem) - 1)]))


def _denials(evidence: Evidence, named: Sequence[int], settings: AnsweringSettings) -> tuple[int, ...]:
    """Find the candidates that deny what the question takes for granted, not something else of those it names."""
    if not evidence.shape.presupposes or not evidence.shape.names or settings.denies(evidence.question):
        return ()
    topic = _topic(evidence).keys()
    return tuple(
        i
        for i in named
        if settings.denies(evidence.candidates[i].text)
        and any(name.stems & evidence.candidates[i].stems for name in evidence.shape.names)
        and (topic & evidence.candidates[i].near or not topic)
        and _denied_there(evidence, evidence.candidates[i], settings)
    )


def _about(evidence: Evidence, candidate: Candidate, settings: AnsweringSettings) -> bool:
    """Whether a sentence holds most of what the question is about besides its names."""
    topic = _topic(evidence)
    mass = sum(topic.values())
    held = sum(weight for stem, weight in topic.items() if stem in candidate.stems)
    return mass > 0 and held / mass >= settings.denial_coverage


_CLAUSE = re.compile(r"[,;:()—–]|\b(?:and|but|while|although|though|because|since)\b", re.IGNORECASE)


def _denied_there(evidence: Evidence, candidate: Candidate, settings: AnsweringSettings) -> bool:
    """Whether what is denied is what the question is about; "cancel the meeting and impose sanctions" denies none.

    A clause that denies holds some of the topic, and no other clause more.
    """
    topic = _topic(evidence).keys()
    clauses = _CLAUSE.split(candidate.text)
    held = [sum(bool(stems_in(evidence, word) & topic) for word in WORD.findall(clause)) for clause in clauses]
    denying = [count for clause, count in zip(clauses, held, strict=True) if settings.denies(clause)]
    most = max(denying, default=0)
    return most >= max(held, default=0) and (most > 0 or not topic)


def _shares_topic(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether a sentence itself holds something the question is about besides its names."""
    return bool(_topic(evidence).keys() & candidate.stems)


def _never_together(evidence: Evidence, named: Sequence[int], settings: AnsweringSettings) -> bool:
    """Whether the record knows the question's words but holds no passage with enough of them together.

    A question that names one actor is held to the passages that name it; with several names each may stand in a
    passage of its own. A sentence near enough in meaning answers in words of its own.
    """
    mass = sum(evidence.idf.values())
    if mass <= 0 or len(evidence.shape.names) > 1:
        return False
    if max(candidate.dense for candidate in evidence.candidates) >= settings.near_in_meaning:
        return False
    known = sum(weight for stem, weight in evidence.idf.items() if evidence.known(stem))
    if known / mass < settings.words_known:
        return False
    chosen = named if evidence.shape.names else range(min(settings.considered, len(evidence.candidates)))
    best = max(
        (sum(weight for stem, weight in evidence.idf.items() if stem in evidence.candidates[i].near) for i in chosen),
        default=0.0,
    )
    return best / mass < settings.min_together
