"""Noun phrases: their bounds, their chief noun, and what determines it."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from bot.grammar.quotes import Quote
from bot.grammar.words import GRAMMAR, SUBJECT, Span, child_of, lemma_of

LONGEST_MENTION = 12
"""A mention longer than this many words is cut back to its head noun phrase."""

_NO_PART = ("relcl", "acl", "advcl", "ccomp", "parataxis", "case", "punct", "cc")
"""What hangs on a noun without being part of its name."""

_MODIFYING = ("amod", "npadvmod", "punct", "compound")


def mention_span(head: Token, after: int | None = None, before: int | None = None) -> Span:
    """The noun phrase of ``head`` as a character span: with titles, conjuncts and appositions, without clauses.

    ``after``/``before`` are token indices that it may not reach.
    """
    doc = head.doc
    first, stop = (0 if after is None else after + 1), (len(doc) if before is None else before)
    low, high = _phrase(head, keep_apposition=True, inverted=after is not None)
    if sum(not t.is_punct for t in doc[low : high + 1]) > LONGEST_MENTION:
        low, high = _phrase(head, keep_apposition=False, inverted=after is not None)
    low, high = min(max(low, first), head.i), max(min(high, stop - 1), head.i)
    low = next((t.i for t in doc[low : head.i] if not _loose(t, "cc", "mark", "advmod", "preconj")), head.i)
    while doc[high].is_punct:
        high -= 1
    # Two capitalised words with nothing between them are one name, whatever the parser makes of them.
    # "In Oslo Berg said": a place behind a preposition is none of it.
    while low > first and _named(doc[low - 1]) and doc[low].pos_ in ("PROPN", "NOUN") and doc[low - 1].dep_ != "pobj":
        low -= 1
    while high + 1 < stop and _named(doc[high + 1]):
        high += 1
    words = doc[low : high + 1].text
    for opening, closing in ('""', "“”", "()"):
        left_open = words.count(opening) - words.count(closing) if opening != closing else words.count(opening) % 2
        if left_open > 0:
            high = next((t.i for t in doc[high + 1 : high + 6] if t.text == closing), high)
    return doc[low].idx, doc[high].idx + len(doc[high])


def _loose(token: Token, *relations: str) -> bool:
    return token.is_punct or token.is_space or token.dep_ in relations


def _named(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME")


def _phrase(head: Token, keep_apposition: bool, inverted: bool = False) -> tuple[int, int]:
    """The first and the last token of a noun phrase; ``inverted`` where it follows its verb: "said X in Oslo"."""
    low = high = head.i
    every = not GRAMMAR.every.isdisjoint(t.lower_ for t in (head, *head.lefts))
    all_but = every and any(t.dep_ == "cc" and t.lower_ in GRAMMAR.excepting for t in head.children)
    for part in head.children:
        apposed = part.dep_ == "appos" and not keep_apposition
        apart = inverted and part.dep_ == "prep" and head.pos_ == "PROPN" and part.lower_ not in ("of", "for")
        apart = apart and not (part.ent_type_ and part.ent_type_ == head.ent_type_)
        excepted = part.i > head.i and (part.lower_ in GRAMMAR.excepting or (all_but and part.dep_ == "conj"))
        if part.dep_ not in _NO_PART and not apposed and not apart and not excepted:
            first, last = _phrase(part, keep_apposition)
            low, high = min(low, first), max(high, last)
    return low, high


def trimmed(doc: Doc, first: int, stop: int, quotes: Sequence[Quote]) -> Span | None:
    """The character span of tokens [first, stop) without loose punctuation at its ends; a quotation keeps its marks.

    None where no word is left.
    """
    opens, closes = {quote.start for quote in quotes}, {quote.end for quote in quotes}
    words = doc[first:stop]
    left = next((t for t in words if not _loose(t) or t.idx in opens or t.text in "([$"), None)
    right = next((t for t in reversed(words) if not _loose(t) or _end(t) in closes or t.text in ")]%"), None)
    if left is None or right is None or right.i < left.i:
        return None
    start, end = left.idx, _end(right)
    for quote in quotes:
        if quote.start < end <= quote.end and start <= quote.start + 1:
            end = quote.end
        if quote.start < start < quote.end <= end and start - quote.start <= 2:
            start = quote.start
    return (start, end) if any(c.isalnum() for c in doc.text[start:end]) else None


def _end(token: Token) -> int:
    return token.idx + len(token)


def named_owner(noun: Token, trace: list[Token]) -> Token | None:
    """Whose a noun of attitude is by "of" or "by" and a name, or "among": "the plan of European countries to A"."""
    preps = [t for t in noun.children if t.lower_ in ("of", "by", "among") and t not in trace]
    behind = (t for prep in preps for t in prep.children if t not in trace)
    return next((t for t in behind if _owns(t)), None)


def _owns(noun: Token) -> bool:
    named = noun.pos_ == "PROPN" or any(t.ent_type_ == "NORP" for t in noun.children)
    return named or noun.head.lower_ == "among"


def coordinated(token: Token) -> list[Token]:
    """A noun and those that are joined to it by "and", in reading order."""
    return sorted((token, *token.conjuncts))


def words_of(joined: Sequence[Token]) -> str:
    """The words from the noun phrase of the first of some nouns in reading order up to the last."""
    return joined[0].doc[joined[0].left_edge.i : joined[-1].i + 1].text


def noun_phrase_of(token: Token) -> str:
    """The noun phrase of a token without clauses after it."""
    doc = token.doc
    last = token.i
    for child in token.children:
        if child.dep_ == "prep" and child.i == last + 1 and child.lower_ in ("of", "in"):
            last = child.right_edge.i if child.right_edge.i - child.i < 6 else last
    return doc[token.left_edge.i : last + 1].text


def whichever(noun: Token | None) -> bool:
    """Whether any thing of its kind is meant, should one come: "any A must be B"."""
    return lemma_of(child_of(noun, "det")) == "any"


def one_of_many(noun: Token) -> bool:
    """Whether it is "a way", and not the way, a good way or no way."""
    article = child_of(noun, "det")
    some = article is not None and article.lower_ in ("a", "an") and child_of(noun, "amod") is None
    return some and lemma_of(noun) in GRAMMAR.singled


def chief_of(span: TokenSpan) -> Token:
    """The noun of a hit that stands highest in the parse, or that it describes ("coal-fired stations")."""
    nouns = [t for t in span if t.pos_ in ("NOUN", "PROPN")]
    if all(t.dep_ in _MODIFYING for t in span):
        noun = span.root
        while noun.dep_ in ("amod", "npadvmod"):
            noun = noun.head
        if noun.pos_ in ("NOUN", "PROPN") and noun not in span:
            return noun
    # Of "Russia should have no veto" the veto: its "no" is what is said of it.
    aside = {t for t in nouns if t.dep_ in SUBJECT and t.head in span}
    pool = [t for t in nouns if t not in aside and t.head not in aside] or nouns or list(span)
    return next((t for t in pool if t.head not in pool or t.head == t), pool[0])


def abstract(noun: Token | None) -> bool:
    """Whether a noun names what nobody can be, and what may demand something: "lasting security"."""
    return noun is not None and lemma_of(noun) in GRAMMAR.abstract


def singled_out(noun: Token) -> bool:
    """Whether a noun is the one that counts: "the only way out", "the best guarantee", "the first step"."""
    the = any(t.lower_ == "the" for t in noun.lefts)
    one = any(t.lower_ in GRAMMAR.singling or (t.lower_ == "one" and t.dep_ == "nummod") for t in noun.lefts)
    return the and one and lemma_of(noun) in GRAMMAR.remedies
