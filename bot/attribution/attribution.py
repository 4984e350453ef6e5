"""Attributions of one parsed paragraph: speaker mention, cue and content, by grammar and quotation marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from bot.attribution.context import Attribution, Context, within
from bot.attribution.nouns import by_noun
from bot.attribution.quoted import quotations
from bot.attribution.verbs import by_verb
from bot.grammar.clauses import passive, taken_in
from bot.grammar.cues import Cues
from bot.grammar.quotes import Quote
from bot.wordlists import Words

_SAID = ("clause", "parenthetical")
"""How words without quotation marks are attributed that a quotation may go on from."""


def find_attributions(doc: Doc, quotes: Sequence[Quote], cues: Cues) -> list[Attribution]:
    """All attributions of one paragraph in reading order; the outermost where one lies inside another's content."""
    context = Context(doc, quotes, cues)
    found = list(quotations(context))
    for token in doc:
        found += _by_token(context, token)
    return outermost(_continued(context, found), cues.parenthetical)


def _by_token(context: Context, token: Token) -> Iterator[Attribution]:
    if not context.outside(token):
        return
    minded = token.dep_ == "acomp" or (passive(token) and token.lower_ in context.cues.adjective_clause)
    if token.pos_ not in ("VERB", "AUX") or token.lower_ == "according" or minded:
        yield from by_noun(context, token)
        return
    attribution = by_verb(context, token) if token.i not in context.used else None
    if attribution is not None:
        beside = taken_in(token, context.cues.speaking)
        outer = by_verb(context, beside) if beside is not None else None
        yield replace(attribution, mention=outer.mention, head=outer.head) if outer is not None else attribution


def _continued(context: Context, found: list[Attribution]) -> list[Attribution]:
    """A quotation without a cue of its own goes on from what is attributed before it in the paragraph.

    That is a quotation, or the words of the sentence right before it: "A, X said. “B.”"
    """
    result = list(found)
    for number, quote in enumerate(context.quotes):
        taken = any(quote.start in range(*piece) for a in result for piece in a.pieces)
        before = [place for place, a in enumerate(result) if a.pieces[0][0] < quote.start]
        opening = context.doc.text[: quote.start].rstrip(" -–—―")[-1:] in (".", "!", "?")
        if taken or not before or not (context.long[number] or opening):
            continue
        place = max(before, key=lambda place: result[place].pieces[-1][1])
        one = result[place]
        end = max(one.cue[1], one.mention[1], one.pieces[-1][1])
        if one.structure == "quotation" and max(one.cue[1], one.mention[1]) <= quote.start:
            result[place] = replace(one, pieces=(*one.pieces, quote.span))
        elif opening and one.structure in _SAID and not re.search(r"\w", context.doc.text[end : quote.start]):
            result.append(replace(one, structure="quotation", pieces=(quote.span,), negated=False))
    return result


def outermost(found: list[Attribution], saying: Words) -> list[Attribution]:
    """Without those whose cue lies in the content of another; in reading order.

    Who only passes on what somebody said ("according to a newspaper, X said that A") leaves it to that one; of "X is
    ready to A, Y said" Y is the speaker. ``saying`` are the verbs of words said.
    """
    found = [one for one in found if not _passes_on(one, found, saying)]
    kept = [one for one in found if not any(_inside(one, other) for other in found)]
    return sorted(kept, key=lambda a: (a.pieces, a.cue))


def _inside(one: Attribution, other: Attribution) -> bool:
    """Whether the cue of one attribution is among the words of another."""
    inside = any(within(one.cue, piece) for piece in other.pieces)
    return inside and other.cue != one.cue and other.pieces != one.pieces


def _passes_on(one: Attribution, found: list[Attribution], saying: Words) -> bool:
    if one.structure not in ("according", "relayed", "parenthetical"):
        return False
    start, end = piece = one.pieces[0]
    inner = [a for a in found if within(a.cue, piece) and (one.structure == "relayed" or one.cue[0] >= end)]
    opens = [a for a in inner if min(a.mention[0], a.pieces[0][0]) <= start + 1]
    return any(a.structure == "quotation" for a in inner) or any(a.lemma in saying for a in opens)
