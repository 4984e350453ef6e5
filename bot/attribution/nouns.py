"""Attributions without a saying verb: "according to X", "in X's view", "X's claim that", "X is sure that"."""

from collections.abc import Iterator

from spacy.tokens import Token

from bot.attribution.context import Attribution, Context, Span
from bot.attribution.phrases import hypothetical, mention_span, question, subject_of

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
    doc = context.doc
    if token.i + 2 >= len(doc) or token.nbor().lower_ != "to":
        return
    to = token.nbor()
    noun = next((t for t in to.children if t.dep_ == "pobj"), None)
    if noun is None:
        noun = next((t for t in doc[to.i + 1 : to.i + 8] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if noun is None:
        return
    start, end = mention_span(noun, after=to.i)
    sentence = token.sent
    if token.i <= sentence.start + 1:
        end = _first_part(context, start, end, sentence.end)
    right = context.last_token(end) + 1
    pieces = _around(context, sentence.start, sentence.end, token.i, right)
    if pieces:
        yield context.make((start, end), noun, token, "according", pieces, cue=(token.idx, to.idx + 2))


def _first_part(context: Context, start: int, end: int, stop: int) -> int:
    """Where the mention of a leading "According to X, ..." ends: the parser may take the next noun for X's title."""
    doc = context.doc
    last = context.last_token(end)
    comma = next((t for t in doc if start <= t.idx < end and t.text == ","), None)
    if comma is None or (last + 1 < stop and doc[last + 1].text == ","):
        return end
    return doc[comma.i - 1].idx + len(doc[comma.i - 1])


def _around(context: Context, start: int, end: int, left: int, right: int) -> list[Span]:
    """The words of a sentence's tokens [start, end) but for the tokens [left, right)."""
    pieces = []
    for a, b in ((start, left), (right, end)):
        span = context.content(a, b)
        verbs = [t for t in context.doc[a:b] if t.pos_ in ("VERB", "AUX")]
        split = a == start and right < end and context.doc[min(right + 1, end - 1)].pos_ in ("VERB", "AUX")
        if span is not None and (verbs or split):
            pieces.append(span)
    return pieces


def _opinion(context: Context, noun: Token) -> Iterator[Attribution]:
    """The words around "in his opinion" and "from Moscow's point of view"."""
    preposition = noun.head
    if (
        noun.lemma_.lower() not in context.cues.noun_opinion
        or preposition.dep_ != "prep"
        or preposition.lower_ not in ("in", "from")
    ):
        return
    owner = next((t for t in noun.children if t.dep_ == "poss"), None)
    if owner is None:
        of = next((t for t in noun.children if t.dep_ == "prep" and t.lower_ == "of"), None)
        owner = next((t for t in of.children if t.dep_ == "pobj"), None) if of is not None else None
    if owner is None:
        return
    sentence, stop = noun.sent, preposition.right_edge.i + 1
    pieces = _around(context, sentence.start, sentence.end, preposition.i, stop)
    if pieces:
        span = mention_span(owner, after=preposition.i)
        cue = (preposition.idx, noun.idx + len(noun))
        yield context.make(span, owner, noun, "opinion", pieces, cue=cue)


def _claim(context: Context, noun: Token) -> Iterator[Attribution]:
    lemma = noun.lemma_.lower()
    clause = next((t for t in noun.children if t.dep_ in ("acl", "ccomp", "relcl") and t.i > noun.i), None)
    if clause is None:
        return
    that = any(t.dep_ == "mark" and t.lower_ == "that" for t in clause.children)
    to = any(t.dep_ == "aux" and t.lower_ == "to" for t in clause.children)
    cues = context.cues
    if not ((that and lemma in cues.noun_clause) or (to and lemma in cues.noun_infinitive)):
        return
    owner = _owner(noun, cues.noun_uttering)
    if owner is None or not context.outside(owner):
        return
    mention = context.mention(owner, noun)
    piece = context.content(clause.left_edge.i, clause.right_edge.i + 1)
    if mention is not None and piece is not None:
        yield context.make(mention, owner, noun, "noun", [piece])


def _owner(noun: Token, uttering: frozenset[str]) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            own = subject_of(noun.head) if child.tag_ == "PRP$" and noun.dep_ == "dobj" else None
            return own or child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "of", "from"):
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in uttering:
        return subject_of(noun.head)
    return None


def _state_of_mind(context: Context, adjective: Token) -> Iterator[Attribution]:
    lemma, verb = adjective.lemma_.lower(), adjective.head
    clause = next((t for t in adjective.children if t.dep_ in ("ccomp", "xcomp") and t.i > adjective.i), None)
    if clause is None or verb.lemma_ not in _COPULAS:
        return
    to = any(t.lower_ == "to" and t.dep_ == "aux" for t in clause.children)
    if lemma not in (context.cues.adjective_infinitive if to else context.cues.adjective_clause):
        return
    subject = subject_of(verb)
    if subject is None or not context.outside(subject) or question(verb, subject) or hypothetical(verb):
        return
    mention = context.mention(subject, verb)
    piece = context.content(clause.left_edge.i, clause.right_edge.i + 1)
    if mention is not None and piece is not None and subject.lower_ not in ("it", "that"):
        cue = (verb.idx, adjective.idx + len(adjective))
        yield context.make(mention, subject, verb, "adjective", [piece], cue=cue)
