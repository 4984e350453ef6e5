"""The issue that words are about: named in them, or taken up from what stands before them.

A sentence seldom says again what the one before it, or its article, was about: it goes on with "it" and "this idea",
or with a noun that alone would not tell the issue ("these soldiers", "long-term commitments").
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from spacy.tokens import Span, Token

from bot.grammar.clauses import in_passing
from bot.grammar.phrases import child as child_of
from bot.grammar.words import GRAMMAR, lemma_of
from bot.positions.issues import OTHER
from bot.positions.page import Page
from bot.positions.spoken import Words
from bot.positions.topics import Thing

BACK = 1
"""Sentences looked back for what is taken up."""
_STANDING = ("nsubj", "nsubjpass", "dobj", "attr", "pobj")
"""What a thing is in its sentence that the next one may take up."""

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
            standing = [t for t in standing if not _of_its_sentence(t)]
        near = [t for t in sentence if (where is not page or t.i < first) and _may_be_meant(t)]
        before = {issue: [t for t in things if t.token in near] for issue, things in where.things.items()}
        chosen = where.about(before)
        if chosen and standing:
            issue, found = chosen[0]
            return [(issue, [replace(found[-1], token=token, pronoun=True) for token in standing])]
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


def _of_its_sentence(word: Token) -> bool:
    """Whether a word takes up what its own sentence told: "..., calling it wrong", "B stalls, and it is wrong"."""
    clause = word.head
    if clause.tag_ == "VBG" and clause.dep_ == "advcl":
        return True
    told = clause.head.pos_ in ("VERB", "AUX") and child_of(clause.head, "nsubj", "nsubjpass") is not None
    return clause.dep_ == "conj" and told and word.dep_ in ("nsubj", "nsubjpass")


def _may_be_meant(thing: Token) -> bool:
    """Whether a pronoun behind it may stand for it: not for the talks of "asked B to come for talks"."""
    purpose = thing.dep_ == "pobj" and thing.head.lower_ == "for" and thing.head.head.pos_ == "VERB"
    return thing.dep_ in _STANDING and not purpose and lemma_of(thing.head) not in GRAMMAR.attending
