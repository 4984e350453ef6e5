"""The mood in which a verb above the thing stands: its negation, its "should", the speaker's own "will not"."""

from spacy.tokens import Token

from bot.grammar.entries import dealt_with
from bot.grammar.moods import asked_for, auxiliaries, needed, why_at_all
from bot.grammar.negation import negation, partly, untimely
from bot.grammar.phrases import whichever
from bot.grammar.subjects import holder_of
from bot.grammar.verbs import has_right
from bot.grammar.words import GRAMMAR, SUBJECT, lemma_of
from bot.positions.path import Path


def _need(path: Path, verb: Token, child: Token) -> None:
    """A verb of what is to be: "A should be built", not "any A must be B"."""
    subject = child.head == verb and child.dep_ in (*SUBJECT, "nsubjpass")
    if (subject and whichever(child)) or dealt_with(path.words, verb, child):
        return
    if (untimely_now := untimely(verb)) is not None:
        path.turn(untimely_now)
    path.bind(verb, "wish")


def mood(path: Path, verb: Token, child: Token) -> None:
    """The negation of a verb, its "should", and the speaker's own "will not"; ``child`` is where the thing stands."""
    word, helpers, reported = negation(verb, child), auxiliaries(verb), path.voice.reported
    if word is not None and partly(verb):
        # "Not automatically" denies only how it is done.
        path.link = None
        return
    if word is not None:
        path.turn(word)
    if not reported and (why := why_at_all(verb)) is not None:
        # "Why would we A?"
        path.judge(why)
        return
    if path.link is not None:
        if path.kind == "act" and helpers & GRAMMAR.may and word is None:
            path.link = None
        return
    # "Is not considering A", "does not envisage A".
    closed = lemma_of(verb) in GRAMMAR.foreseeing or (lemma_of(verb) in GRAMMAR.considering and verb.tag_ == "VBG")
    wills = bool(helpers & GRAMMAR.will)
    refusing = (word is not None and (closed or wills)) or (wills and path.denying)
    if reported and not refusing:
        return
    whose = path.voice.whose(holder_of(verb))
    barred = refusing and lemma_of(verb) == "be" and bool(helpers & GRAMMAR.barring)
    barred = barred or (refusing and whose == "other" and lemma_of(verb) in GRAMMAR.getting)
    denied = path.denying or child.lower_ == "right"
    if needed(verb) and not reported:
        _need(path, verb, child)
    elif refusing and (whose == "own" or (whose == "anyone" and not reported)):
        path.bind(verb, "refusal")
    elif asked_for(verb) and not reported:
        path.bind(verb, "wish")
    elif not reported and (barred or (whose == "other" and (denied or word) and has_right(child, verb))):
        # "B cannot be A", "B has no say", "B will not get A"; "B has a right to A".
        path.bind(verb, "verdict")
    elif refusing and whose == "other":
        path.meet(holder_of(verb))
