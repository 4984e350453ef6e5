"""What a question asks for by its grammar: the noun asked for, and the verb of what happened.

"Which jets did A promise to deliver?" asks for jets that somebody promised to deliver. An English question shows
both by its order of words (the auxiliary stands before the subject), so that closed classes of words tell them and
no parser is needed. Where the order leaves it open nothing is told, and nothing is asked of the answer.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise

from bot.answering.clauses import Asked, Span, clause, event, past_phrase, told
from bot.answering.grammar import (
    ADVERBS,
    AUXILIARY_WORDS,
    DETERMINERS,
    IRREGULAR,
    LIGHT,
    NAMED,
    OTHER,
    PARTICLES,
    PREPOSITIONS,
    Word,
    ends,
    finite,
    words_of,
)
from bot.answering.speech import tells


@lru_cache(64)
def read(question: str) -> Asked:
    """Read a question of which, who, when, where, how many, how long or why; nothing is told of others."""
    words = words_of(question)
    at = 0
    while at < len(words) and words[at].lower in PREPOSITIONS | {"and", "but", "so"}:
        at += 1
    opening = words[at].lower if at < len(words) else ""
    if opening in ("which", "what", "whose"):
        return _of_noun(words, at + 1)
    if opening == "how" and at + 1 < len(words) and words[at + 1].lower in ("many", "much"):
        if not ends(words, at + 2):
            return _of_noun(words, at + 2)
        found = clause(words, at + 2)
        # "By how much did aid to A fall" is asked of the change, which stands behind what changed.
        return replace(found, verbs=found.verbs[-1:]) if at and words[at - 1].lower == "by" else found
    if opening in ("who", "whom"):
        # "Who is blocking it: A or B?" is asked for a judgement, which is told in many words.
        return Asked() if any(word.lower == "or" for word in words) else Asked(None, _done_by_whom(words, at + 1))
    if opening == "how" and at + 1 < len(words) and words[at + 1].lower == "long":
        return clause(words, at + 2)
    if opening in ("when", "where", "why"):
        found = clause(words, at + 1)
        if opening == "why":
            return found if found.verbs else replace(found, verbs=_with_particle(words, at + 2), two=True)
        return replace(found, noun=event(words, at + 2))
    return Asked()


def _of_noun(words: Sequence[Word], at: int) -> Asked:
    """Read on from the noun asked for: up to an auxiliary, a preposition or a verb it is the subject of."""
    first = at
    while not ends(words, at) and not finite(words, at) and not _behind_plural(words, first, at):
        at += 1
    if at == first or at == len(words) or not words[at].text[0].isalnum():
        return Asked()
    if words[at].lower in DETERMINERS | OTHER:
        # What stands before an article is the verb: "which leader wants a truce".
        return Asked(words[at - 2].place if at - 2 >= first else None, told(words, at - 1))
    noun = words[at - 1]
    # "Which judge on the panel dissented": what belongs to the noun is passed over.
    while at < len(words) and words[at].lower in PREPOSITIONS:
        at = past_phrase(words, at + 1)
    present = _behind_plural(words, first, at)
    found = Asked(None, told(words, at)) if present else clause(words, at, subject=True)
    return Asked(None if noun.lower.endswith("ing") else noun.place, found.verbs, found.doer)


def _behind_plural(words: Sequence[Word], first: int, at: int) -> bool:
    """Whether a word is the verb of several who are asked for: "which states make up the League"."""
    if not first < at < len(words) or ends(words, at) or finite(words, at) or words[at].capital:
        return False
    noun = words[at - 1].lower
    return noun in NAMED and noun.endswith("s") and not words[at].lower.endswith("s")


def _done_by_whom(words: Sequence[Word], at: int) -> tuple[Span, ...]:
    """The verb of what somebody is asked for who did it, or whom it was done to: "who chairs", "whom did A meet".

    What somebody says shows in the words themselves: no verb of saying or of attitude is looked for.
    """
    while at < len(words) and (words[at].lower in ADVERBS or words[at].lower.endswith("ly")):
        at += 1
    if at >= len(words):
        return ()
    if words[at].lower in AUXILIARY_WORDS:
        found = clause(words, at, subject=True).verbs
    else:
        verb = words[at].lower
        found = told(words, at) if verb not in LIGHT and (verb.endswith(("s", "ed")) or verb in IRREGULAR) else ()
    return tuple(span for span in found if not tells(_at(words, span)))


def _with_particle(words: Sequence[Word], at: int) -> tuple[Span, ...]:
    """The first verb with a particle, as one: "why did A turn down B"."""
    verbs = (
        (verb.start, particle.end)
        for verb, particle in pairwise(words[at:])
        if particle.lower in PARTICLES and not verb.capital and not ends([verb], 0)
    )
    return tuple(islice(verbs, 1))


def _at(words: Sequence[Word], span: Span) -> str:
    return next(word.lower for word in words if word.place == span)
