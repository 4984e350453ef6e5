"""Parses mended where the model is wrong by rule: "having A there was bad" tells of no "there was"."""

from spacy.tokens import Doc, Token

from bot.grammar.words import FINITE, child_of


def mended(doc: Doc) -> Doc:
    """The same parse, a copula behind "there" given back to the phrase that it judges; in place."""
    for verb in doc:
        if verb.lemma_ == "be" and verb.tag_ in FINITE:
            _give_back(verb)
    return doc


def _give_back(verb: Token) -> None:
    """Make what stands before "there was bad" its subject: of existence an adjective alone tells nothing."""
    there, gerund = child_of(verb, "expl"), verb.head
    judged = child_of(verb, "acomp") is not None and child_of(verb, "attr") is None
    if there is None or there.i != verb.i - 1 or not judged or gerund.tag_ != "VBG" or gerund.i > there.i:
        return
    first = gerund
    while first.head != first and first.head.tag_ not in FINITE and first.head.i < there.i:
        first = first.head
    above = first.head
    if above == first:
        return
    verb.head, verb.dep_ = above, "ccomp"
    first.head, first.dep_ = verb, "nsubj" if first.pos_ in ("NOUN", "PROPN") else "csubj"
    there.head, there.dep_ = gerund, "advmod"
    for mark in [t for t in first.children if t.dep_ == "mark"]:
        mark.head = verb
