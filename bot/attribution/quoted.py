"""The cue and the speaker of a quotation: right after it, or right before it."""

from collections.abc import Iterator
from itertools import dropwhile, takewhile

from spacy.tokens import Token

from bot.attribution.context import Attribution, Context
from bot.grammar.moods import supposed
from bot.grammar.subjects import subject_of
from bot.grammar.verbs import introduces
from bot.grammar.words import child_of, hyphened, word_of

REACH = 25
"""How many tokens away from a quotation its cue verb may stand."""

_NOUNS = ("NOUN", "PROPN", "PRON")
_ENDS = ".!?;"


def quotations(context: Context) -> Iterator[Attribution]:
    """The attributions of the quotations that have their cue next to them."""
    for number, quote in enumerate(context.quotes):
        cue = _after(context, number) or _before(context, number)
        if cue is None or cue[0].i in context.used or supposed(cue[0]):
            continue
        verb, subject = cue
        context.used.add(verb.i)
        found = context.make(context.mention(subject, verb), subject, verb, "quotation", [quote.span])
        if found is not None:
            yield found


def _behind(context: Context, start: int) -> list[Token]:
    """The tokens from ``start`` on outside of quotations, up to the sentence's end, a colon or ``REACH`` tokens."""
    tokens = [*takewhile(context.outside, context.doc[start : start + REACH])]
    end = next((place for place, t in enumerate(tokens, 1) if t.text in _ENDS or t.text == ":"), None)
    return tokens[:end]


def _ahead(context: Context, last: int) -> list[Token]:
    """The tokens from ``last`` back outside of quotations, down to the sentence's start or ``REACH`` tokens."""
    tokens = takewhile(context.outside, reversed(context.doc[: last + 1][-REACH:]))
    return [*takewhile(lambda t: t.text not in _ENDS or t.nbor().text == ":", tokens)]


def _after(context: Context, number: int) -> tuple[Token, Token] | None:
    quote, text = context.quotes[number], context.doc.text
    inner = text[quote.start : quote.end].rstrip("\"”»’' ")
    rest = text[quote.end :].lstrip()
    if inner[-1:] not in tuple(",?!—–…-.") and not (quote.led or rest.startswith((",", "—"))):
        return None
    if not context.long[number] and text[: quote.start].rstrip(" —–")[-1:] not in ("", *'.!?:”"'):
        return None
    words = _behind(context, context.last_token(quote.end) + 1)
    frame = [*dropwhile(lambda t: t.text not in (".", "!", "?") and (t.is_punct or t.is_space), words)]
    if not frame or frame[0].is_punct or (inner[-1:] == "." and frame[0].is_title and not rest[:1].islower()):
        return None
    cues = (t for t in frame if t.lower_ == "according" or context.speaks(t) or _uttered(context, t, number))
    cue = next(cues, None)
    return _with_subject(context, cue, frame) if cue is not None and cue.lower_ != "according" else None


def _uttered(context: Context, verb: Token, number: int) -> bool:
    """Whether a verb of any kind tells how a quotation is spoken, which is its clause: "“It is not,” X fumed"."""
    spoken = any(t.dep_ == "ccomp" and context.inside[t.i] == number for t in verb.children)
    return verb.pos_ == "VERB" and spoken and child_of(verb, "dobj") is None and child_of(verb, "nsubj") is not None


def _before(context: Context, number: int) -> tuple[Token, Token] | None:
    quote, text = context.quotes[number], context.doc.text
    tail = text[: quote.start].rstrip(' "“—–―')[-1:]
    frame = _ahead(context, context.last_token(quote.start))
    nearest = next((t for t in frame if not t.is_punct and not t.is_space), None)
    verb = next((t for t in frame if context.speaks(t) or (tail == ":" and introduces(t))), None)
    if verb is None:
        return None
    words = text[quote.start : quote.end]
    # The sentence may run on after a quotation that does not end one.
    goes_on = words.rstrip("\"”»’' ")[-1:] not in ",.?!…" and text[quote.end :].lstrip()[:1].isalpha()
    upper = words.lstrip("\"“‘'«")[:1].isupper() and not goes_on
    fits = tail == ":" or ((tail == "," or verb == nearest) and upper)
    return _with_subject(context, verb, frame[::-1]) if fits else None


def _with_subject(context: Context, verb: Token, frame: list[Token]) -> tuple[Token, Token] | None:
    """A verb and who speaks: its subject, else the noun right behind it, else the first before it."""
    # "..., the report said, quoting a sailor": the words are the sailor's.
    subject = child_of(word_of(verb, "quoting"), "dobj") or subject_of(verb)
    if subject is not None and context.outside(subject):
        return verb, subject
    behind = [t for t in context.doc[verb.i + 1 : verb.i + 1 + REACH] if context.outside(t)]
    near = bool(behind) and behind[0].i == verb.i + 1 and (behind[0].is_title or behind[0].pos_ in (*_NOUNS, "DET"))
    before = [t for t in frame if t.i < verb.i]
    noun = next((t for t in (*(behind if near else ()), *before) if t.pos_ in _NOUNS and not hyphened(t)), None)
    while noun is not None and noun.dep_ in ("compound", "poss", "nmod", "amod") and noun.head.i > noun.i:
        noun = noun.head
    return (verb, noun) if noun is not None else None
