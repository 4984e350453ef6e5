"""A question's clause by its order of words: the verb, who did it, and the event that is said to be."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.grammar import (
    ADVERBS,
    AUXILIARY_WORDS,
    BE,
    DETERMINERS,
    HAPPENS,
    LIGHT,
    LIGHT_OBJECTS,
    PARTICLES,
    PREPOSITIONS,
    TIME_NOUNS,
    Word,
    ends,
    finite,
)

Span = tuple[int, int]
"""A place in the question: from which character, up to which."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The noun that a question asks for, the verbs of what it asks about, and who did that, as places in it.

    One of several verbs is enough: "did European aid grow" does not show by its order whether it is "aid" or "grow".
    ``two`` says that the verb has a particle and is both words: "turn down".
    """

    noun: Span | None = None
    verbs: tuple[Span, ...] = ()
    doer: Span | None = None
    two: bool = False


def event(words: Sequence[Word], at: int) -> Span | None:
    """What is asked when or where it happens, as the subject of a verb that says no more: "will the vote be held"."""
    while at < len(words) and words[at].lower in DETERMINERS | ADVERBS | {"there"}:
        at += 1
    first = at
    while not ends(words, at) and not finite(words, at) and words[at].lower not in HAPPENS | {"be", "been"}:
        at += 1
    noun = words[at - 1] if at > first else None
    while at < len(words) and words[at].lower in PREPOSITIONS | {"and"}:
        at = past_phrase(words, at + 1)
    while at < len(words) and words[at].lower in AUXILIARY_WORDS | ADVERBS | {"be", "been", "again"}:
        at += 1
    happens = at < len(words) and words[at].lower in HAPPENS
    return noun.place if noun and happens and not noun.capital else None


def clause(words: Sequence[Word], at: int, *, subject: bool = False) -> Asked:
    """Read a clause that begins with its auxiliary, or with its verb where the ``subject`` stands before it."""
    if at >= len(words):
        return Asked()
    auxiliary = words[at].lower
    if auxiliary.removesuffix("n't").removesuffix("n’t") not in AUXILIARY_WORDS and auxiliary not in (
        "won't",
        "can't",
    ):
        return Asked(None, told(words, at)) if subject and finite(words, at) else Asked()
    at += 1
    while at < len(words) and (words[at].lower in ADVERBS | {"not"} or words[at].lower.endswith("ly")):
        at += 1
    acts = auxiliary.startswith(("did", "do"))
    state = auxiliary in BE | {"has", "have", "had"}
    if subject and not acts and not ends(words, at) and not words[at].capital:
        # "Which states are ready": what they are is no deed.
        is_so = auxiliary in BE and not finite(words, at) and not words[at].lower.endswith("ing")
        return Asked() if is_so else Asked(None, told(words, at))
    place = _participle(words, at, behind_be=not state)
    going = _going_on(words, at) if auxiliary in BE and place is None else None
    if going is not None:
        return Asked(None, told(words, going), (words[at].start, words[going - 1].end))
    if place is None:
        return Asked() if state else _base(words, at)
    verbs = (words[place].place,) if words[place].lower == "held" else told(words, place)
    did = auxiliary in ("has", "have", "had") and place > at
    return Asked(None, verbs, (words[at].start, words[place - 1].end) if did else None)


def _participle(words: Sequence[Word], at: int, *, behind_be: bool) -> int | None:
    """Where the participle after a subject stands: "was the curfew lifted", "has A delivered", "will it be held"."""
    for place in range(at, len(words)):
        past = not words[place].capital and finite(words, place) and words[place].lower != "been"
        if past and (not behind_be or words[place - 1].lower in ("be", "been", "have")):
            return place
    return None


def _going_on(words: Sequence[Word], at: int) -> int | None:
    """Where the verb of "is A blocking B" stands: right behind a name, or a noun with its article."""
    for place in range(at + 1, len(words)):
        word = words[place]
        if (
            word.lower.endswith("ing")
            and not word.capital
            and words[place - 1].lower not in DETERMINERS | PREPOSITIONS
        ):
            return place
        if ends(words, place) and not word.capital:
            return None
    return None


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
            at = past_phrase(words, at + 1)
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
    behind = _behind_phrases(words, at)
    if behind is not None:
        # "Did exports of oil to A fall", but "did A vote for B alone".
        chosen.append(behind)
    doer = (words[first].start, words[chosen[0] - 1].end) if chosen[0] > first else None
    found = tuple(span for place in dict.fromkeys(chosen) for span in told(words, place))
    governed = chosen[-1] + 2
    if governed < len(words) and words[governed - 1].lower == "to" and not words[governed].capital:
        found += () if ends(words, governed) else told(words, governed)
    return Asked(None, found, doer)


def _behind_phrases(words: Sequence[Word], at: int) -> int | None:
    """The word behind all phrases with a preposition, where there is one that may be a verb."""
    first = at
    while at < len(words) and words[at].lower in PREPOSITIONS:
        at = past_phrase(words, at + 1)
    word = words[at] if first < at < len(words) else None
    return None if word is None or ends(words, at) or word.capital or word.lower.endswith("ly") else at


def past_phrase(words: Sequence[Word], at: int) -> int:
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


def told(words: Sequence[Word], at: int) -> tuple[Span, ...]:
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
    while at < len(words) and words[at].lower in DETERMINERS | {"next", "first", "last"}:
        at += 1
    while not ends(words, at) and not ends(words, at + 1) and not words[at + 1].capital and not finite(words, at + 1):
        at += 1
    tells = (
        not ends(words, at) and not words[at].capital and words[at].lower not in LIGHT_OBJECTS | LIGHT | TIME_NOUNS
    )
    return (words[at].place,) if tells else ()
