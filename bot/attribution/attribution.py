"""Attributions of one parsed paragraph: speaker mention, cue and content, by grammar and quotation marks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from bot.attribution.context import Attribution, Context, Span
from bot.attribution.cues import Cues
from bot.attribution.nouns import by_noun
from bot.attribution.quoted import quotations
from bot.attribution.quotes import Quote
from bot.attribution.verbs import by_verb, taken_in


def find_attributions(doc: Doc, quotes: Sequence[Quote], cues: Cues) -> list[Attribution]:
    """All attributions of one paragraph in reading order; the outermost where one lies inside another's content."""
    context = Context(doc, quotes, cues)
    found = list(quotations(context))
    for token in doc:
        found += _by_token(context, token)
    return outermost(_continued(context, found))


def _by_token(context: Context, token: Token) -> Iterator[Attribution]:
    if not context.outside(token):
        return
    if token.pos_ not in ("VERB", "AUX") or token.lower_ == "according":
        yield from by_noun(context, token)
        return
    if token.i in context.used:
        return
    attribution = by_verb(context, token)
    beside = taken_in(context, token)
    if attribution is not None and beside is not None:
        outer = by_verb(context, beside)
        if outer is not None:
            attribution = replace(attribution, mention=outer.mention, head=outer.head)
    if attribution is not None:
        yield attribution


def _continued(context: Context, found: list[Attribution]) -> list[Attribution]:
    """A quotation without a cue of its own goes on from the one attributed before it in the paragraph."""
    result = list(found)
    for number, quote in enumerate(context.quotes):
        span = (quote.start, quote.end)
        if not (context.long[number] or _whole(context, number)) or any(
            _overlap(p, span) for a in result for p in a.pieces
        ):
            continue
        earlier = [(place, a) for place, a in enumerate(result) if a.pieces[0][0] < quote.start]
        if not earlier:
            continue
        place, attribution = max(earlier, key=lambda item: item[1].pieces[-1][1])
        if attribution.structure == "quotation" and max(attribution.cue[1], attribution.mention[1]) <= quote.start:
            result[place] = replace(attribution, pieces=(*attribution.pieces, span))
    return result


def _whole(context: Context, number: int) -> bool:
    """Whether a short quotation is a sentence by itself."""
    text, quote = context.doc.text, context.quotes[number]
    inner = text[quote.start : quote.end].strip("\"“”«»'‘’ ")
    return inner[:1].isupper() and inner[-1:] in ".!?" and text[: quote.start].rstrip(" -–—―")[-1:] in ".!?"


def outermost(found: list[Attribution]) -> list[Attribution]:
    """Without those whose cue lies in the content of another; in reading order.

    Who only passes on what somebody said ("X said that A, according to a newspaper") leaves it to that one.
    """
    found = [one for one in found if not _passes_on(one, found)]
    kept = [
        one
        for one in found
        if not any(
            other is not one
            and other.cue != one.cue
            and any(a <= one.cue[0] and one.cue[1] <= b for a, b in other.pieces)
            and one.pieces != other.pieces
            for other in found
        )
    ]
    return sorted(kept, key=lambda a: (a.pieces[0][0], a.cue))


_UNSAID = ("noun", "opinion", "preposition", "object")
"""What is held without a word said of it: who passes on "X voted for it" is its speaker."""


def _passes_on(one: Attribution, found: list[Attribution]) -> bool:
    if one.structure not in ("according", "parenthetical"):
        return False
    start, end = one.pieces[0]
    inner = [a for a in found if a is not one and start <= a.cue[0] and a.cue[1] <= end <= one.cue[0]]
    return any(
        a.structure == "quotation"
        or (start <= min(a.mention[0], a.pieces[0][0]) <= start + 1 and a.structure not in _UNSAID)
        for a in inner
    )


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
