"""Attributions without a saying verb: "according to X", "in X's view", "X's claim that", "X is sure that"."""

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from bot.attribution.context import Attribution, Context, Pieces
from bot.grammar.phrases import (
    behind,
    child,
    infinitive,
    mention_span,
    opened_by,
    question,
    subject_of,
    supposed,
    with_verb,
)

_ASIDE = 3
"""Tokens between the words that the parser gives to a clause and an aside in it, a dash or comma among them."""
_COPULAS = ("be", "remain", "seem", "feel", "become", "stay", "look")


def by_noun(context: Context, token: Token) -> Iterator[Attribution]:
    """What is attributed by a noun, an adjective or "according to"."""
    if token.lower_ == "according":
        yield from _according(context, token)
    elif token.pos_ == "NOUN":
        yield from _opinion(context, token)
        yield from _claim(context, token)
    elif token.pos_ == "ADJ" and token.dep_ in ("acomp", "conj", "oprd"):
        yield from _state_of_mind(context, token)


def _according(context: Context, token: Token) -> Iterator[Attribution]:
    doc, sentence = context.doc, token.sent
    to = next((t for t in token.children if t.lower_ == "to"), None)
    noun = child(to, "pobj") if to is not None else None
    if to is None or noun is None:
        return
    start, end = mention_span(noun, after=to.i)
    stop = context.last_token(end) + 1
    comma = next((t.i for t in doc[to.i : stop] if t.text == ","), stop)
    if token.i <= sentence.start + 1 and comma < stop < sentence.end and doc[stop].text != ",":
        # Of "According to X, the plan ..." the parser takes the next noun for X's title.
        stop, end = comma, doc[comma - 1].idx + len(doc[comma - 1])
    pieces = _around(context, _interrupted(token), token.i, stop)
    if pieces:
        # What a body tells at first of somebody else's words it relays; a person would be its witness.
        structure = "relayed" if token.i <= sentence.start + 1 and noun.ent_type_ == "ORG" else "according"
        yield context.make((start, end), noun, token, structure, pieces, cue=(token.idx, to.idx + 2))


def _interrupted(token: Token) -> TokenSpan:
    """The words that "- according to X -" stands amid: its sentence, from the relative clause on that it is in."""
    sentence = token.sent
    clauses = (t for t in sentence if t.dep_ == "relcl" and t.left_edge.i < token.i - 1)
    start = max((t.left_edge.i for t in clauses if t.right_edge.i >= token.i - _ASIDE), default=sentence.start)
    return sentence.doc[start : sentence.end]


def _around(context: Context, sentence: TokenSpan, left: int, right: int) -> Pieces:
    """The words of a sentence but for the tokens [left, right), where they have a verb or make one clause."""
    doc, start, end = context.doc, sentence.start, sentence.end
    split = with_verb(doc[right:end][1:2])
    before = context.content(start, left) if split or with_verb(doc[start:left]) else None
    after = context.content(right, end) if with_verb(doc[right:end]) else None
    return [piece for piece in (before, after) if piece is not None]


def _opinion(context: Context, noun: Token) -> Iterator[Attribution]:
    """The words around "in his opinion" and "from Moscow's point of view"."""
    preposition = noun.head
    if noun.lemma_.lower() not in context.cues.noun_opinion or preposition.lower_ not in ("in", "from"):
        return
    of = child(noun, "prep")
    owner = child(noun, "poss") or (child(of, "pobj") if of is not None and of.lower_ == "of" else None)
    pieces = _around(context, noun.sent, preposition.i, preposition.right_edge.i + 1)
    if owner is not None and pieces:
        span = mention_span(owner, after=preposition.i)
        cue = (preposition.idx, noun.idx + len(noun))
        yield context.make(span, owner, noun, "opinion", pieces, cue=cue)


def _claim(context: Context, noun: Token) -> Iterator[Attribution]:
    lemma, cues = noun.lemma_.lower(), context.cues
    clause = behind(noun, "acl", "ccomp", "relcl")
    if clause is None and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        # "X's position is that A".
        clause = behind(noun.head, "ccomp")
    if clause is None:
        return
    to = infinitive(clause)
    if (opened_by(clause, "that") and lemma in cues.noun_clause) or (to and lemma in cues.noun_infinitive):
        yield from _held(context, _owner(noun, cues.noun_uttering), noun, noun, clause)


def _held(context: Context, owner: Token | None, verb: Token, word: Token, clause: Token) -> Iterator[Attribution]:
    """The clause that somebody's noun or adjective ``word`` governs."""
    mention = context.mention(owner, verb) if owner is not None and context.outside(owner) else None
    piece = context.content(clause.left_edge.i, clause.right_edge.i + 1)
    if owner is not None and mention is not None and piece is not None:
        structure = "noun" if verb is word else "adjective"
        yield context.make(mention, owner, verb, structure, [piece], cue=(verb.idx, word.idx + len(word)))


def _owner(noun: Token, uttering: frozenset[str]) -> Token | None:
    owner = child(noun, "poss")
    if owner is not None:
        own = subject_of(noun.head) if owner.tag_ == "PRP$" and noun.dep_ == "dobj" else None
        return own or owner
    by = next((t for t in noun.children if t.dep_ == "prep" and t.lower_ in ("by", "of", "from")), None)
    if by is not None:
        return child(by, "pobj")
    return subject_of(noun.head) if noun.dep_ == "dobj" and noun.head.lemma_.lower() in uttering else None


def _state_of_mind(context: Context, adjective: Token) -> Iterator[Attribution]:
    verb, clause = adjective.head, behind(adjective, "ccomp", "xcomp")
    if clause is None or verb.lemma_ not in _COPULAS:
        return
    to = infinitive(clause)
    if adjective.lemma_.lower() not in (context.cues.adjective_infinitive if to else context.cues.adjective_clause):
        return
    subject = subject_of(verb)
    if subject is not None and not question(verb, subject) and not supposed(verb) and subject.lower_ != "it":
        yield from _held(context, subject, verb, adjective, clause)
