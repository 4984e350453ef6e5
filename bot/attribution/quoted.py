"""The cue and the speaker of a quotation: right after it, or right before it."""

from collections.abc import Iterator

from spacy.tokens import Token

from bot.attribution.context import Attribution, Context
from bot.attribution.phrases import subject_of
from bot.attribution.quotes import Quote

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
        context.used.add(verb.i)
        span = context.mention(subject, verb)
        if span is not None:
            yield context.make(span, subject, verb, "quotation", [(quote.start, quote.end)])


def _frame(context: Context, start: int, step: int) -> list[Token]:
    """Tokens from ``start`` outside of quotations, up to the sentence's end or ``REACH`` tokens."""
    tokens: list[Token] = []
    position = start
    while 0 <= position < len(context.doc) and len(tokens) < REACH:
        token = context.doc[position]
        if not context.outside(token):
            break
        if step < 0 and token.text in _ENDS and not (token.text == "." and _colon_next(token)):
            break
        tokens.append(token)
        if step > 0 and token.text in (*_ENDS, ":"):
            break
        position += step
    return tokens


def _colon_next(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().text == ":"


def _after(context: Context, number: int) -> tuple[Token, Token] | None:
    quote, text = context.quotes[number], context.doc.text
    last = context.last_token(quote.end)
    inner = text[quote.start : quote.end].rstrip("\"”»’' ")
    rest = text[quote.end :].lstrip()
    if not inner or last + 1 >= len(context.doc):
        return None
    if inner[-1] not in ",?!—–…-." and not (quote.led or rest.startswith((",", "—"))):
        return None
    if not context.long[number] and text[: quote.start].rstrip(" —–")[-1:] not in ("", *'.!?:”"'):
        return None
    frame = _frame(context, last + 1, 1)
    while frame and (frame[0].is_punct or frame[0].is_space):
        if frame[0].text in (".", "!", "?"):
            return None
        frame = frame[1:]
    if not frame or (inner[-1] == "." and frame[0].is_title and not rest[:1].islower()):
        return None
    for token in frame:
        if token.lower_ == "according":
            return None
        first = token is frame[0] and token.pos_ == "VERB" and token.lemma_.lower() in context.cues.speaking
        if context.speaks(token) or first:
            subject = _subject(context, token, frame)
            return (token, subject) if subject is not None else None
    return None


def _before(context: Context, number: int) -> tuple[Token, Token] | None:
    quote, text = context.quotes[number], context.doc.text
    first = next((t for t in context.doc if t.idx >= quote.start), None)
    before = text[: quote.start].rstrip(' "“—–―')
    if first is None or first.i == 0 or not before:
        return None
    frame = _frame(context, first.i - 1, -1)
    nearest = next((t for t in frame if not t.is_punct and not t.is_space), None)
    tail = before[-1]
    for token in frame:
        if not context.speaks(token) and not (tail == ":" and token.pos_ == "VERB"):
            continue
        upper = text[quote.start : quote.end].lstrip("\"“‘'«")[:1].isupper()
        if (tail not in ":," and nearest is not token) or (tail != ":" and (not upper or _goes_on(context, quote))):
            return None
        subject = _subject(context, token, frame[::-1])
        return (token, subject) if subject is not None else None
    return None


def _goes_on(context: Context, quote: Quote) -> bool:
    """Whether the sentence runs on after a quotation that does not end one."""
    text = context.doc.text
    inner = text[quote.start : quote.end].rstrip("\"”»’' ")
    return inner[-1:] not in ",.?!…" and text[quote.end :].lstrip()[:1].isalpha()


def _subject(context: Context, verb: Token, frame: list[Token]) -> Token | None:
    quoting = next((t for t in verb.children if t.lower_ == "quoting" and t.dep_ == "advcl"), verb)
    # "..., the report said, quoting a sailor": the words are the sailor's.
    subject = next((t for t in quoting.children if t.dep_ == "dobj"), None) if quoting is not verb else None
    subject = subject or subject_of(verb)
    if subject is not None and context.outside(subject):
        return subject
    following = [t for t in context.doc[verb.i + 1 : verb.i + 1 + REACH] if context.outside(t)]
    noun = None
    if (
        following
        and following[0].i == verb.i + 1
        and (following[0].is_title or following[0].pos_ in (*_NOUNS, "DET"))
    ):
        noun = next((t for t in following if t.pos_ in _NOUNS), None)
    if noun is None:
        noun = next((t for t in frame if t.i < verb.i and t.pos_ in _NOUNS), None)
    while noun is not None and noun.dep_ in ("compound", "poss", "nmod", "amod") and noun.head.i > noun.i:
        noun = noun.head
    return noun
