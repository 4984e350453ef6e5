"""What a wish or a refusal is tied to: "if", "only after", "unless", "as part of"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from spacy.tokens import Token

from bot.grammar.clauses import auxiliaries, followed, inverted, needed
from bot.grammar.phrases import child as child_of
from bot.grammar.phrases import with_verb
from bot.grammar.words import GRAMMAR, lemma_of
from bot.positions.path import Link
from bot.positions.topics import Thing

_PHRASES = re.compile(rf"\b(?:{'|'.join(sorted(GRAMMAR.tying_phrases)).replace('-', ' ')})\b", re.IGNORECASE)
_OPENING = ("mark", "prep", "advmod", "ROOT", "acl", "advcl", "amod", "pcomp")


@dataclass(frozen=True, slots=True)
class Condition:
    """Words on which a stance depends; ``firm`` where a no depends on them too."""

    words: str
    firm: bool


def condition_of(link: Link, sign: int, things: Sequence[Thing] = ()) -> Condition | None:
    """The condition in the sentence of a link, None where it is bound to nothing.

    Words within ``things`` are a name and tie nothing: "life without parole", "tied to the florin".
    """
    sentence = link.verb.sent
    named = frozenset(i for thing in things for i in range(thing.start, thing.end))
    phrase = _PHRASES.search(sentence.text)
    first = sentence.char_span(phrase.start(), phrase.start() + 1, alignment_mode="expand") if phrase else None
    # "The jobs that depend on A" are said of the jobs.
    of_another = first is not None and (first.root.dep_ == "relcl" or first.root.i in named)
    also = first is not None and first.start > 0 and first.doc[first.start - 1].lower_ == "not"
    if phrase is not None and not of_another and not also:
        # "Not only after B" names no condition.
        firm = phrase.group().casefold().replace(" ", "-") in GRAMMAR.firm_phrases
        # "Will not lift A as long as B": A stays.
        lasting = firm and sign > 0 and _kept(link)
        # "Would give up B in return for A" asks for A.
        had = any(phrase.start() <= t.idx - sentence.start_char < phrase.end() for t in link.words)
        if not (lasting or had):
            return Condition(phrase.group(), firm)
    for token in sentence:
        word = token.lower_
        if word == "until" and (lemma_of(link.verb) in GRAMMAR.enduring or (sign > 0 and _kept(link))):
            # "A will go on until B", "will not lift A until B" say how long.
            continue
        if word in GRAMMAR.tying:
            if _opens(token) and not (sign > 0 and (_timed(token) or _earnest(token))) and not _apart(token, link):
                return Condition(token.text, word in GRAMMAR.firm)
        elif (
            (word == "when" and _to_come(token.head, link.verb))
            or token == inverted(token.head)
            or (word == "after" and sign > 0 and _completed(token.head, link.verb))
        ) or (word == "but" and sign > 0 and _demanding(token, link)):
            return Condition(token.text, False)
        elif sign < 0 and word in ("before", "without") and _beside(token, link) and not _timed(token):
            return Condition(token.text, True)
    return None


def _opens(word: Token) -> bool:
    """Whether a word opens a clause on which something depends: not "once more", "asked if", "even if"."""
    more = followed(word, ("more", "again"))
    # "Once a critic, X ...", "once and for all": no verb before the next comma.
    rest = takewhile(lambda t: not t.is_punct, word.doc[word.i + 1 : word.sent.end])
    again = word.lower_ == "once" and (more or not with_verb(rest))
    asked = word.dep_ == "mark" and word.head.dep_ == "ccomp"
    # "Committed to providing A": a verb with its object.
    if word.tag_ in ("VBG", "VBN") and child_of(word, "dobj") is not None:
        return False
    conceding = word.i > 0 and word.nbor(-1).lower_ == "even"
    # "As until now": how it has been.
    so_far = word.lower_ == "until" and followed(word, ("now", "today", "recently"))
    return word.dep_ in _OPENING and not (again or asked or conceding or so_far)


def _kept(link: Link) -> bool:
    """Whether a link refuses an end, so that the thing stays: "will not lift A"."""
    return link.kind == "refusal" or any(t.dep_ == "neg" for t in link.words)


def _earnest(word: Token) -> bool:
    """Whether a condition only asks somebody to mean it: "if X is serious, he should A"."""
    clause = word.head
    asked = clause.head if word.lower_ == "if" and clause.dep_ == "advcl" else None
    doer, other = child_of(clause, "nsubj"), child_of(asked, "nsubj") if asked is not None else None
    if asked is None or doer is None or other is None or not needed(asked):
        return False
    same = other.lower_ in (doer.lower_, *GRAMMAR.persons)
    return same and not GRAMMAR.earnest.isdisjoint(lemma_of(t) for t in (clause, *clause.children))


def _apart(word: Token, link: Link) -> bool:
    """Whether a condition belongs to another clause than the link: "is ready for A but says that if B fails"."""
    clause = word.head if word.dep_ in ("mark", "advmod") else word
    governor = clause.head
    while (governor.pos_ not in ("VERB", "AUX") or governor.dep_ == "xcomp") and governor.head != governor:
        governor = governor.head
    chain = {link.verb, *link.words, *link.verb.ancestors}
    if governor in chain:
        return False
    if link.verb in governor.ancestors:
        return child_of(governor, "nsubj", "mark") is not None and governor.dep_ not in ("xcomp", "advcl")
    own = child_of(governor, "nsubj", "nsubjpass", "mark") is not None
    return own and governor.dep_ in ("ccomp", "conj", "advcl", "relcl", "parataxis")


def _beside(word: Token, link: Link) -> bool:
    """Whether "before" or "without" stands with the verb of a refusal."""
    clause = word.head if word.dep_ == "prep" else word.head.head
    if lemma_of(link.verb) in GRAMMAR.needing:
        # "No A is needed before B" does without A.
        return False
    if clause.pos_ not in ("VERB", "AUX", "ADJ"):
        # "Life without parole" is a thing by itself.
        return False
    # "Wants A lifted before the summer" only says when.
    lifted = clause.tag_ == "VBN" and not auxiliaries(clause)
    return clause in link.words and word.i > clause.i and not lifted


def _demanding(but: Token, link: Link) -> bool:
    """Whether what is granted is followed by what has to be: "supports A but B has to come first"."""
    after = [t for t in but.head.conjuncts if t.i > but.i > link.verb.i] if but.dep_ == "cc" else []
    return any(
        needed(inner) for one in after for inner in (one, *(t for t in one.children if t.dep_ in ("ccomp", "xcomp")))
    )


def _timed(word: Token) -> bool:
    """Whether it only says when or how: "before the end of the decade", "until 2031", "without delay"."""
    if word.dep_ == "mark":
        # "Had rejected A before she became mayor".
        return word.lower_ == "before" and word.head.tag_ == "VBD"
    if word.dep_ != "prep":
        return False
    behind = [t for t in word.subtree if t.i > word.i]
    haste = word.lower_ == "without" and any(lemma_of(t) in GRAMMAR.haste for t in behind)
    return haste or any(t.ent_type_ in ("DATE", "TIME") or lemma_of(t) in GRAMMAR.seasons for t in behind)


def _completed(clause: Token, verb: Token) -> bool:
    """Whether a clause with "after" tells of what has to be done first: "is willing to A after B has been built"."""
    perfect = clause.tag_ == "VBN" and any(t.lower_ in ("has", "have") for t in clause.children)
    return clause.dep_ == "advcl" and perfect and verb.tag_ not in ("VBD", "VBN")


def _to_come(clause: Token, verb: Token) -> bool:
    """Whether a clause with "when" tells of what is still to come: "will A when B comes"."""
    return clause.dep_ == "advcl" and clause.tag_ != "VBD" and bool(auxiliaries(verb) & GRAMMAR.will)
