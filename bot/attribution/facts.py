"""Reported facts: what an article tells in its own voice of an actor that is the grammatical subject.

"Norway sent soldiers", "Hungary is against it": an act or a standing attitude, asserted and not foreseen, asked,
imagined or told by somebody.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from bot.actors.roles import Roles
from bot.attribution.context import Attribution, Context
from bot.attribution.cues import Cues
from bot.grammar.phrases import COPULAS, asks, child, infinitive, negated, passive, question, said_of, subject_of
from bot.grammar.quotes import Quote

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
_UNSAID = ("object", "preposition")
"""What is held without a word said of it."""


class Facts:
    """Finds the reported facts of parsed paragraphs."""

    def __init__(self, cues: Cues, roles: Roles) -> None:
        self._cues = cues
        self._roles = roles

    def said(self, found: Sequence[Attribution]) -> list[Attribution]:
        """The attributions of one paragraph but for attitudes that the article tells of: "X opposes A"."""
        return [a for a in found if a.structure not in _UNSAID or a.lemma not in self._cues.fact_standing]

    def find(self, doc: Doc, quotes: Sequence[Quote], known: Sequence[Attribution]) -> list[Attribution]:
        """The reported facts of one paragraph, outside of its quotations and clear of what is attributed in it."""
        context = Context(doc, quotes, self._cues)
        taken = [span for a in known for span in (*a.pieces, a.cue)]
        verbs = (t for t in doc if t.pos_ in ("VERB", "AUX") and context.inside[t.i] < 0)
        free = (t for t in verbs if not any(start <= t.idx < end for start, end in taken))
        return [fact for verb in free if (fact := self._fact(context, verb)) is not None]

    def _fact(self, context: Context, verb: Token) -> Attribution | None:
        if not _asserted(verb):
            return None
        word = self._word(verb)
        subject = self._subject(verb)
        if word is None or subject is None or question(verb, subject) or not self._somebody(subject):
            return None
        mention = context.mention(subject, verb)
        if mention is None:
            return None
        cue = (verb.idx, max(verb.idx + len(verb), word.idx + len(word)))
        return context.make(mention, subject, verb, "fact", [context.content(*_clause(verb, subject))], cue=cue)

    def _word(self, verb: Token) -> Token | None:
        """The verb of an act, or what carries the attitude of a copula: "is against", "are opposed to"."""
        attitudes = self._cues.fact_attitudes
        if not self._cues.fact_verbs.isdisjoint((verb.lemma_.lower(), *_whole(verb))):
            return verb
        if verb.lemma_ not in COPULAS:
            return None
        behind = [t for t in verb.children if t.dep_ in ("acomp", "attr", "advcl", "prep")]
        words = [one for t in behind for one in (t, child(t, "pobj")) if one is not None]
        return next((t for t in words if not attitudes.isdisjoint((t.lemma_.lower(), t.lower_))), None)

    def _subject(self, verb: Token) -> Token | None:
        """Who acts; of "is opposed to" the one who is, of "was invited" nobody who is named.

        The act of "A is among the states that have joined" is A's.
        """
        if verb.lower_ in self._cues.fact_attitudes and passive(verb):
            return child(verb, "nsubjpass")
        subject = subject_of(verb)
        if subject is None or subject.lower_ not in _RELATIVE or verb.dep_ != "relcl":
            return subject
        same = said_of(verb.head)
        return same if same is not None and not negated(same.head) else subject

    def _somebody(self, subject: Token) -> bool:
        """Whether a noun can act: a name, people or a body, a pronoun for one."""
        noun = subject.head.head if subject.lower_ in _RELATIVE and subject.head.dep_ == "relcl" else subject
        if noun.pos_ == "PRON":
            return noun.lower_ in ("he", "she", "they", "it")
        if noun.ent_type_ in _NOBODY:
            return False
        named = noun.pos_ == "PROPN" or noun.ent_type_ in _SOMEBODY
        return named or self._roles.is_role(noun.lemma_) or noun.lemma_.lower() in self._cues.fact_groups


def _whole(verb: Token) -> tuple[str, str]:
    """A verb with its particle, and with particle and preposition: "come-up", "come-up-with"."""
    particle, prep = (t.lower_ if (t := child(verb, relation)) is not None else "" for relation in ("prt", "prep"))
    return f"{verb.lemma_.lower()}-{particle}", f"{verb.lemma_.lower()}-{particle}-{prep}"


def _asserted(verb: Token) -> bool:
    """Whether a clause is told as done: neither speculative, conditional, nor what somebody else says or thinks."""
    helped = child(verb, "aux", "auxpass") is not None
    finite = not infinitive(verb) and (helped or verb.tag_ not in ("VBG", "VB", "VBN"))
    if verb.dep_ != "ROOT" and (not finite or (verb.dep_ not in _CLAUSES and not _beside(verb))):
        return False
    for clause in (verb, *verb.ancestors):
        opening = ("mark", "advmod") if clause.dep_ == "advcl" else ()
        for word in clause.children:
            if word.lower_ in (_SPECULATIVE if word.dep_ == "aux" else _UNREAL if word.dep_ in opening else ()):
                return False
        if clause.dep_ == "ROOT" or _beside(clause):
            break
        if clause.dep_ in _TOLD:
            return False
    return not asks(verb.sent.text)


def _beside(clause: Token) -> bool:
    """Whether a clause stands beside the one that the parser hangs it on, parted from it by a colon or dash."""
    first, last = clause.left_edge, clause.right_edge
    if first.i > first.sent.start and first.nbor(-1).text in _PARTING:
        return True
    return last.i < clause.head.i and last.nbor().text in _PARTING


def _clause(verb: Token, subject: Token) -> tuple[int, int]:
    """The tokens [first, stop) of a clause with its subject, without the clauses of other subjects joined to it."""
    own = subject.i < verb.i and (subject.head.i == verb.i or verb.dep_ == "relcl")
    first = subject if subject.lower_ in _RELATIVE else subject.left_edge if own else verb.left_edge
    stop = verb.right_edge.i + 1
    for joint in verb.children:
        joined = joint.dep_ in ("conj", "parataxis", "advcl") and joint.i > verb.i
        if joined and child(joint, "nsubj", "nsubjpass", "expl") is not None:
            stop = min(stop, joint.left_edge.i)
            while verb.doc[stop - 1].dep_ == "cc" or verb.doc[stop - 1].is_punct:
                stop -= 1
    return first.i, stop
