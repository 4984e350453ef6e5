"""The mood in which a verb above the thing stands: its negation, its "should", the speaker's own "will not"."""

from spacy.tokens import Token

from bot.grammar.clauses import asked_for, auxiliaries, holder_of, needed, negation, untimely
from bot.grammar.phrases import child as child_of
from bot.grammar.words import GRAMMAR, lemma_of
from bot.positions.path import SUBJECT, Path


def whichever(noun: Token) -> bool:
    """Whether any thing of its kind is meant, should one come: "any A must be B"."""
    first = child_of(noun, "det")
    return first is not None and first.lower_ == "any"


def _dealt(path: Path, verb: Token, child: Token) -> bool:
    """Whether it says what is to be done with a thing, should it come: "A must be recognised", "not be dragged"."""
    if child.dep_ != "nsubjpass" or child.head != verb:
        return False
    lemma, words = lemma_of(verb), path.words
    known = any(lemma in one for one in (words.acts, words.undoing, words.verbs, words.effects))
    return lemma in GRAMMAR.handling or (negation(verb) is not None and not known)


def _denied(path: Path, noun: Token, verb: Token) -> bool:
    """Whether it is said of another what it may not: "B has no say"."""
    denied = noun.dep_ == "dobj" and path.denying and lemma_of(noun) in GRAMMAR.rights and lemma_of(verb) == "have"
    now = verb.tag_ in ("VBZ", "VBP") or bool(auxiliaries(verb) & GRAMMAR.will)
    return denied and now and not path.voice.reported and path.voice.whose(holder_of(verb)) == "other"


def _need(path: Path, verb: Token, child: Token) -> None:
    """A verb of what is to be: "A should be built", not "any A must be B"."""
    subject = child.head == verb and child.dep_ in (*SUBJECT, "nsubjpass")
    if (subject and whichever(child)) or _dealt(path, verb, child):
        return
    if (untimely_now := untimely(verb)) is not None:
        path.turn(untimely_now)
    path.bind(verb, "wish")


def partly(verb: Token) -> bool:
    """Whether an adverb takes the whole denial on itself: "will not automatically A", "ought not to A blindly"."""
    inner = (t for t in verb.children if t.dep_ == "xcomp")
    return any(t.lower_ in GRAMMAR.partly for one in (verb, *inner) for t in one.children if t.dep_ == "advmod")


def mood(path: Path, verb: Token, child: Token) -> None:
    """The negation of a verb, its "should", and the speaker's own "will not"; ``child`` is where the thing stands."""
    word, helpers, reported = negation(verb, child), auxiliaries(verb), path.voice.reported
    if word is not None and partly(verb):
        # "Not automatically" denies only how it is done.
        path.link = None
        return
    if word is not None:
        path.turn(word)
    if path.link is not None:
        if path.kind == "act" and helpers & GRAMMAR.may and word is None:
            path.link = None
        return
    refusing = bool(helpers & GRAMMAR.will) and (word is not None or path.denying)
    # "Is not considering A".
    refusing = refusing or (word is not None and lemma_of(verb) in GRAMMAR.considering and verb.tag_ == "VBG")
    # "Does not envisage A".
    refusing = refusing or (word is not None and lemma_of(verb) in GRAMMAR.foreseeing)
    if reported and (word is None or not refusing):
        return
    whose = path.voice.whose(holder_of(verb))
    if needed(verb) and not reported:
        _need(path, verb, child)
    elif refusing and (whose == "own" or (whose == "anyone" and not reported)):
        path.bind(verb, "refusal")
    elif asked_for(verb) and not reported:
        path.bind(verb, "wish")
    elif (refusing and not reported and lemma_of(verb) == "be" and helpers & GRAMMAR.barring) or _denied(
        path, child, verb
    ):
        # "B cannot be A", "B has no A".
        path.bind(verb, "verdict")
    elif refusing and whose == "other":
        path.meet(holder_of(verb))
