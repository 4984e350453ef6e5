"""Parses mended where the model is wrong by rule: "having A there was bad" tells of no "there was"; rare names."""

from spacy.tokens import Doc, Token

from bot.grammar.words import FINITE, child_of


def mended(doc: Doc) -> Doc:
    """The same parse, a copula behind "there" and a name before its verb given back; in place."""
    for verb in doc:
        if verb.lemma_ == "be" and verb.tag_ in FINITE:
            _give_back(verb)
        if (
            verb.dep_ == "ROOT"
            and verb.tag_ in FINITE
            and child_of(verb, "nsubj", "expl", "nsubjpass", "csubj") is None
        ):
            _name(verb)
    return doc


def _name(verb: Token) -> None:
    """Make a rare name that opens a sentence the subject of the verb behind it: "Ciolacu pushed for A"."""
    first = verb.sent[0]
    if first.i == verb.i - 1 and first.tag_ == "NNP" and first.dep_ in ("advmod", "intj", "npadvmod"):
        first.dep_ = "nsubj"


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
