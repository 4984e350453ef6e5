"""The things that the statements of a folder speak of: proposals for issues."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from bot.actors.registry import Registry
from bot.grammar.words import lemma_of

MOST = 10
"""Proposals at most."""
FEWEST = 2
"""Speakers and articles that a thing needs at least."""
EXAMPLES = 2
TELLING = 0.4
"""Share of the times a noun is met from which it is proposed with the words before it ("tram line" for "line")."""
_NO_THING = frozenset(
    ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "PERSON", "NORP", "GPE", "ORG")
)
_BEFORE = ("compound", "amod", "nmod")
_GENERAL = """
beginning billion case cent chance city cost country day decision dollar end euro fact help hour idea interest kind
life lot man matter member million moment money month move need number part people percent person place point pound
price problem question reason result side sort start step thing time town view way week woman word work world year
"""
"""Nouns that say too little to be an issue by themselves."""
_PEOPLE = ("words", "official", "analyst", "own", "documents", "nameless", "groups", "times", "apart")
"""Kinds of words that name who speaks rather than what is spoken of."""


@dataclass(slots=True)
class Term:
    """A noun by its lemma: the phrases that it heads, who speaks of it where, and what they say."""

    phrases: Counter[str] = field(default_factory=Counter)
    speakers: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A thing in dispute: its words, further phrases for it, in how many articles, and who says what of it."""

    words: str
    others: tuple[str, ...]
    articles: int
    examples: tuple[tuple[str, str], ...]


class Terms:
    """What is spoken of, gathered statement by statement."""

    def __init__(self, registry: Registry) -> None:
        """``registry`` tells which words are titles and bodies."""
        self._registry = registry
        self._terms: dict[str, Term] = {}

    def hear(self, words: Span, speaker: str, article: str, text: str) -> None:
        """Take note of what a statement, ``text`` in full, speaks of in ``words``."""
        for token in words:
            if not self._is_thing(token):
                continue
            term = self._terms.setdefault(lemma_of(token), Term())
            term.phrases.update(_phrases(token))
            term.speakers.add(speaker)
            term.articles.add(article)
            term.said.setdefault(speaker, text)

    def proposals(self, bodies: Collection[str] = ()) -> list[Proposal]:
        """What several speak of in several articles, most first; ``bodies`` are nouns that bodies are called by."""
        found = [
            (noun, term)
            for noun, term in self._terms.items()
            if min(len(term.speakers), len(term.articles)) >= FEWEST and noun not in bodies
        ]
        found.sort(key=lambda pair: (-len(pair[1].speakers) * len(pair[1].articles), pair[0]))
        return [_proposal(noun, term) for noun, term in found[:MOST]]

    def _is_thing(self, token: Token) -> bool:
        word = lemma_of(token)
        return (
            token.pos_ in ("NOUN", "PROPN")
            and token.dep_ not in ("compound", "poss")
            and token.ent_type_ not in _NO_THING
            and word.isalpha()
            and len(word) > 2
            and word not in _GENERAL.split()
            and not self._registry.is_kind(word, *_PEOPLE)
            and not self._registry.is_title_word(word)
        )


def _phrases(head: Token) -> Iterator[str]:
    """The noun alone, and with one and more of the words right before it: "line", "tram line"."""
    words = [lemma_of(head)]
    yield words[0]
    at = head.i - 1
    while at >= head.sent.start and len(words) < 3:
        token = head.doc[at]
        if token.dep_ not in _BEFORE or not token.is_alpha or token.ent_type_ in _NO_THING:
            return
        words.insert(0, token.lower_)
        yield " ".join(words)
        at -= 1


def _proposal(noun: str, term: Term) -> Proposal:
    times = term.phrases[noun]
    telling = [p for p, count in term.phrases.items() if " " in p and count >= max(2, times * TELLING)]
    words = max(telling, key=lambda p: (term.phrases[p], len(p)), default=noun)
    others = [p for p, count in term.phrases.most_common() if p != words and (count > 1 or p == noun)]
    examples = tuple(list(term.said.items())[:EXAMPLES])
    return Proposal(words, tuple(others[:3]), len(term.articles), examples)
