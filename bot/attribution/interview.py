"""Interviews: questions, and between them the answers of the one who is interviewed, without his name."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.attribution.context import Attribution
from bot.attribution.people import People
from bot.attribution.speech import Paragraph
from bot.grammar.labels import ANSWER, answers_by_label, questions
from bot.grammar.words import GRAMMAR, Span
from embeddings.text import Block

QUESTIONS = 2
"""How many questions make an interview."""

_OPENING = re.compile(rf"{ANSWER.pattern}|[ –—―-]*")


def after_questions(raw: str, blocks: Sequence[Block], body: Sequence[Block]) -> set[int]:
    """The numbers of the body blocks that come right after a question, which may stand there as a heading."""
    number = {block.start: n for n, block in enumerate(body)}
    shown = [block for block in blocks if block.kind != "chrome"]
    asked = (block for before, block in pairwise(shown) if questions(raw[before.start : before.end]))
    return {number[block.start] for block in asked if block.start in number}


def answers(paragraphs: Sequence[Paragraph], asked: set[int], people: People) -> None:
    """Give the answers of an interview to the one person named before its questions; in place."""
    replies = {n for n in asked if not questions(paragraphs[n].doc.text)}
    if len(replies) < QUESTIONS:
        return
    named = [m for m in people.mentions if m.paragraph < min(replies) and m.person.given]
    if not named or any(m.person is not named[0].person for m in named):
        return  # nobody, or more than one, is named in full before the first question
    who = named[0]
    words = people.docs[who.paragraph][who.start : who.end]
    name = words.start_char, words.end_char
    answering = False
    for number, paragraph in enumerate(paragraphs):
        asking = questions(paragraph.doc.text)
        answering = not asking and (number in replies or answering) and _own_words(paragraph)
        if answering:
            spans = tuple(quote.span for quote in paragraph.quotes) if paragraph.bare else (_whole(paragraph),)
            head, at = who.end - 1, who.paragraph
            paragraph.found = [Attribution(name, head, name, "answer", "transcript", spans, source=at)]


def _own_words(paragraph: Paragraph) -> bool:
    """Whether a paragraph is quotation alone, or its author speaks in it of himself, and nobody else is quoted.

    One that is labelled as an answer is, whomever it quotes.
    """
    if answers_by_label(paragraph.doc.text):
        return True
    speakers = [paragraph.doc[a.head].lower_ for a in paragraph.found if a.structure != "fact" and a.head >= 0]
    if any(word not in GRAMMAR.myself for word in speakers):
        return False
    return paragraph.bare or any(token.lower_ in GRAMMAR.myself for token in paragraph.doc)


def _whole(paragraph: Paragraph) -> Span:
    text = paragraph.doc.text
    opening = _OPENING.match(text)
    return opening.end() if opening else 0, len(text.rstrip())
