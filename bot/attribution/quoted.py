"""The cue and the speaker of a quotation: right after it, or right before it."""

from collections.abc import Iterator
from itertools import takewhile

from spacy.tokens import Token

from bot.attribution.context import Attribution, Context
from bot.grammar.phrases import child, hyphened, subject_of, supposed

REACH = 25
"""How many tokens away from a quotation its cue verb may stand."""

_NOUNS = ("NOUN", "PROPN", "PRON")
_ENDS = ".!?;"


def quotations(context: Context) -> Iterator[Attribution]:
    """The attributions of the quotations that have their cue next to them."""
    for number, quote in enumerate(context.quotes):
        cue = _after(context, number) or _before(context, number)
        if cue is None or cue[0].i in context.used:
            continue
        verb, subject = cue
        if supposed(verb):
            continue
        context.used.add(verb.i)
        span = context.mention(subject, verb)
        if span is not None:
            yield context.make(span, subject, verb, "quotation", [(quote.start, quote.end)])


def _behind(context: Context, start: int) -> list[Token]:
    """The tokens from ``start`` on outside of quotations, up to the sentence's end, a colon or ``REACH`` tokens."""
    tokens: list[Token] = []
    for token in takewhile(context.outside, context.doc[start : start + REACH]):
        tokens.append(token)
        if token.text in _ENDS or token.text == ":":
            break
    return tokens


def _ahead(context: Context, last: int) -> list[Token]:
    """The tokens from ``last`` back outside of quotations, down to the sentence's start or ``REACH`` tokens."""
    tokens: list[Token] = []
    for token in takewhile(context.outside, reversed(context.doc[: last + 1][-REACH:])):
        if token.text in _ENDS and token.nbor().text != ":":
            break
        tokens.append(token)
    return tokens


def _after(context: Context, number: int) -> tuple[Token, Token] | None:
    quote, text = context.quotes[number], context.doc.text
    inner = text[quote.start : quote.end].rstrip("\"”»’' ")
    rest = text[quote.end :].lstrip()
    if inner[-1:] not in tuple(",?!—–…-.") and not (quote.led or rest.startswith((",", "—"))):
        return None
    if not context.long[number] and text[: quote.start].rstrip(" —–")[-1:] not in ("", *'.!?:”"'):
        return None
    frame = _behind(context, context.last_token(quote.end) + 1)
    while frame and (frame[0].is_punct or frame[0].is_space):
        if frame[0].text in (".", "!", "?"):
            return None
        frame = frame[1:]
    if not frame or (inner[-1:] == "." and frame[0].is_title and not rest[:1].islower()):
        return None
    for token in frame:
        if token.lower_ == "according":
            return None
        if context.speaks(token) or _uttered(context, token, number):
            return _with_subject(context, token, frame)
    return None


def _uttered(context: Context, verb: Token, number: int) -> bool:
    """Whether a verb of any kind tells how a quotation is spoken, which is its clause: "“It is not,” X fumed"."""
    spoken = any(t.dep_ == "ccomp" and context.inside[t.i] == number for t in verb.children)
    return verb.pos_ == "VERB" and spoken and child(verb, "dobj") is None and child(verb, "nsubj") is not None


def _before(context: Context, number: int) -> tuple[Token, Token] | None:
    quote, text = context.quotes[number], context.doc.text
    tail = text[: quote.start].rstrip(' "“—–―')[-1:]
    frame = _ahead(context, context.last_token(quote.start))
    nearest = next((t for t in frame if not t.is_punct and not t.is_space), None)
    verb = next((t for t in frame if context.speaks(t) or (tail == ":" and _introduces(t))), None)
    if verb is None:
        return None
    words = text[quote.start : quote.end]
    # The sentence may run on after a quotation that does not end one.
    goes_on = words.rstrip("\"”»’' ")[-1:] not in ",.?!…" and text[quote.end :].lstrip()[:1].isalpha()
    upper = words.lstrip("\"“‘'«")[:1].isupper() and not goes_on
    fits = tail == ":" or ((tail == "," or verb == nearest) and upper)
    return _with_subject(context, verb, frame[::-1]) if fits else None


def _introduces(verb: Token) -> bool:
    """Whether a verb may stand before a colon and a quotation: any but "be", and that of a person: "X was blunt:"."""
    subject = subject_of(verb) if verb.pos_ == "AUX" else None
    return verb.pos_ == "VERB" or (subject is not None and subject.ent_type_ == "PERSON")


def _with_subject(context: Context, verb: Token, frame: list[Token]) -> tuple[Token, Token] | None:
    """A verb and who speaks: its subject, else the noun right behind it, else the first before it."""
    # "..., the report said, quoting a sailor": the words are the sailor's.
    quoting = next((t for t in verb.children if t.lower_ == "quoting"), None)
    subject = (child(quoting, "dobj") if quoting is not None else None) or subject_of(verb)
    if subject is not None and context.outside(subject):
        return verb, subject
    behind = [t for t in context.doc[verb.i + 1 : verb.i + 1 + REACH] if context.outside(t)]
    near = bool(behind) and behind[0].i == verb.i + 1 and (behind[0].is_title or behind[0].pos_ in (*_NOUNS, "DET"))
    before = [t for t in frame if t.i < verb.i]
    noun = next((t for t in (*(behind if near else ()), *before) if t.pos_ in _NOUNS and not hyphened(t)), None)
    while noun is not None and noun.dep_ in ("compound", "poss", "nmod", "amod") and noun.head.i > noun.i:
        noun = noun.head
    return (verb, noun) if noun is not None else None
