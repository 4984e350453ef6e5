"""What is granted under a condition, a yes that depends on C: "B could A once C", "ready to talk about A if C"."""

from collections.abc import Sequence

from spacy.tokens import Token

from bot.grammar.attitude import Attitude
from bot.grammar.clauses import infinitive, opened_by
from bot.grammar.conditions import held_back, to_occur
from bot.grammar.entries import negative
from bot.grammar.moods import auxiliaries, needed, possible
from bot.grammar.negation import negation
from bot.grammar.subjects import holder_of
from bot.grammar.verbs import perfect
from bot.grammar.words import GRAMMAR, SUBJECT, VERBAL, child_of, lemma_of, word_of
from bot.positions.conditions import condition_of
from bot.positions.path import Link, Voice
from bot.positions.topics import Thing


def granted(words: Attitude, things: Sequence[Thing], voice: Voice) -> tuple[str, ...]:
    """The words by which one of ``things`` is granted, the condition last; none where nothing or no condition is.

    It is the speaker's own readiness ("we would A if B"), or what may be of anybody ("A can begin once B").
    """
    return next(filter(None, (_granted(words, thing, voice, things) for thing in things)), ())


def _granted(words: Attitude, thing: Thing, voice: Voice, things: Sequence[Thing]) -> tuple[str, ...]:
    token, trace = thing.token, [thing.token]
    verb, whom = thing.topic.asked
    ended = token.pos_ == "VERB" and negative(words, token)
    if ended or thing.direction < 0 or word_of(token, *GRAMMAR.no) is not None:
        return ()
    while not _may_be(words, token, voice):
        head = token.head
        if head == token or not voice.within(head):
            return ()
        if _dependent(words, token, head, voice):
            return (*_read(trace), head.text)
        loose = token.dep_ in ("relcl", "advcl", "parataxis", "csubj", "ccomp") and token.pos_ in VERBAL
        judged = token.dep_ in SUBJECT and lemma_of(head) not in GRAMMAR.occurring and not possible(head)
        if loose or judged or (negative(words, head) and not held_back(head)):
            return ()
        token = head
        trace.append(token)
    # "Will not B until C, so that A may D"; "Finland could join" is not of Ukraine.
    refused = any(t.pos_ in VERBAL and negation(t) is not None for t in token.ancestors)
    holder = holder_of(token) if lemma_of(token) == verb and whom else None
    refused = refused or (holder is not None and holder.lower_ != whom)
    condition = None if refused else condition_of(Link(1, token, tuple(trace), "act"), 1, things)
    return (*_read(trace), condition[0]) if condition is not None else ()


def _read(trace: Sequence[Token]) -> tuple[str, ...]:
    return tuple(t.text for t in sorted(trace, key=lambda t: t.i))


def _may_be(words: Attitude, word: Token, voice: Voice) -> bool:
    """Whether a word says what would or may be done."""
    own = voice.whose(holder_of(word)) == "own"
    if word.pos_ == "ADJ" or word.dep_ == "acomp":
        return own and any(words.adjectives.get(form, 0) > 0 for form in (word.lower_, lemma_of(word)))
    if word.pos_ not in VERBAL or perfect(word) or opened_by(word, "before") or possible(word):
        return possible(word)
    helpers = auxiliaries(word)
    may = bool(helpers & (GRAMMAR.may | {"can"})) or to_occur(word)
    return (own and (may or bool(helpers & GRAMMAR.will))) or (may and not voice.reported)


def _dependent(words: Attitude, token: Token, head: Token, voice: Voice) -> bool:
    """Whether what governs a thing ties it to something: "A depends on B", "tied A to B", "a condition for A"."""
    lemma, own = lemma_of(head), voice.whose(holder_of(head)) == "own"
    if token.lower_ == "before" or opened_by(token, "before"):
        # "Before A, X wants B", "B must come before A", "before A, X said, there must be B".
        told = [t for t in head.children if t.dep_ == "ccomp" and t.i > head.i > token.i]
        wished = any(lemma_of(t) in words.wishes for t in (head, head.head))
        return (wished and own) or (any(map(needed, (head, *told))) and not voice.reported)
    if token.dep_ == "advcl":
        # "For A to come, B would be needed".
        doer = child_of(token, "nsubj", "nsubjpass")
        return doer is not None and infinitive(token) and lemma in GRAMMAR.needing and token.i < head.i
    if token.dep_ == "relcl" and lemma in GRAMMAR.preconditions:
        # "B is the condition on which X would A".
        return voice.whose(holder_of(token)) == "own"
    if token.dep_ in SUBJECT:
        if lemma in GRAMMAR.dependent and lemma_of(head.head) == "make":
            # "Made A conditional on B".
            return voice.whose(holder_of(head.head)) == "own"
        depends = lemma in GRAMMAR.depending_on and word_of(head, "on", "upon") is not None
        return (depends or lemma in GRAMMAR.presupposing) and not voice.reported
    if token.dep_ == "prep" and token.lower_ in ("for", "of", "to") and lemma in GRAMMAR.preconditions:
        # "Created the conditions for A" paves its way.
        above = next((t for t in head.ancestors if t.pos_ in VERBAL), head)
        made = lemma_of(above) in GRAMMAR.setting | GRAMMAR.copula | GRAMMAR.naming
        return made and (not voice.reported or voice.whose(holder_of(above)) == "own")
    tied = lemma in GRAMMAR.tying_to and word_of(head, "to") is not None
    made = lemma == "make" and any(lemma_of(t) in GRAMMAR.dependent for t in (*head.rights, *token.rights))
    bound = token.dep_ == "nsubjpass" and tied and not voice.reported
    return bound or (token.dep_ == "dobj" and (tied or made) and own)
