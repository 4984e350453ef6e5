"""What a question asks for by its grammar: the noun asked for, and the verb of what happened.

"Which jets did A promise to deliver?" asks for jets that somebody promised to deliver. An English question shows
both by its order of words (the auxiliary stands before the subject), so that closed classes of words tell them and
no parser is needed. Where the order leaves it open nothing is told, and nothing is asked of the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.grammar import (
    ADVERBS,
    AUXILIARY_WORDS,
    DETERMINERS,
    LIGHT,
    LIGHT_OBJECTS,
    OTHER,
    PARTICLES,
    PREPOSITIONS,
    TIME_NOUNS,
    Word,
    ends,
    finite,
    words_of,
)

Span = tuple[int, int]
"""A place in the question: from which character, up to which."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The noun that a question asks for, the verbs of what it asks about, and who did that, as places in it.

    One of several verbs is enough: "did European aid grow" does not show by its order whether it is "aid" or "grow".
    """

    noun: Span | None = None
    verbs: tuple[Span, ...] = ()
    doer: Span | None = None


@lru_cache(64)
def read(question: str) -> Asked:
    """Read a question of which, when, where, how many or why; nothing is told of others.

    Why somebody did a thing is told in so many ways that no verb is looked for.
    """
    words = words_of(question)
    at = 0
    while at < len(words) and words[at].lower in PREPOSITIONS | {"and", "but", "so"}:
        at += 1
    opening = words[at].lower if at < len(words) else ""
    if opening in ("which", "what", "whose"):
        return _of_noun(words, at + 1)
    if opening == "how" and at + 1 < len(words) and words[at + 1].lower in ("many", "much"):
        return _clause(words, at + 2) if ends(words, at + 2) else _of_noun(words, at + 2)
    if opening in ("when", "where", "why"):
        found = _clause(words, at + 1)
        return Asked(doer=found.doer) if opening == "why" else found
    return Asked()


def _of_noun(words: Sequence[Word], at: int) -> Asked:
    """Read on from the noun asked for: up to an auxiliary, a preposition or a verb it is the subject of."""
    first = at
    while not ends(words, at) and not finite(words, at):
        at += 1
    if at == first or at == len(words) or not words[at].text[0].isalnum():
        return Asked()
    if words[at].lower in DETERMINERS | OTHER:
        # What stands before an article is the verb: "which leader wants a truce".
        return Asked(words[at - 2].place if at - 2 >= first else None, _told(words, at - 1))
    noun = words[at - 1]
    # "Which judge on the panel dissented": what belongs to the noun is passed over.
    while at < len(words) and words[at].lower in PREPOSITIONS:
        at = _past_phrase(words, at + 1)
    clause = _clause(words, at, subject=True)
    return Asked(None if noun.lower.endswith("ing") else noun.place, clause.verbs, clause.doer)


def _clause(words: Sequence[Word], at: int, *, subject: bool = False) -> Asked:
    """Read a clause that begins with its auxiliary, or with its verb where the ``subject`` stands before it."""
    if at >= len(words):
        return Asked()
    auxiliary = words[at].lower
    if auxiliary.removesuffix("n't").removesuffix("n’t") not in AUXILIARY_WORDS and auxiliary not in (
        "won't",
        "can't",
    ):
        return Asked(None, _told(words, at)) if subject and finite(words, at) else Asked()
    at += 1
    while at < len(words) and (words[at].lower in ADVERBS | {"not"} or words[at].lower.endswith("ly")):
        at += 1
    acts = auxiliary.startswith(("did", "do"))
    state = auxiliary in ("is", "are", "was", "were", "has", "have", "had")
    if subject and not acts and not ends(words, at) and not words[at].capital:
        return Asked(None, _told(words, at))
    participle = _participle(words, at, behind_be=not state)
    return Asked(None, participle) if participle or state else _base(words, at)


def _participle(words: Sequence[Word], at: int, *, behind_be: bool) -> tuple[Span, ...]:
    """The participle after the subject: "was the curfew lifted", "has A delivered", "will the vote be held"."""
    for place in range(at, len(words)):
        past = not words[place].capital and finite(words, place) and words[place].lower != "been"
        if past and (not behind_be or words[place - 1].lower in ("be", "been")):
            return (words[place].place,) if words[place].lower == "held" else _told(words, place)
    return ()


def _base(words: Sequence[Word], at: int) -> Asked:
    """The verb after the subject of "did", and the one it governs ("promise to deliver")."""
    first = at
    named = determined = False
    run: list[int] = []
    while at < len(words):
        word = words[at]
        subject = (len(run) == 1 or word.lower == "of") if run else named
        if word.lower in PREPOSITIONS and subject and (determined or not run):
            # "The head of A", "the attack on B": all that is the subject.
            at = _past_phrase(words, at + 1)
            run, named, determined = [], True, False
            continue
        if word.lower in DETERMINERS and not run and not named:
            determined = True
        elif word.capital and not run:
            named = not word.text.endswith(("'s", "’s", "'", "’"))
            determined = not named
        elif not run and (word.lower in ADVERBS | {"and"} or word.lower.endswith("ly")):
            pass
        elif ends(words, at) or word.capital or word.lower in TIME_NOUNS:
            break
        else:
            run.append(at)
        at += 1
    if not run:
        return Asked()
    plural = words[run[0]].lower.endswith("s") and len(run) > 1
    chosen = [run[-1]]
    if named and not determined and words[run[0]].lower in LIGHT:
        chosen = [run[0]]
    elif named and not determined:
        # "Did A reject plans", "did European aid grow": it may be either.
        chosen = [run[1]] if plural else [run[0], *(place for place in run[-1:] if words[place].lower[-1] != "s")]
    doer = (words[first].start, words[chosen[0] - 1].end) if chosen[0] > first else None
    found = tuple(span for place in dict.fromkeys(chosen) for span in _told(words, place))
    governed = chosen[-1] + 2
    if governed < len(words) and words[governed - 1].lower == "to" and not words[governed].capital:
        found += () if ends(words, governed) else _told(words, governed)
    return Asked(None, found, doer)


def _past_phrase(words: Sequence[Word], at: int) -> int:
    """The place after a noun phrase behind a preposition: a name, or a noun with what stands before it."""
    while at < len(words) and words[at].lower in DETERMINERS:
        at += 1
    if at < len(words) and words[at].capital:
        while at < len(words) and words[at].capital:
            at += 1
        # "The Sixth Circuit panel dissented", but "the president of Zambia criticised".
        return at + 1 if not ends(words, at) and finite(words, at + 1) else at
    while not ends(words, at) and not finite(words, at):
        at += 1
        if words[at - 1].text.endswith("s"):
            break
    return at


def _told(words: Sequence[Word], at: int) -> tuple[Span, ...]:
    """A verb, or what it is done to where it says little by itself: "become a member"; none with a particle."""
    last = at + 2 >= len(words) or words[at + 2].lower in PREPOSITIONS
    if (
        at + 1 < len(words)
        and words[at + 1].lower in PARTICLES
        and (last or words[at + 1].lower not in ("on", "in", "over"))
    ):
        return ()
    if words[at].lower not in LIGHT:
        return (words[at].place,) if words[at].text[0].isalpha() else ()
    at += 1
    if at < len(words) and words[at].lower in ("the", "a", "an"):
        at += 1
    told = not ends(words, at) and not words[at].capital and words[at].lower not in LIGHT_OBJECTS | LIGHT | TIME_NOUNS
    return (words[at].place,) if told else ()
