"""Words of a parse: lemmas, what hangs on a word or stands behind it, the small words by construction."""

import re
from collections.abc import Container, Iterator
from pathlib import Path

from spacy.tokens import Doc, Token

from bot.wordlists import NamedLists, word_lists

DATA = Path(__file__).parent / "data" / "words.toml"

GRAMMAR = NamedLists({key.partition(".")[2]: words for key, words in word_lists(DATA).items()})
"""Lemmas, or words in lower case, each list named as in ``words.toml``, which says its construction."""
_ENDINGS = tuple(pair.split("-") for pair in GRAMMAR.endings)
NOUN_ENDINGS = tuple(pair.split("-") for pair in GRAMMAR.noun_endings)
"""What nouns are made with, and what stood there before: "al", "e" of "refusal"."""
Span = tuple[int, int]
"""A place in a text: from which character, up to which."""
SUBJECT = ("nsubj", "csubj")
CLAUSE = ("ccomp", "xcomp", "pcomp", "acl", "relcl", "advcl")
VERBAL = ("VERB", "AUX")
FINITE = ("VBD", "VBZ", "VBP")
"""Tags of the finite forms of a verb, modals aside."""


def normal(lemma: str) -> str:
    """A lemma in lower case and British spelling ("favor", "criticize")."""
    lower = lemma.lower().replace("izing", "ising").replace("ization", "isation")
    lower = lower[:-3] + "ise" if lower.endswith("ize") and len(lower) > len("seize") else lower
    return lower[:-2] + "our" if lower in ("favor", "endeavor") else lower.replace("skeptic", "sceptic")


def lemma_of(token: Token | None) -> str:
    """A token's lemma, normal; "" of none."""
    # The parser makes "well" of "better".
    return "" if token is None else "good" if token.lower_ == "better" else normal(token.lemma_)


def forms(word: str) -> Iterator[str]:
    """A word and the verbs that it may be a form of or be made from: "withdrawal", "reduction", "closure"."""
    yield word
    if word.endswith("s"):
        # "Closures" as "closure".
        yield from forms(word.removesuffix("s"))
    for particle in ("down", "back"):
        # "Shutdown", "cutback".
        if word.endswith(particle) and len(word) > len(particle) + 2:
            yield word.removesuffix(particle)
    for ending, before in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield stem + before
            if stem[-1] == stem[-2]:
                yield stem[:-1]


def child_of(word: Token | None, *relations: str) -> Token | None:
    """The first child in one of these relations; nothing has none."""
    return next((t for t in word.children if t.dep_ in relations), None) if word is not None else None


def behind(word: Token | None, *relations: str) -> Token | None:
    """The first child in one of these relations that stands behind the word; nothing has none."""
    return next((t for t in word.rights if t.dep_ in relations), None) if word is not None else None


def word_of(head: Token, *words: str) -> Token | None:
    """The first child that is one of these words in lower case: the "no" of "no talks"."""
    return next((t for t in head.children if t.lower_ in words), None)


def tokens_in(doc: Doc, *spans: Span) -> frozenset[int]:
    """The tokens that character spans touch, by index."""
    return frozenset(t.i for start, end in spans for t in doc.char_span(start, end, alignment_mode="expand") or ())


def hyphened(word: Token) -> bool:
    """Whether a word is the first part of one with a hyphen, which the parser takes for three words."""
    return word.i + 1 < len(word.doc) and not word.whitespace_ and word.nbor().text == "-"


def followed(word: Token, by: Container[str]) -> bool:
    """Whether one of some words in lower case stands right behind a word."""
    return word.i + 1 < len(word.doc) and word.nbor().lower_ in by


def word_before(word: Token) -> str:
    """The word right before one, in lower case; "" of the first."""
    return word.nbor(-1).lower_ if word.i else ""


def first_word(words: str) -> str:
    """The first of some words, in lower case."""
    return re.split(r"\W+", words.strip().lower(), maxsplit=1)[0]
