"""The issue that words are about: named in them, or taken up from what stands before them.

A sentence seldom says again what the one before it, or its article, was about: it goes on with "it" and "this idea",
or with a noun that alone would not tell the issue ("these soldiers", "long-term commitments").
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from spacy.tokens import Span

from bot.grammar.conditions import in_passing
from bot.grammar.pronouns import _STANDING, may_be_taken_up, of_its_sentence
from bot.positions.issues import OTHER
from bot.positions.page import Page
from bot.positions.spoken import Words
from bot.positions.topics import Thing

BACK = 1
"""Sentences looked back for what is taken up."""

Found = list[tuple[str, list[Thing]]]
"""Issues, best first, each with the words that name it."""


def issues_of(words: Words, page: Page) -> Found:
    """The issues that a piece of a statement is about, each with its own words in it."""
    inside = {i: [t for t in words.within(found) if not in_passing(t.token)] for i, found in page.things.items()}
    return page.about(inside) or _meant(words, page) or _taken_up(words, page, inside) or [(OTHER, [])]


def _meant(words: Words, page: Page) -> Found:
    """The issue that a pronoun stands for, named in its sentence or the one before.

    Over the end of a paragraph only a noun takes up what stands there: "this initiative".
    """
    standing = words.stand_ins()
    if not standing:
        return []
    named = {issue: found for issue, things in page.things.items() if (found := words.spoken_of(things))}
    if named:
        return page.about(named)[:1]
    first = min(words.content)
    for where, sentence in islice(_back(words, page), BACK + 1):
        if where is not page:
            standing = [t for t in standing if t.pos_ == "NOUN"]
        if first not in range(sentence.start, sentence.end) or where is not page:
            standing = [t for t in standing if not of_its_sentence(t)]
        near = [t for t in sentence if (where is not page or t.i < first) and may_be_taken_up(t)]
        before = {issue: [t for t in things if t.token in near] for issue, things in where.things.items()}
        chosen = where.about(before)
        if chosen and standing:
            issue, found = chosen[0]
            return [(issue, [found[-1].at(token) for token in standing])]
    return []


def _taken_up(words: Words, page: Page, inside: Mapping[str, list[Thing]]) -> Found:
    """The issue of which words only give a hint, and which the sentence before names, or the article's lead."""
    standing = ((issue, [t for t in found if t.token.dep_ in _STANDING]) for issue, found in inside.items())
    hints = {issue: found for issue, found in standing if found}
    for where, sentence in islice(_back(words, page), 1, BACK + 1):
        for issue, _ in where.about({issue: _named(where, sentence, issue) for issue in hints})[:1]:
            return [(issue, hints[issue])]
    return next(([(issue, hints[issue])] for issue in page.subjects if issue in hints), [])


def _named(page: Page, sentence: Span, issue: str) -> list[Thing]:
    """The cues of an issue in a sentence that is about them."""
    cues = (t for t in page.things.get(issue, ()) if t.cue and t.token in sentence)
    return [t for t in cues if not in_passing(t.token)]


def _back(words: Words, page: Page) -> Iterator[tuple[Page, Span]]:
    """The sentence in which the words begin and those before it, the nearest first, each with its page."""
    first = min(words.content)
    yield from ((page, s) for s in reversed(list(words.doc.sents)) if s.start <= first)
    if page.before is not None:
        yield from ((page.before, s) for s in reversed(list(page.before.parse.doc.sents)))
