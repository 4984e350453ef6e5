"""Speech that paragraphs share: quotations that run on, transcripts, a quotation and a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc

from bot.attribution.context import Attribution, Context
from bot.grammar.cues import Cues
from bot.grammar.labels import LABEL, SIGNED, questions
from bot.grammar.quotes import Quote, only_quotes
from bot.grammar.subjects import subject_of
from embeddings.text import Block

HEADLINE = 30
"""A line of more tokens than these is no headline."""


@dataclass(slots=True)
class Paragraph:
    """One block of an article, parsed, with its quotations and the attributions found.

    Offsets count from the block's start, so that ``block.start + token.idx`` is a place in the raw text.
    """

    block: Block
    doc: Doc
    quotes: Sequence[Quote]
    found: list[Attribution]

    @property
    def bare(self) -> bool:
        """Whether it is nothing but quotation."""
        return only_quotes(self.doc.text, self.quotes)


def transcript(match: re.Match[str]) -> Attribution:
    """The attribution of one paragraph of a transcript."""
    end, colon = match.end("name"), match.end("name") + 1
    spoken = match.end(), len(match.string.rstrip())
    return Attribution(match.span("name"), -1, (end, colon), ":", "transcript", (spoken,))


def headed(text: str, doc: Doc) -> list[Attribution]:
    """A line that opens with a name of two words or more and a colon: "Anna Berg: Levy is fair"."""
    match = LABEL.match(text)
    if match is None or " " not in match["name"] or len(doc) > HEADLINE:
        return []
    name = doc.char_span(*match.span("name"), alignment_mode="expand")
    return [replace(transcript(match), head=name[-1].i, structure="label")] if name is not None else []


def signed(text: str, quotes: Sequence[Quote]) -> Attribution | None:
    """A paragraph that is a quotation and a name after a dash."""
    if len(quotes) != 1 or text[: quotes[0].start].strip(" —–―"):
        return None
    match = SIGNED.match(text, quotes[0].end)
    if match is None:
        return None
    return Attribution(match.span("name"), -1, match.span("mark"), "—", "signed", (quotes[0].span,))


def introduced(paragraphs: Sequence[Paragraph], cues: Cues) -> None:
    """Give a paragraph of nothing but quotation to whom the one before names: "The minister, X, said:"; in place."""
    for number, (before, paragraph) in enumerate(pairwise(paragraphs)):
        if paragraph.found or not paragraph.bare or not before.doc.text.rstrip().endswith(":"):
            continue
        context, verb = Context(before.doc, before.quotes, cues), list(before.doc.sents)[-1].root
        subject = subject_of(verb) if context.speaks(verb) else None
        if subject is None:
            continue
        words = [quote.span for quote in paragraph.quotes]
        made = context.make(context.mention(subject, verb), subject, verb, "quotation", words)
        if made is not None:
            before.found = [one for one in before.found if one.cue != made.cue]
            paragraph.found.append(replace(made, source=number))


def run_on(paragraphs: Sequence[Paragraph]) -> None:
    """Let quotations go on in later paragraphs; in place.

    A paragraph that is nothing but quotation goes on from the quotation attributed last, in the paragraph before;
    where words without marks were attributed there, it gets an attribution to the same speaker. A question in
    between changes nothing.
    """
    last: tuple[int, int] | None = None
    for number, paragraph in enumerate(paragraphs):
        spoken = [place for place, a in enumerate(paragraph.found) if a.structure != "fact"]
        if not spoken and questions(paragraph.doc.text) and last is not None:
            continue
        if spoken or last is None or not paragraph.bare:
            last = (number, spoken[-1]) if spoken and _ends_with(paragraph, spoken[-1]) else None
            continue
        at, place = last
        before = paragraphs[at].found[place]
        pieces = tuple(quote.span for quote in paragraph.quotes)
        if before.structure in ("quotation", "signed"):
            later = (*before.later, *((number, piece) for piece in pieces))
            paragraphs[at].found[place] = replace(before, later=later)
        else:
            source = at if before.source is None else before.source
            further = replace(before, structure="quotation", pieces=pieces, negated=False, source=source)
            paragraph.found.append(further)
            last = (number, len(paragraph.found) - 1)


def _ends_with(paragraph: Paragraph, place: int) -> bool:
    """Whether a paragraph ends with an attribution of speech: quoted, or in its last sentence."""
    a = paragraph.found[place]
    if a.structure in ("quotation", "signed"):
        return bool(paragraph.quotes)
    last = list(paragraph.doc.sents)[-1]
    return a.structure in ("clause", "parenthetical", "colon") and a.cue[0] >= last.start_char
