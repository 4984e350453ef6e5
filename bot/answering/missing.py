"""What a question asks about that the record lacks: its words, its noun, its years, its names side by side."""

import re
from collections.abc import Sequence

from bot.answering.evidence import MEASURES, Evidence, in_own_words, is_rare, mentions, stems_in, weight_held
from bot.answering.focus import focus_of
from bot.answering.question import Name
from bot.answering.slots import SAME_THING, holds
from bot.settings import AnsweringSettings
from embeddings.article_words import WORD

OWN_WORDS_SHARE, OWN_WORDS_NEAR = 0.5, 0.4
"""Of what a question is about so much in words that the record does not have makes it a paraphrase, where a sentence
is so near to it."""
BESIDE = 0.5
"""What a word counts that stands around a paragraph and not in it, where it is asked what stands together."""
SEVERAL = 2
"""So many words that stand together bear on a question by themselves."""


def nothing_about(evidence: Evidence, considered: Sequence[int], settings: AnsweringSettings) -> str:
    """Return what the record never speaks of, in words for people; empty where it may answer."""
    return (
        _strange(evidence, considered, settings)
        or " or ".join(_years_missing(evidence, considered))
        or " or ".join(_codes_missing(evidence))
        or _focus_missing(evidence, considered, settings)
        or ""
    )


def _strange(evidence: Evidence, considered: Sequence[int], settings: AnsweringSettings) -> str | None:
    """Return the words asked about that the record does not hold, where they are nearly all of the question.

    Names aside: "the weather in Kyiv" is not answered by what else is said of Kyiv. What is near in meaning may
    say it in other words.
    """
    topic = evidence.topic
    unknown = [stem for stem in topic if not evidence.known(stem)]
    if not unknown or _unknown_share(evidence) < settings.unknown_share:
        return None
    if max(evidence.candidates[i].dense for i in considered) >= settings.unknown_similarity:
        return None
    words = (word for word in WORD.findall(evidence.question) if stems_in(evidence, word) & frozenset(unknown))
    return " or ".join(f"“{word}”" for word in dict.fromkeys(words)) or "this"


def in_words_of_its_own(evidence: Evidence, considered: Sequence[int]) -> bool:
    """Whether a question puts what it is about in words that the record does not have: single words tell nothing.

    Some sentence is near to it at least; keywords are no words of somebody's own: "recipe for A" asks for a recipe.
    """
    near = max((evidence.candidates[i].dense for i in considered), default=0.0) >= OWN_WORDS_NEAR
    return near and _asks(evidence.question) and _unknown_share(evidence) >= OWN_WORDS_SHARE


def _unknown_share(evidence: Evidence) -> float:
    """The share of what a question is about, by weight, whose words the record does not hold."""
    unknown = sum(weight for stem, weight in evidence.topic.items() if not evidence.known(stem))
    return unknown / (sum(evidence.topic.values()) or 1.0)


def far_off(evidence: Evidence, settings: AnsweringSettings) -> bool:
    """Whether no candidate is near in meaning, and none holds all that the question is about in one paragraph."""
    if max((candidate.dense for candidate in evidence.candidates), default=-1.0) >= settings.min_similarity:
        return False
    asked = frozenset(stem for stem in evidence.stems if stem not in MEASURES)
    return len(asked) < SEVERAL or not any(asked <= candidate.near for candidate in evidence.candidates)


def _focus_missing(evidence: Evidence, considered: Sequence[int], settings: AnsweringSettings) -> str | None:
    """Return the noun asked for, in quotation marks, where no passage holds it or what means the same."""
    place = focus_of(evidence.question)
    noun = evidence.question[slice(*place)] if place else ""
    stems = stems_in(evidence, noun) - evidence.name_stems if noun else frozenset()
    if not place or not stems:
        return None
    candidates = (evidence.candidates[i] for i in considered)
    held = any(
        holds(candidate, place, stems, in_own_words(candidate, settings), SAME_THING) for candidate in candidates
    )
    return None if held else f"“{noun}”"


def _years_missing(evidence: Evidence, considered: Sequence[int]) -> list[str]:
    """Return the years asked about of which no candidate speaks, nor its article is: "by 2030"."""
    asked = dict.fromkeys(re.findall(r"\b(?:19|20)\d\d\b", evidence.question))
    candidates = [evidence.candidates[i] for i in considered]
    return [
        year
        for year in asked
        if not any(stems_in(evidence, year) & c.around or (c.published or "").startswith(year) for c in candidates)
    ]


_CODE = re.compile(r"(?<![\w-])(?=[\w-]*\d)[A-Za-z]{1,5}-?\d+[A-Za-z]?(?![\w-])")
"""A name of letters and figures, as of an aircraft or a road: "X-90"."""


def _codes_missing(evidence: Evidence) -> list[str]:
    """Return the names of letters and figures in the question that no candidate's passage holds, however divided."""
    around = [re.sub(r"[\W_]", "", candidate.text).casefold() for candidate in evidence.candidates]
    asked = dict.fromkeys(_CODE.findall(evidence.question))
    return [code for code in asked if not any(code.replace("-", "").casefold() in words for words in around)]


_SENTENCE = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|will|would|has|have|had|can|could)\b",
    re.IGNORECASE,
)


def _asks(question: str) -> bool:
    """Whether a question is a sentence, and no keywords."""
    return _SENTENCE.match(question.lstrip(" \"'“‘(¿")) is not None


_SEPARATE = re.compile(
    r"[,;/]|\b(?:and|or|nor|than|versus|vs|between|both|unlike|differ\w*|compar\w*|contrast\w*|agree\w*|disagree\w*)\b",
    re.IGNORECASE,
)


def apart_from_each_other(evidence: Evidence, settings: AnsweringSettings) -> tuple[Name, ...]:
    """Find names that the question relates to each other and that no candidate's paragraph holds together.

    Names listed or compared ("Merz and Klingbeil", "differ from Moscow") may each stand somewhere; a name that stands
    all over the record goes without saying; a few keywords relate nothing.
    """
    question = evidence.question
    if not _asks(question) or _SEPARATE.search(question):
        return ()
    names = tuple(
        name for name in evidence.shape.names if name.text[0].isupper() and is_rare(evidence, name, settings)
    )
    if len(names) < 2:
        return ()
    together = any(all(mentions(candidate, name) for name in names) for candidate in evidence.candidates)
    return () if together else names


def never_together(evidence: Evidence, named: Sequence[int], settings: AnsweringSettings) -> bool:
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
