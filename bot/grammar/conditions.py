"""Conditions: the clauses and phrases on which something depends, and those that only tell when."""

import re
from collections.abc import Container, Sequence
from itertools import takewhile

from spacy.tokens import Span, Token

from bot.grammar.clauses import infinitive, opened_by, with_verb
from bot.grammar.moods import asks, auxiliaries, needed
from bot.grammar.negation import denied, negation
from bot.grammar.words import GRAMMAR, VERBAL, child_of, followed, lemma_of, word_before, word_of

_PHRASES = re.compile(rf"\b(?:{'|'.join(sorted(GRAMMAR.tying_phrases)).replace('-', ' ')})\b", re.IGNORECASE)
_OPENING = ("mark", "prep", "advmod", "ROOT", "acl", "advcl", "amod", "pcomp")


def only(word: Token) -> bool:
    """Whether "only" stands before a condition."""
    return any(t.lower_ in GRAMMAR.only for t in word.doc[max(0, word.i - 2) : word.i])


def in_passing(word: Token) -> bool:
    """Whether a word only tells when or where something is: "at the summit", "after the talks"."""
    prep = word.head
    if word.dep_ != "pobj" or prep.lower_ not in GRAMMAR.times or only(prep) or lemma_of(prep.head) in GRAMMAR.aiming:
        # "Aimed at A" tells no time.
        return False
    # "No talks before A" asks for A; "says no at A" was only said there.
    return prep.lower_ not in GRAMMAR.depending or not denied(prep.head)


def inverted(verb: Token) -> Token | None:
    """The "should" of "should X happen", a condition: the subject stands behind it."""
    subject = child_of(verb, "nsubj", "nsubjpass")
    should = next((t for t in verb.children if t.lower_ == "should" and t.dep_ == "aux"), None)
    behind = should is not None and subject is not None and subject.i > should.i and word_of(verb, "why") is None
    return should if behind and not asks(verb.sent.text) else None


def opens_a_condition(word: Token) -> bool:
    """Whether a word opens a clause on which something depends: not "once more", "asked if", "even if"."""
    more = followed(word, ("more", "again"))
    # "Once a critic, X ...", "once and for all": no verb before the next comma; "as it once had".
    rest = takewhile(lambda t: not t.is_punct, word.doc[word.i + 1 : word.sent.end])
    amid = word.dep_ == "advmod" and word.head.left_edge != word
    again = word.lower_ == "once" and (more or amid or not with_verb(rest))
    # "They will A, X said, if B".
    aside = word_before(word) == ","
    asked = word.dep_ == "mark" and word.head.dep_ == "ccomp" and not aside
    providing = word.lower_ in ("provided", "providing")
    # "Committed to providing A": a verb with its object.
    governs = word.tag_ in ("VBG", "VBN") and child_of(word, "dobj") is not None and child_of(word, "ccomp") is None
    governs = governs and not (aside and providing)
    conceding = word_before(word) == "even"
    # "As until now": how it has been.
    so_far = word.lower_ == "until" and followed(word, ("now", "today", "recently"))
    # "..., provided A is in place": the parser makes a verb of it.
    provided = providing and (child_of(word, "ccomp") is not None or aside)
    idle = again or asked or governs or conceding or so_far or aimed_at(word)
    return (word.dep_ in _OPENING or provided) and not idle


def aimed_at(word: Token) -> bool:
    """Whether "if" tells what something is needed for: "A must go on if B is to feel it"."""
    clause = word.head
    purpose = lemma_of(clause) == "be" and (inner := child_of(clause, "xcomp")) is not None and infinitive(inner)
    return word.lower_ == "if" and purpose


def earnest(word: Token) -> bool:
    """Whether a condition only asks somebody to mean it: "if X is serious, he should A"."""
    clause = word.head
    asked = clause.head if word.lower_ == "if" and clause.dep_ == "advcl" else None
    doer, other = child_of(clause, "nsubj"), child_of(asked, "nsubj")
    if asked is None or doer is None or other is None or not needed(asked):
        return False
    same = other.lower_ in (doer.lower_, *GRAMMAR.persons)
    return same and not GRAMMAR.earnest.isdisjoint(lemma_of(t) for t in (clause, *clause.children))


def timed(word: Token) -> bool:
    """Whether it only says when or how: "before the end of the decade", "until 2031", "without delay"."""
    if word.dep_ == "mark":
        # "Had rejected A before she became mayor".
        return word.lower_ == "before" and word.head.tag_ == "VBD"
    if word.dep_ != "prep":
        return False
    behind = [t for t in word.subtree if t.i > word.i]
    haste = word.lower_ == "without" and any(lemma_of(t) in GRAMMAR.haste for t in behind)
    return haste or any(t.ent_type_ in ("DATE", "TIME") or lemma_of(t) in GRAMMAR.seasons for t in behind)


def to_come(word: Token, verb: Token) -> bool:
    """Whether a word opens what is still to come: "will A when B comes", "should B come, they will A"."""
    clause = word.head
    # "They will A, X said, when B comes".
    # "Promised A for the day when B comes".
    day = clause.dep_ == "relcl" and lemma_of(clause.head) in GRAMMAR.occasions
    hung = day or clause.dep_ == "advcl" or (clause.dep_ == "ccomp" and word_before(word) == ",")
    # "When required" binds nothing.
    whole = child_of(clause, "nsubj", "nsubjpass", "expl") is not None
    when = word.lower_ == "when" and hung and whole and clause.tag_ != "VBD"
    # "Will A when B comes", "agreed to A when B has come".
    ready = verb.pos_ == "ADJ" and verb.i < word.i
    later = ready or bool(auxiliaries(verb) & GRAMMAR.will) or lemma_of(verb) in GRAMMAR.promising
    # "Were B to come, they would A".
    were = word.lower_ == "were" and word.dep_ == "advcl" and word.left_edge == word
    return (when and later) or were or word == inverted(clause)


def to_be_met(word: Token, verb: Token) -> bool:
    """Whether a word opens what has to be first: "is willing to A after B has been built", "A but B must come"."""
    clause = word.head
    if word.lower_ == "after":
        event = child_of(word, "pobj")
        if event is not None and not timed(word) and lemma_of(event) not in GRAMMAR.events | GRAMMAR.wars:
            # "Is ready to A after a truce".
            ready = verb.pos_ == "ADJ" or verb.tag_ == "VBN" or bool(auxiliaries(verb) & GRAMMAR.will)
            near = verb in (clause, *clause.ancestors) or (verb.head == clause and verb.dep_ == "acomp")
            return ready and near and event.pos_ == "NOUN" and not event.ent_type_ and verb.i < word.i
        if word.dep_ == "prep" and child_of(word, "pcomp") is not None:
            # "Will A after getting B".
            return clause == verb and bool(auxiliaries(verb) & GRAMMAR.will)
        perfect = clause.tag_ == "VBN" and word_of(clause, "has", "have") is not None
        return clause.dep_ == "advcl" and perfect and verb.tag_ not in ("VBD", "VBN")
    if word.lower_ in ("though", "although") and word.dep_ == "mark":
        # "Is ready to A, though B would have to come first".
        return any(needed(t) for t in (clause, *clause.children))
    after = (
        [t for t in clause.conjuncts if t.i > word.i > verb.i] if word.lower_ == "but" and word.dep_ == "cc" else []
    )
    inner = (t for one in after for t in (one, *(t for t in one.children if t.dep_ in ("ccomp", "xcomp"))))
    # "Is open to A but requires B".
    return any(needed(t) or lemma_of(t) in GRAMMAR.needing for t in inner)


def tying_phrase(sentence: Span, named: Container[int]) -> Span | None:
    """The words of a sentence that in several words tie it to something: "as long as A".

    Those among the tokens ``named`` tie nothing, nor do "not only after B" and "the jobs that depend on A".
    """
    match = _PHRASES.search(sentence.text)
    phrase = sentence.char_span(*match.span(), alignment_mode="expand") if match is not None else None
    if phrase is None or phrase[0].dep_ == "relcl" or phrase[0].i in named:
        return None
    clause = phrase[-1].head
    office = lemma_of(clause) in GRAMMAR.copula and lemma_of(child_of(clause, "attr")) in GRAMMAR.offices
    holder = child_of(clause, "nsubj") if office or lemma_of(clause) in GRAMMAR.governing else None
    if holder is not None and (office or holder.lower_ in GRAMMAR.first | GRAMMAR.persons):
        # "As long as he governs", "as long as B is mayor" say how long.
        return None
    also = phrase.start > 0 and phrase.doc[phrase.start - 1].lower_ == "not"
    return None if also else phrase


def apart(word: Token, verb: Token, words: Sequence[Token]) -> bool:
    """Whether a condition is of another clause than a verb and its words: "is ready for A but says that if B"."""
    clause = word.head if word.dep_ in ("mark", "advmod") else word
    governor = clause.head
    while (governor.pos_ not in VERBAL or governor.dep_ == "xcomp") and governor.head != governor:
        governor = governor.head
    if governor.dep_ == "parataxis":
        # "If B, X said, they will A".
        governor = governor.head
    chain = {verb, *words, *verb.ancestors}
    if verb in governor.ancestors and governor not in chain:
        return child_of(governor, "nsubj", "mark") is not None and governor.dep_ not in ("xcomp", "advcl")
    own = child_of(governor, "nsubj", "nsubjpass", "mark") is not None and governor not in chain
    return own and governor.dep_ in ("ccomp", "conj", "advcl", "relcl", "parataxis")


def stands_beside(word: Token, verb: Token, words: Sequence[Token]) -> bool:
    """Whether "before" or "without" stands with the verb of a refusal."""
    clause = word.head if word.dep_ == "prep" else word.head.head
    # "No A is needed before B" does without A; "life without parole" is a thing by itself.
    if lemma_of(verb) in GRAMMAR.needing or clause.pos_ not in (*VERBAL, "ADJ"):
        return False
    # "Wants A lifted before the summer" only says when.
    lifted = clause.tag_ == "VBN" and not auxiliaries(clause)
    # "Without B X will not A".
    fronted = word.lower_ == "without" and word.is_sent_start is True and bool(auxiliaries(clause) & GRAMMAR.will)
    return clause in words and (word.i > clause.i or fronted) and not lifted


def threatened(clause: Token) -> Token | None:
    """The verb of a threat that a condition is of: "threatens to go if A comes"."""
    supposed = inverted(clause) is not None or opened_by(clause, "if")
    threat = next((t for t in clause.ancestors if lemma_of(t) in GRAMMAR.threatening), None) if supposed else None
    return threat if threat is not None and negation(threat) is None else None


def to_occur(verb: Token) -> bool:
    """Whether a verb tells of what may come about: "A would begin after B", "A will begin only after B"."""
    helpers, bound = auxiliaries(verb), any(t.lower_ in GRAMMAR.only and t.i > verb.i for t in verb.subtree)
    later = "would" in helpers or ((bound or held_back(verb)) and "will" in helpers)
    return lemma_of(verb) in GRAMMAR.occurring and later


def held_back(verb: Token) -> bool:
    """Whether a verb is denied up to something: "A will not come until B", "A cannot come as long as B"."""
    clauses = (t for t in verb.children if t.dep_ == "advcl" and t.i > verb.i)
    bound = word_of(verb, "long") is not None or any(opened_by(t, "until", "before", "unless") for t in clauses)
    return bound and negation(verb) is not None
