"""Reported facts: what an article tells in its own voice of an actor that is the grammatical subject.

"Norway sent soldiers", "Hungary is against it": an act or a standing attitude, asserted and not foreseen, asked,
imagined or told by somebody.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from bot.attribution.context import Attribution, Context, Span
from bot.attribution.cues import Cues
from bot.attribution.phrases import negated, question, subject_of
from bot.attribution.quotes import Quote
from bot.attribution.roles import Roles

_CLAUSES = ("ROOT", "conj", "advcl", "relcl", "parataxis")
_TOLD = ("ccomp", "csubj", "csubjpass", "acl", "pcomp", "xcomp")
"""Clauses that somebody thinks, says, wants or foresees."""
_UNREAL = frozenset(("if", "unless", "whether", "until", "before", "lest", "so", "like"))
"""What opens a clause that need not have happened."""
_SPECULATIVE = frozenset(("should", "could", "may", "might", "must", "can", "would", "ca", "'d", "’d"))
"""What somebody may or ought to do he does not do."""
_SOMEBODY = ("GPE", "ORG", "NORP", "PERSON", "LOC")
_NOBODY = ("EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "FAC", "DATE", "TIME", "MONEY")
_RELATIVE = ("who", "which", "that")
_PARTING = (":", ";", "-", "–", "—")
_COPULAS = ("be", "remain", "stay", "stand")


class Facts:
    """Finds the reported facts of parsed paragraphs."""

    def __init__(self, cues: Cues, roles: Roles) -> None:
        self._cues = cues
        self._roles = roles

    def find(self, doc: Doc, quotes: Sequence[Quote], known: Sequence[Attribution]) -> list[Attribution]:
        """The reported facts of one paragraph, outside of its quotations and clear of what is attributed in it."""
        context = Context(doc, quotes, self._cues)
        taken = [span for a in known for span in (*a.pieces, a.cue)]
        facts: list[Attribution] = []
        for token in doc:
            if token.pos_ in ("VERB", "AUX") and context.inside[token.i] < 0 and not _within(token.idx, taken):
                fact = self._fact(context, token)
                if fact is not None:
                    facts.append(fact)
        return facts

    def _fact(self, context: Context, verb: Token) -> Attribution | None:
        if verb.dep_ not in _CLAUSES and not _beside(verb):
            return None
        if (verb.dep_ != "ROOT" and not _finite(verb)) or not _asserted(verb):
            return None
        word = self._word(verb)
        subject = _subject(verb, verb.lower_ in self._cues.fact_attitudes)
        if word is None or subject is None or question(verb, subject) or not self._somebody(subject):
            return None
        mention = context.mention(subject, verb)
        piece = context.content(*_clause(verb, subject))
        if mention is None or piece is None:
            return None
        cue = (verb.idx, max(verb.idx + len(verb), word.idx + len(word)))
        return context.make(mention, subject, verb, "fact", [piece], cue=cue)

    def _word(self, verb: Token) -> Token | None:
        """The verb of an act, or what carries the attitude of a copula: "is against", "are opposed to"."""
        attitudes = self._cues.fact_attitudes
        if verb.lemma_.lower() in self._cues.fact_verbs or (_passive(verb) and verb.lower_ in attitudes):
            return verb
        if verb.lemma_ not in _COPULAS:
            return None
        for child in (t for t in verb.children if t.i > verb.i):
            if child.dep_ in ("acomp", "attr", "advcl", "prep") and _in(child, attitudes):
                return child
            if child.dep_ == "prep":
                inner = next((t for t in child.children if t.dep_ == "pobj" and _in(t, attitudes)), None)
                if inner is not None:
                    return inner
        return None

    def _somebody(self, subject: Token) -> bool:
        """Whether a noun can act: a name, people or a body, a pronoun for one."""
        noun = subject.head.head if subject.lower_ in _RELATIVE and subject.head.dep_ == "relcl" else subject
        if noun.pos_ == "PRON":
            return noun.lower_ in ("he", "she", "they", "it")
        if noun.ent_type_ in _NOBODY:
            return False
        if noun.pos_ == "PROPN" or noun.ent_type_ in _SOMEBODY or self._roles.is_role(noun.lemma_):
            return True
        return noun.lemma_.lower() in self._cues.fact_groups


def _in(token: Token, words: frozenset[str]) -> bool:
    return token.lemma_.lower() in words or token.lower_ in words


def _subject(verb: Token, attitude: bool) -> Token | None:
    """Who acts; of "is opposed to" the one who is, of "was invited" nobody who is named.

    The act of "A is among the states that have joined" is A's.
    """
    if attitude and _passive(verb):
        return next((t for t in verb.children if t.dep_ == "nsubjpass"), None)
    subject = subject_of(verb)
    if subject is None or subject.lower_ not in _RELATIVE or verb.dep_ != "relcl":
        return subject
    noun = verb.head
    while noun.dep_ in ("pobj", "prep"):
        noun = noun.head
    copula = noun.head if noun.dep_ == "attr" else noun
    if copula.lemma_ not in _COPULAS or negated(copula):
        return subject
    return subject_of(copula) or subject


def _asserted(verb: Token) -> bool:
    """Whether a clause is told as done: neither speculative, conditional, nor what somebody else says or thinks."""
    clause = verb
    while True:
        for child in clause.children:
            if child.dep_ == "aux" and child.i < clause.i and child.lower_ in _SPECULATIVE:
                return False
            if child.dep_ in ("mark", "advmod") and clause.dep_ == "advcl" and child.lower_ in _UNREAL:
                return False
        beside = _beside(clause)
        if clause.dep_ in _TOLD and not beside:
            return False
        if clause.dep_ == "ROOT" or beside:
            return not clause.sent.text.rstrip("\"”’' ").endswith("?")
        clause = clause.head


def _beside(clause: Token) -> bool:
    """Whether a clause stands beside the one that the parser hangs it on, parted from it by a colon or dash."""
    first, last = clause.left_edge, clause.right_edge
    if first.i > first.sent.start and first.nbor(-1).text in _PARTING:
        return True
    return last.i < clause.head.i and last.nbor().text in _PARTING


def _clause(verb: Token, subject: Token) -> tuple[int, int]:
    """The tokens [first, stop) of a clause with its subject, without the clauses of other subjects joined to it."""
    own = subject.i < verb.i and (subject.head.i == verb.i or verb.dep_ == "relcl")
    first = subject.left_edge.i if own else verb.left_edge.i
    stop = verb.right_edge.i + 1
    complete = any(t.dep_ in ("dobj", "prep", "xcomp", "acomp", "attr", "prt") for t in verb.children)
    for child in verb.children:
        own = any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in child.children)
        if child.dep_ in ("conj", "parataxis", "advcl") and child.i > verb.i and own and complete:
            stop = min(stop, _before_joint(child))
    return (subject.i if subject.lower_ in _RELATIVE else first), stop


def _before_joint(clause: Token) -> int:
    """The token before a coordinated clause, without its conjunction and comma."""
    edge = clause.left_edge.i
    while edge > 0 and (clause.doc[edge - 1].dep_ == "cc" or clause.doc[edge - 1].is_punct):
        edge -= 1
    return edge


def _finite(verb: Token) -> bool:
    return verb.tag_ not in ("VBG", "VB", "VBN") or any(t.dep_ in ("aux", "auxpass") for t in verb.children)


def _passive(verb: Token) -> bool:
    return any(t.dep_ == "auxpass" for t in verb.children)


def _within(place: int, spans: Sequence[Span]) -> bool:
    return any(start <= place < end for start, end in spans)
