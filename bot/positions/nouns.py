"""The steps of a climb at nouns and adjectives, and what stands round about them: "no", "fewer", "... or ..."."""

from spacy.tokens import Token

from bot.grammar.clauses import infinitive, opened_by
from bot.grammar.entries import undoing_first
from bot.grammar.moods import auxiliaries, future
from bot.grammar.negation import contrasted, negation, no_way, only_follows, restricting
from bot.grammar.subjects import counting, holder_of, predicative
from bot.grammar.verbs import involves
from bot.grammar.words import CLAUSE, GRAMMAR, SUBJECT, VERBAL, child_of, lemma_of, word_of
from bot.positions.path import Path

WIDE = 5
"""Words that a noun may stand behind its "not": "not one more new A"."""


_DENYING = ("det", "neg", "preconj", "advmod", "nummod")
"""In which relation a "no" denies a noun."""


def at_noun(path: Path, child: Token, noun: Token) -> bool:
    """A noun above the thing: one of attitude, of ending, a verdict or a carrier; any other breaks the link."""
    lemma, words = lemma_of(noun), path.words
    # "Wants nothing to do with A".
    short = noun.pos_ == "PRON" and (child.lower_ == "short" or (lemma_of(child) == "do" and infinitive(child)))
    if child.dep_ == "appos" or noun.pos_ in ("DET", "NUM") or noun.lower_ == "none" or short:
        # "None of A" is a PRON or a NOUN.
        if not path.denying:
            determine(path, noun)
        return True
    counted = child_of(noun, "nummod") is not None or noun.lower_ in GRAMMAR.collectives
    if counted and child.dep_ == "prep" and child.lower_ == "in":
        # "Pledged 2 billion euros in A", "become one of the states in A".
        return True
    if lemma in GRAMMAR.utmost and infinitive(child) and lemma_of(noun.head) == "do":
        # "Do everything to A".
        path.attribute(noun.head, holder_of(noun.head), "wish")
        return True
    if path.pending == noun:
        determine(path, noun)
        path.own(noun)
        return True
    if (held := _held(path, child, noun)) is not None:
        return held
    if child.dep_ == "relcl" and lemma in words.nouns and word_of(child, "why") is not None:
        # "No reason why we should A": the "should" is of the reason.
        path.link = None
    elif no_way(child, noun):
        path.judge(noun, kind="refusal")
        return False
    elif child.dep_ == "prep" and child.lower_ == "for" and lemma in GRAMMAR.timely and predicative(noun):
        # "It is time for A", "now is the time for A", "this is no time for A".
        determine(path, noun)
        path.bind(noun, "wish")
        return True
    elif child.dep_ == "relcl" and not infinitive(child):
        # "A plan that involves A", "plans that would bring A", "the rule that excludes A" are of A.
        planned = involves(child) or bool(auxiliaries(child) & GRAMMAR.will)
        made = lemma in GRAMMAR.summing and lemma_of(child) in words.acts | GRAMMAR.continuing
        planned = planned or lemma in GRAMMAR.measures or made
        return planned and (lemma in path.carriers or lemma in words.nouns)
    modelled = child.tag_ == "VBN" and lemma_of(child) in GRAMMAR.modelling
    alike = child.dep_ == "amod" and lemma_of(child) in GRAMMAR.likening
    if alike or (child.dep_ == "acl" and (modelled or child.lower_ == "resembling")):
        # "Guarantees modelled on A", "a treaty resembling A", "guarantees similar to A".
        path.trace.append(noun)
        determine(path, noun)
        return True
    return _of_attitude(path, child, noun, lemma)


def _held(path: Path, child: Token, noun: Token) -> bool | None:
    """Whether a clause that a noun of thinking or claiming has is the speaker's; None of every other clause."""
    lemma, owner = lemma_of(noun), child_of(noun, "poss")
    that = child.dep_ == "relcl" and child_of(child, "mark") is not None
    if not (that or (child.dep_ in ("acl", "ccomp") and not infinitive(child))):
        return None
    sure = lemma in GRAMMAR.certain and word_of(noun, "no") is not None
    if sure or (lemma in GRAMMAR.opinions and (owner is None or path.voice.whose(owner) == "own")):
        # "Is of the opinion that A should", "left no doubt that A should".
        return path.link is not None
    if lemma in GRAMMAR.assurances and child.dep_ == "acl":
        # "Demanded assurances that A".
        path.link = None
        return True
    if lemma in path.words.nouns or path.words.verdicts.get(lemma, 1) < 0:
        return None
    # "The claim that A would help": whoever claims it; "a chance that X will A" foretells.
    path.link = None
    return False if that or lemma in path.words.verdicts else None


def _of_attitude(path: Path, child: Token, noun: Token, lemma: str) -> bool:
    words = path.words
    if lemma in GRAMMAR.rights:
        if lemma_of(noun.head) in GRAMMAR.denying:
            # "Denied B the right to A".
            path.feel(noun.head, holder_of(noun.head))
            return True
        if lemma_of(noun.head) in GRAMMAR.losing:
            # "B has lost any right to A".
            path.turn(noun.head)
            path.say(noun.head)
            return True
        if child.dep_ == "prep" and child.lower_ in ("to", "of"):
            determine(path, noun)
            return True
    key = f"{lemma}-{child.lower_}" if child.dep_ == "prep" else lemma
    key = key if key in words.nouns else lemma
    if words.undoes(noun) and (key == lemma or key not in words.nouns):
        path.turn(noun)
        determine(path, noun)
    elif key in words.nouns and child.dep_ in (*CLAUSE, "prep", "compound", "dative"):
        path.turn(noun, words.nouns[key])
        determine(path, noun)
        path.own(noun)
    elif lemma in words.verdicts and (owner := child_of(noun, "poss")) is not None and child.dep_ in CLAUSE:
        # "B's threat to A" is no verdict on A.
        path.meet(owner if path.voice.whose(owner) == "other" else None)
        return False
    elif lemma in words.verdicts and child.dep_ in CLAUSE and not path.voice.reported:
        determine(path, noun)
        path.judge(noun, words.verdicts[lemma])
    elif lemma in path.carriers or (lemma in words.acts and child.dep_ == "prep" and child.lower_ == "of"):
        # "The launch of A" is a noun of doing it.
        path.trace.append(noun)
        determine(path, noun)
    else:
        return False
    return True


def at_adjective(path: Path, child: Token, word: Token) -> bool:
    """An adjective above the thing: "ready to A", "it would be wrong to A", "nothing wrong with A"."""
    lemma, words = lemma_of(word), path.words
    if (known := _idiom(path, child, word)) is not None:
        return known
    ready = lemma == "ready" and child.lower_ == "for" and lemma_of(path.trace[-1]) in GRAMMAR.belonging
    if ready and path.voice.whose(holder_of(word)) == "other" and not path.voice.reported:
        # "B is ready for membership", said of somebody else.
        path.bind(word, "verdict")
        return True
    if lemma in words.adjectives and child.dep_ in (*CLAUSE, "prep"):
        # "Afraid that A would do harm": the harm has turned already.
        turned = path.kind == "verdict" and child.dep_ == "ccomp"
        # "Left the door open to A".
        left = next((t for t in (word.head, word.head.head) if lemma_of(t) in ("leave", "keep")), None)
        left = left if lemma == "open" else None
        path.feel(word, holder_of(left or word), 1 if turned else words.adjectives[lemma])
        if any(t.dep_ == "neg" or t.lower_ in GRAMMAR.hardly for t in word.children):
            path.sign = -path.sign
        belonging = word.head if word.dep_ == "advcl" else counting(word.head) if word.dep_ == "amod" else None
        if belonging is not None and (none := negation(belonging)) is not None:
            # "Does not belong to those ready to A", "is not among the countries willing to A".
            path.turn(none)
        path.open = path.open or left is not None
        return True
    about = child.dep_ in SUBJECT or opened_by(child, "that") or infinitive(child)
    if lemma in words.verdicts and about and lemma_of(word.head) in GRAMMAR.naming:
        # "Consider A dangerous", "finds it absurd that A should".
        path.turn(word, words.verdicts[lemma])
        path.attribute(word.head, holder_of(word.head), "verdict")
        return True
    if lemma in GRAMMAR.hindering and infinitive(child) and child.dep_ in ("xcomp", "advcl"):
        path.turn(word)
        return True
    too = word_of(word, "too") is not None and not path.voice.reported
    if too and (child.dep_ == "xcomp" or child.lower_ == "for"):
        # "Too early to A", whatever it is too much of.
        path.judge(word)
        return True
    with_ = child.dep_ == "prep" and child.lower_ == "with"
    if lemma in words.verdicts and (with_ or child.dep_ in CLAUSE + SUBJECT) and not path.voice.reported:
        path.judge(word, words.verdicts[lemma])
        if with_ and word.head.lower_ in GRAMMAR.nobody:
            path.turn(word.head)
        # "Nothing is wrong with A": the "nothing" is the copula's.
        return not with_ or word.head.pos_ == "AUX"
    return child.dep_ not in ("amod", "nmod", "compound")


def _idiom(path: Path, child: Token, word: Token) -> bool | None:
    """Whether an adjective lets through what it says of a word beside it; None where it is no such turn of phrase."""
    holder = lemma_of(holder_of(word))
    kept = any(lemma_of(t) in ("leave", "keep") for t in (word.head, word.head.head))
    door = word.lower_ == "open" and holder == "door" and not kept
    if door or (child.lower_ == "for" and holder in GRAMMAR.timely):
        # "The time is ripe for A", "our door is open to A".
        path.say(word, "wish")
        return path.link is not None
    if word.lower_ == "sure" and lemma_of(word.head) == "make":
        # "Makes sure that A".
        path.attribute(word.head, holder_of(word.head), "wish")
        return True
    return None


def determine(path: Path, noun: Token) -> None:
    """Turn for the "no" and the "fewer" of a noun."""
    if any(t.dep_ == "relcl" and restricting(t) for t in noun.children):
        # "No A in which B has no part" is none against A.
        return
    for one in noun.children:
        if one.dep_ in _DENYING and one.lower_ in GRAMMAR.no and not only_follows(one):
            _deny(path, one)
        elif one.dep_ == "amod" and (one.lower_ in path.words.less or undoing_first(path.words, one, noun)):
            path.turn(one)
    edge = noun.left_edge
    wide = edge.lower_ in ("no", "not") and not only_follows(edge) and 0 < noun.i - edge.i <= WIDE
    if wide and not path.denying and not edge.head.pos_.startswith("V"):
        _deny(path, edge)
    if noun.pos_ in ("PRON", "NOUN") and noun.lower_ in GRAMMAR.nobody:
        _deny(path, noun)


def _deny(path: Path, word: Token) -> None:
    path.turn(word)
    path.denying = True


def share(path: Path, child: Token, head: Token) -> None:
    """Let the second of two share what governs the first: its negation too ("will not A or B")."""
    if (instead := contrasted(child, head)) is not None:
        path.turn(instead)
    if child.pos_ in ("NOUN", "PROPN"):
        no = word_of(head, "no")
        if no is not None and no.dep_ == "det" and not path.denying and word_of(head, "or") is not None:
            # "No B or A".
            _deny(path, no)
        verb = next((t for t in head.ancestors if t.pos_ in VERBAL), None)
        # "Do not want B but A": the "not" is of B alone.
        but = word_of(head, "but") if verb is not None and negation(verb) is not None else None
        turning = word_of(head, "neither") or but
        if turning is not None:
            path.turn(turning)
    if head.pos_ in VERBAL and child_of(child, "nsubj", "aux", "nsubjpass") is None:
        word = negation(head)
        if word is not None and (word_of(head, "or", "nor") or future(head)) is not None:
            # "Will not A or B", "is not going to B and A".
            path.turn(word)
