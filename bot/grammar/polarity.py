"""Which way a word points by itself: the verdict in "a mistake", "no success", "too dear"."""

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from bot.grammar.clauses import infinitive, opened_by
from bot.grammar.phrases import one_of_many, singled_out
from bot.grammar.verbs import GOVERNED, explained, predicate
from bot.grammar.words import GRAMMAR, child_of, lemma_of, word_of

Verdict = tuple[int, Token]
"""1 for, -1 against, and the word that says so."""


def polar(word: Token, known: Mapping[str, int]) -> Verdict | None:
    """The verdict of a word or of what describes it, its own "no" counted; ``known`` are verdicts by lemma."""
    negative = any(
        t.dep_ == "neg" or (t.dep_ in ("det", "advmod") and t.lower_ in GRAMMAR.less) for t in word.children
    )
    for one in (word, *(t for t in word.children if t.dep_ in ("amod", "conj", "compound"))):
        if lemma_of(one) in known and not one_of_many(one) and not explained(one):
            # "No charity but vital".
            denied = negative and not (one.dep_ == "conj" and word_of(word, "but") is not None)
            return known[lemma_of(one)] * (-1 if denied else 1), one
    if (meant := amounting_to(word)) is not None and (found := polar(meant, known)) is not None:
        # "Nothing but a mistake"; "no act of war".
        return (-found[0] if negative else found[0]), found[1]
    if word.pos_ == "ADJ" and child_of(word, "xcomp") is None:
        # "Too dear", whatever it is too much of; "too weak" wants more of it.
        sign = 1 if lemma_of(word) in GRAMMAR.scant else -1
        return next(((sign, word) for t in word.children if t.lower_ == "too" and t.i < word.i), None)
    return None


def amounting_to(word: Token) -> Token | None:
    """What a word is said to be no less than: the "mistake" of "nothing but a mistake", "an act of war"."""
    by = word_of(word, "but", "less", "short") if word.lower_ == "nothing" else None
    by = word_of(word, "of") if lemma_of(word) in GRAMMAR.partaking else by
    inner = child_of(by, "prep") if by is not None and by.lower_ in ("less", "short") else by
    return child_of(inner, "pobj")


def of_worth(verb: Token) -> Verdict | None:
    """The verdict of "A is of no use", "A is of great value"."""
    noun = child_of(word_of(verb, "of"), "pobj")
    if noun is None or lemma_of(noun) not in GRAMMAR.lacking | GRAMMAR.weighty:
        return None
    scarce = any(t.lower_ in GRAMMAR.less or lemma_of(t) in GRAMMAR.scant for t in noun.children)
    return -1 if scarce else 1, noun


def first_polar(tokens: Iterable[Token], known: Mapping[str, int]) -> Verdict | None:
    """The first verdict among some words."""
    return next(filter(None, (polar(t, known) for t in tokens)), None)


def called(child: Token, verb: Token, known: Mapping[str, int]) -> Verdict | None:
    """The verdict of "call A B", "describe A as B", "call it B to A", "call it B that A should" on ``child``."""
    if child.lower_ == "in" and lemma_of(verb) in GRAMMAR.perceiving:
        # "In A X sees a threat".
        return first_polar((t for t in verb.children if t.dep_ == "dobj"), known)
    if infinitive(child) or opened_by(child, "that"):
        return first_polar((t for t in verb.children if verb.i < t.i < child.i and t.dep_ in GOVERNED), known)
    said = predicate(child, verb, known)
    return (known[lemma_of(said)], said) if said is not None else None


def made(child: Token, verb: Token, known: Mapping[str, int]) -> Verdict | None:
    """The verdict of what ``child`` is made or kept by ``verb``: "keep A illegal"."""
    return first_polar((t for t in verb.children if t.dep_ in ("oprd", "acomp") and t.i > child.i), known)


def the_one(tokens: Iterable[Token]) -> Verdict | None:
    """The verdict of a word that is the one that counts: "the only way out"."""
    return next(((1, t) for t in tokens if singled_out(t)), None)
