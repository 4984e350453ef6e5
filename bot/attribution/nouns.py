"""Attributions without a saying verb: "according to X", "in X's view", "X's claim that", "X is sure that"."""

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from bot.attribution.context import Attribution, Context, Pieces
from bot.attribution.verbs import words_amid
from bot.grammar.clauses import clause_of_noun, infinitive, interrupted, opened_by, passive, told_before, with_verb
from bot.grammar.moods import question, supposed
from bot.grammar.phrases import mention_span
from bot.grammar.subjects import owner_of, subject_of
from bot.grammar.words import GRAMMAR, behind, child_of, word_of


def by_noun(context: Context, token: Token) -> Iterator[Attribution]:
    """What is attributed by a noun, an adjective or "according to"."""
    if token.lower_ == "according":
        found = [_according(context, token)]
    elif token.pos_ == "NOUN":
        found = [_opinion(context, token), _claim(context, token)]
    else:
        state = token.dep_ in ("acomp", "conj", "oprd") or passive(token)
        found = [_state_of_mind(context, token)] if state else []
    yield from filter(None, found)


def _according(context: Context, token: Token) -> Attribution | None:
    doc, sentence = context.doc, token.sent
    to = word_of(token, "to")
    noun = child_of(to, "pobj")
    if to is None or noun is None:
        return None
    start, end = mention_span(noun, after=to.i)
    stop = context.last_token(end) + 1
    comma = next((t.i for t in doc[to.i : stop] if t.text == ","), stop)
    if token.i <= sentence.start + 1 and comma < stop < sentence.end and doc[stop].text != ",":
        # Of "According to X, the plan ..." the parser takes the next noun for X's title.
        stop, end = comma, doc[comma - 1].idx + len(doc[comma - 1])
    pieces = _around(context, interrupted(token), token.i, stop)
    # What a body tells at first of somebody else's words it relays; a person would be its witness.
    structure = "relayed" if token.i <= sentence.start + 1 and noun.ent_type_ == "ORG" else "according"
    return context.make((start, end), noun, token, structure, pieces, cue=(token.idx, to.idx + 2))


def _around(context: Context, sentence: TokenSpan, left: int, right: int) -> Pieces:
    """The words of a sentence, which a capital begins, but for tokens [left, right): with a verb or of one clause."""
    doc, end = context.doc, sentence.end
    start = left if doc[left].is_title else sentence.start
    before = context.content(start, left) if with_verb((*doc[right:end][1:2], *doc[start:left])) else None
    return [before, context.content(right, end) if with_verb(doc[right:end]) else None]


def _opinion(context: Context, noun: Token) -> Attribution | None:
    """The words around "in his opinion" and "from Moscow's point of view"."""
    preposition = noun.head
    if noun.lemma_.lower() not in context.cues.noun_opinion or preposition.lower_ not in ("in", "from"):
        return None
    of = child_of(noun, "prep")
    owner = child_of(noun, "poss") or (child_of(of, "pobj") if of is not None and of.lower_ == "of" else None)
    if owner is None:
        return None
    pieces = _around(context, noun.sent, preposition.i, preposition.right_edge.i + 1)
    span, cue = mention_span(owner, after=preposition.i), (preposition.idx, noun.idx + len(noun))
    return context.make(span, owner, noun, "opinion", pieces, cue=cue)


def _claim(context: Context, noun: Token) -> Attribution | None:
    lemma, cues = noun.lemma_.lower(), context.cues
    clause = clause_of_noun(noun)
    if clause is None:
        return None
    known = opened_by(clause, "that") and lemma in cues.noun_clause
    held = known or (infinitive(clause) and lemma in cues.noun_infinitive)
    return _held(context, owner_of(noun, cues.noun_uttering), noun, noun, clause) if held else None


def _held(context: Context, owner: Token | None, verb: Token, word: Token, clause: Token) -> Attribution | None:
    """The clause that somebody's noun or adjective ``word`` governs."""
    if owner is None or not context.outside(owner):
        return None
    piece = context.content(clause.left_edge.i, clause.right_edge.i + 1)
    structure, cue = "noun" if verb is word else "adjective", (verb.idx, word.idx + len(word))
    return context.make(context.mention(owner, verb), owner, verb, structure, [piece], cue=cue)


def _state_of_mind(context: Context, adjective: Token) -> Attribution | None:
    # Of "is convinced that A" the parser makes a passive.
    verb = adjective if passive(adjective) else adjective.head
    # "Is adamant that A": the parser hangs the clause on either.
    clause = behind(adjective, "ccomp", "xcomp") or behind(verb, "ccomp") or told_before(verb)
    if clause is None or (verb != adjective and verb.lemma_ not in GRAMMAR.seeming):
        return None
    cues = context.cues.adjective_infinitive if infinitive(clause) else context.cues.adjective_clause
    subject = child_of(verb, "nsubjpass") if verb == adjective else subject_of(verb)
    if cues.isdisjoint((adjective.lemma_.lower(), adjective.lower_)) or subject is None or subject.lower_ == "it":
        return None
    if question(verb, subject) or supposed(verb):
        return None
    if clause.i < verb.i:
        # "A, X is convinced".
        mention, pieces = context.mention(subject, verb), words_amid(context, verb, subject)
        return context.make(mention, subject, adjective, "parenthetical", pieces)
    return _held(context, subject, verb, adjective, clause)
