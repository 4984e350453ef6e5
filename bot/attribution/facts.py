"""Reported facts: an actor as the subject of an action or attitude, without anybody being quoted for it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from bot.attribution.context import Attribution, Context
from bot.attribution.cues import Cues
from bot.attribution.phrases import hypothetical, question, subject_of
from bot.attribution.quotes import Quote

_CLAUSES = ("ROOT", "conj", "ccomp", "advcl", "parataxis", "relcl", "dep")
_SOMEBODY = ("GPE", "ORG", "NORP", "PERSON", "LOC", "FAC")
_RELATIVE = ("who", "which", "that")
_SPECULATIVE = ("should", "could", "may", "might", "must", "can")
"""What somebody may or ought to do he does not do."""


def find_facts(doc: Doc, quotes: Sequence[Quote], cues: Cues, known: Sequence[Attribution]) -> list[Attribution]:
    """The reported facts of one paragraph, clear of what is attributed in it already."""
    context = Context(doc, quotes, cues)
    taken = [span for a in known for span in (*a.pieces, a.cue)]
    facts: list[Attribution] = []
    for token in doc:
        if context.outside(token) and not any(s <= token.idx < e for s, e in taken):
            for fact in _fact(context, token):
                within = any(s <= fact.cue[0] < e for s, e in taken)
                before = any(s <= fact.cue[0] < e for other in facts for s, e in other.pieces)
                if not within and (not before or _own_subject(token)):
                    facts.append(fact)
    return facts


def _fact(context: Context, verb: Token) -> Iterator[Attribution]:
    if (
        verb.pos_ not in ("VERB", "AUX")
        or verb.dep_ not in _CLAUSES
        or (verb.dep_ != "ROOT" and verb.tag_ in ("VBG", "VB") and not _finite(verb))
    ):
        return
    subject = subject_of(verb)
    if subject is None and any(t.dep_ == "auxpass" for t in verb.children):
        subject = next((t for t in verb.children if t.dep_ == "nsubjpass"), None)
    if subject is None or question(verb, subject) or hypothetical(verb) or not _somebody(context, subject):
        return
    if any(t.dep_ == "aux" and t.lower_ in _SPECULATIVE for t in verb.children):
        return
    attitude = _attitude(context, verb)
    if attitude is None and verb.lemma_.lower() not in context.cues.fact:
        return
    mention = context.mention(subject, verb)
    if mention is None:
        return
    last = verb.right_edge.i + 1
    first = min(subject.left_edge.i, verb.i) if subject.i < verb.i and _near(subject, verb) else verb.left_edge.i
    if subject.lower_ in _RELATIVE:
        first = subject.i
    shared = not any(t.dep_ in ("dobj", "prep", "xcomp", "ccomp", "acomp", "attr", "prt") for t in verb.children)
    for child in verb.children:
        if child.dep_ in ("conj", "parataxis", "advcl") and child.i > verb.i and _own_subject(child) and not shared:
            last = min(last, _before_joint(child))
    piece = context.content(first, last)
    cue = (verb.idx, (attitude or verb).idx + len(attitude or verb))
    if piece is not None and cue[0] < cue[1]:
        yield context.make(mention, subject, verb, "fact", [piece], cue=cue)


def _attitude(context: Context, verb: Token) -> Token | None:
    """The word that carries the attitude of a copula: "is against", "is in favour of", "are opposed to"."""
    if verb.lemma_ not in ("be", "remain", "come", "stay", "stand"):
        return None
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "prep" and child.lower_ in context.cues.attitude:
            return child
        if child.dep_ == "prep" and any(t.lemma_.lower() in context.cues.attitude for t in child.children):
            return next(t for t in child.children if t.lemma_.lower() in context.cues.attitude)
        if child.dep_ in ("acomp", "attr", "advcl") and child.lemma_.lower() in context.cues.attitude:
            return child
        if child.dep_ == "prt" and child.lower_ == "up":
            return child
        if child.dep_ == "attr" or (child.dep_ == "prep" and child.lower_ == "among"):
            inner = next(
                (t for t in child.subtree if t.dep_ == "relcl" and t.lemma_.lower() in context.cues.fact), None
            )
            if inner is not None:
                return inner
    return None


def _somebody(context: Context, subject: Token) -> bool:
    """Whether a noun can take a position: a name, a group or body with a name in it, a pronoun for one."""
    if subject.pos_ == "PRON":
        plain = not any(t.dep_ in ("auxpass", "expl", "acomp") for t in subject.head.children)
        return subject.lower_ in ("he", "she", "they", *_RELATIVE) or (subject.lower_ == "it" and plain)
    if subject.pos_ == "PROPN" or subject.ent_type_ in _SOMEBODY:
        return True
    named = any(t.pos_ == "PROPN" or t.ent_type_ in _SOMEBODY for t in subject.subtree)
    return named or subject.lemma_.lower() in context.cues.groups or subject.tag_ == "CD"


def _finite(verb: Token) -> bool:
    return any(t.dep_ in ("aux", "auxpass") for t in verb.children)


def _near(subject: Token, verb: Token) -> bool:
    return subject.head.i == verb.i


def _own_subject(clause: Token) -> bool:
    return any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in clause.children)


def _before_joint(clause: Token) -> int:
    """The token before a coordinated clause, without its conjunction and comma."""
    edge = clause.left_edge.i
    while edge > 0 and (clause.doc[edge - 1].dep_ in ("cc", "punct") or clause.doc[edge - 1].is_punct):
        edge -= 1
    return edge


def carried(doc: Doc, known: Sequence[Attribution], quotes: Sequence[Quote]) -> list[Attribution]:
    """The last sentence of a paragraph that goes on in indirect speech: "X noted that A. However, B must ..."."""
    sentences = list(doc.sents)
    found = []
    for before, sentence in pairwise(sentences):
        span = (sentence.start_char, sentence.end_char)
        if any(_touches(a, span) for a in known) or sentence.text.rstrip().endswith("?"):
            continue
        if any(q.start < span[1] and q.end > span[0] for q in quotes if q.end - q.start > 40):
            continue
        here = [a for a in known if a.structure in ("clause", "according", "parenthetical", "opinion")]
        last = [a for a in here if before.start_char <= a.cue[0] < before.end_char]
        modal = any(t.tag_ == "MD" and t.lower_ in ("must", "should") for t in sentence)
        if last and modal and sentence.end == len(doc):
            one = last[-1]
            end = span[0] + len(sentence.text.rstrip())
            found.append(Attribution(one.mention, one.head, one.cue, one.lemma, "carried", ((span[0], end),)))
    return found


def _touches(a: Attribution, span: tuple[int, int]) -> bool:
    spans = (*a.pieces, a.cue)
    return any(s < span[1] and e > span[0] for s, e in spans)
