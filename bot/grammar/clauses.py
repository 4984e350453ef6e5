"""Clauses: their form, their bounds, what opens, parts or joins them, and where what a verb tells begins and ends."""

from collections.abc import Container, Iterable

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from bot.grammar.words import FINITE, GRAMMAR, SUBJECT, behind, child_of, word_of

_LOOSE = ("csubj", "nsubj", "pcomp", "acl", "advcl", "amod", "dobj", "pobj")
"""Where a verb without a subject is nobody's in particular: "building A would help"."""

_PARTING = (":", ";", "-", "–", "—")

_ASIDE = 3
"""Tokens between the words that the parser gives to a clause and an aside in it, a dash or comma among them."""


def small(clause: Token) -> bool:
    """Whether a clause has no finite verb of its own: "wants the law torn up", "asks B to go"."""
    opened = any(t.dep_ in ("aux", "mark") and t.lower_ != "to" for t in clause.children)
    return clause.tag_ in ("VBN", "VB", "JJ", "VBG") and not opened


def infinitive(verb: Token) -> bool:
    """Whether a clause is an infinitive: "a way to A"."""
    return any(t.lower_ == "to" and t.dep_ == "aux" for t in verb.children)


def finite(tokens: Iterable[Token]) -> bool:
    """Whether a finite verb is among the tokens."""
    return any(t.tag_ in (*FINITE, "MD") for t in tokens)


def with_verb(tokens: Iterable[Token]) -> bool:
    """Whether a verb of any form is among the tokens."""
    return any(t.pos_ in ("VERB", "AUX") for t in tokens)


def bare(verb: Token) -> bool:
    """Whether a verb is an infinitive without "to" or an auxiliary, as it stands behind those of another verb."""
    return verb.tag_ == "VB" and child_of(verb, "aux") is None


def passive(verb: Token) -> bool:
    """Whether a verb is passive."""
    return child_of(verb, "auxpass") is not None


def opened_by(clause: Token, *marks: str) -> bool:
    """Whether one of these words opens a clause: the "that" of "said that A"."""
    return any(t.dep_ == "mark" and t.lower_ in marks for t in clause.children)


def at_large(word: Token) -> bool:
    """Whether a verb without a subject is nobody's in particular."""
    first = word
    while first.dep_ == "conj" and first.head.pos_ == word.pos_:
        first = first.head
    return word.pos_ == "VERB" and first.dep_ in _LOOSE


def set_apart(clause: Token) -> bool:
    """Whether a clause stands beside the one that the parser hangs it on, parted from it by a colon or dash."""
    first, last = clause.left_edge, clause.right_edge
    if first.i > first.sent.start and first.nbor(-1).text in _PARTING:
        return True
    return last.i < clause.head.i and last.nbor().text in _PARTING


def parted(child: Token, head: Token) -> bool:
    """Whether a semicolon parts a noun from the verb that the parse makes it the subject of."""
    return child.dep_ in SUBJECT and any(t.text == ";" for t in child.doc[child.i : head.i])


def clause_of(verb: Token, subject: Token) -> tuple[int, int]:
    """The tokens [first, stop) of a clause with its subject, without the clauses of other subjects joined to it."""
    own = subject.i < verb.i and (subject.head.i == verb.i or verb.dep_ == "relcl")
    first = subject if subject.lower_ in GRAMMAR.relative else subject.left_edge if own else verb.left_edge
    stop = verb.right_edge.i + 1
    for joint in verb.children:
        joined = joint.dep_ in ("conj", "parataxis", "advcl") and joint.i > verb.i
        if joined and child_of(joint, "nsubj", "nsubjpass", "expl") is not None:
            stop = min(stop, joint.left_edge.i)
            while verb.doc[stop - 1].dep_ == "cc" or verb.doc[stop - 1].is_punct:
                stop -= 1
    return first.i, stop


def interrupted(token: Token) -> TokenSpan:
    """The words that "- according to X -" stands amid: its sentence, from the relative clause on that it is in."""
    sentence = token.sent
    clauses = (t for t in sentence if t.dep_ == "relcl" and t.left_edge.i < token.i - 1)
    start = max((t.left_edge.i for t in clauses if t.right_edge.i >= token.i - _ASIDE), default=sentence.start)
    return sentence.doc[start : sentence.end]


def object_before(clause: Token, verb: Token) -> Token | None:
    """The noun right before a clause, behind a preposition of its verb: the "B" of "insists on B doing A"."""
    before = clause.left_edge.nbor(-1) if clause.left_edge.i else clause
    return before if before.dep_ == "pobj" and before.head.head == verb else None


def right_behind(clause: Token, verb: Token) -> bool:
    """Whether a gerund stands right behind a verb, which may have a particle: "ruled out A", "ruled out B's A"."""
    first = clause.left_edge
    before = first.nbor(-1) if first.i else first
    particles = (t for t in verb.children if t.dep_ == "prt")
    bare = clause.tag_ == "VBG" and (first == clause or child_of(clause, "nsubj") is not None)
    return bare and before in (verb, *particles)


def clause_of_noun(noun: Token) -> Token | None:
    """What a noun says: the clause of "X's claim that A", "X's position is that A", "it is X's view that A"."""
    it = child_of(noun.head, "nsubj")
    held = noun.dep_ == "attr" and it is not None and it.lower_ == "it"
    above = noun.head if (noun.dep_ == "nsubj" or held) and noun.head.lemma_ == "be" else None
    return behind(noun, "acl", "ccomp", "relcl") or behind(above, "ccomp")


def hung_between(verb: Token) -> Token | None:
    """The clause of "said in a statement that A", "told B before C that A", which hangs on what is between."""
    nouns = [t for prep in verb.rights if prep.dep_ == "prep" for t in prep.subtree if t.dep_ == "pobj"]
    adverbs = [t for t in verb.rights if t.dep_ == "advmod" or opened_by(t, "before", "after", "when")]
    clauses = (t for between in (*nouns, *adverbs) for t in between.children if t.dep_ in ("acl", "ccomp", "relcl"))
    return next((t for t in clauses if opened_by(t, "that")), None)


def shared_object(verb: Token) -> list[Token]:
    """The object of two verbs behind the second's comma: "A proposed, and B supported, the idea"."""
    doc = verb.doc
    second = verb if verb.dep_ == "conj" else behind(verb, "conj")
    thing = behind(second, "dobj", "dep")
    parted = thing is not None and doc[verb.i + 1].text == doc[thing.left_edge.i - 1].text == ","
    return [thing] if thing is not None and parted else []


def objects_of(verb: Token, phrasal: bool) -> list[Token]:
    """What a verb says its object is or does, in reading order: the "B" and "as C" of "described B as C"."""
    parts: list[Token] = []
    for part in verb.rights:
        whole = part.dep_ in ("dobj", "oprd", "ccomp", "xcomp") or (phrasal and part.dep_ in ("advcl", "pcomp"))
        dated = part.lower_ in ("in", "on", "with") and part.right_edge.ent_type_ == "DATE"
        if whole or (part.dep_ == "prep" and parts and part.lower_ in GRAMMAR.of_objects and not dated):
            parts.append(part)
    return parts or shared_object(verb)


def complement_start(clause: Token, verb: Token, to_somebody: bool) -> int:
    """Where a clause after its verb begins; "demands X do" has X in it, "tells X that" (``to_somebody``) has not."""
    start = max(clause.left_edge.i, verb.i + 1)
    thing = behind(verb, "dobj")
    return thing.left_edge.i if thing is not None and thing.i < start and not to_somebody else start


def complement_stop(clause: Token, verb: Token, telling: Container[str]) -> int:
    """Where a clause ends: "said A was so and called for B" stops at "and", "said A, but B would C" goes on.

    So does "insisted that A should leave, pay and apologise".
    """
    other = _meanwhile((*clause.rights, *verb.rights), telling)
    if other is not None:
        return other.left_edge.i
    second = _second(clause, telling)
    if second is not None:
        return (behind(clause, "cc") or second).i
    joined = next((t for t in verb.rights if t.dep_ in ("conj", "advcl") and t.i > clause.i), clause)
    foreseen = joined.dep_ == "conj" and word_of(joined, "would") is not None
    return (joined if foreseen or bare(joined) else clause).right_edge.i + 1


def _meanwhile(behind_it: tuple[Token, ...], telling: Container[str]) -> Token | None:
    """The verb of "..., while Y warned that B": what somebody else says is no part of what the first one says."""
    others = (verb for verb in behind_it if verb.dep_ == "advcl" and opened_by(verb, "while", "whereas"))
    told = (verb for verb in others if verb.lemma_.lower() in telling and child_of(verb, "nsubj") is not None)
    return next((verb for verb in told if behind(verb, "ccomp") is not None), None)


def _second(clause: Token, telling: Container[str]) -> Token | None:
    """The verb that the parser took into the clause: "said that the promise was firm and called for ..."."""
    own = child_of(clause, "nsubj", "nsubjpass", "expl")
    if own is None or own.pos_ == "PROPN" or own.lower_ in ("he", "she", "they", "who"):
        return None
    second = child_of(clause, "conj")
    if second is None or second.tag_ not in FINITE or child_of(second, "nsubj", "aux") is not None:
        return None
    return second if second.lemma_.lower() in telling else None


def told_before(verb: Token) -> Token | None:
    """The clause of "A, X pointed out", which stands before its verb; none of a verb that denies or doubts it."""
    lemma = verb.lemma_.lower()
    if lemma in GRAMMAR.denying | GRAMMAR.doubting | GRAMMAR.wondering:
        return None
    return next((t for t in verb.lefts if t.dep_ == "ccomp" and not opened_by(t, "that", "whether", "if")), None)


def told_as(verb: Token) -> Token | None:
    """Who tells in "as X told us, A"; nobody in "as soon as X holds A"."""
    told = verb.dep_ == "advcl" and verb.head.pos_ != "ADV" and verb.left_edge.lower_ == "as"
    return child_of(verb, "nsubj") if told and child_of(verb, "ccomp") is None else None


def as_put(verb: Token) -> bool:
    """Whether a clause tells that its subject sees or says so what it stands beside: "as X sees it"."""
    thing, mark = behind(verb, "dobj"), verb.left_edge
    beside = mark.is_sent_start or mark.nbor(-1).text == ","
    return beside and verb.lemma_.lower() in GRAMMAR.putting and thing is not None and thing.lower_ in GRAMMAR.things


def taken_in(verb: Token, telling: Container[str]) -> Token | None:
    """The verb beside which one belongs that the parser took into its clause, None for every other verb."""
    clause = verb.head
    return clause.head if clause.dep_ == "ccomp" and _second(clause, telling) == verb else None


def that_behind(verb: Token) -> Token | None:
    """The "that" right behind a verb, which opens a clause whatever the parse makes of it: "said that A had B"."""
    that = verb.nbor() if verb.i + 1 < verb.sent.end else verb
    opens = that.lower_ == "that" and that.tag_ == "IN" and with_verb(verb.doc[that.i : verb.sent.end])
    return that if opens else None
