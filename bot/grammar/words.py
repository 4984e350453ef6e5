"""Words: the small ones of English by construction, which ship with the code; lemmas, and what is made from them."""

from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Token

from bot.wordlists import NamedLists, word_lists

DATA = Path(__file__).parent / "data" / "words.toml"

GRAMMAR = NamedLists({key.partition(".")[2]: words for key, words in word_lists(DATA).items()})
"""Lemmas, or words in lower case, each list named as in ``words.toml``, which says its construction."""
_ENDINGS = tuple(pair.split("-") for pair in GRAMMAR.endings)


def normal(lemma: str) -> str:
    """A lemma in lower case and British spelling ("favor", "criticize")."""
    lower = lemma.lower().replace("izing", "ising").replace("ization", "isation")
    lower = lower[:-3] + "ise" if lower.endswith("ize") and len(lower) > len("seize") else lower
    return lower[:-2] + "our" if lower in ("favor", "endeavor") else lower.replace("skeptic", "sceptic")


def lemma_of(token: Token) -> str:
    """A token's lemma, normal."""
    # The parser makes "well" of "better".
    return "good" if token.lower_ == "better" else normal(token.lemma_)


def forms(word: str) -> Iterator[str]:
    """A word and the verbs that it may be a form of or be made from: "withdrawal", "reduction", "closure"."""
    yield word
    if word.endswith("s"):
        # "Closures" as "closure".
        yield from forms(word.removesuffix("s"))
    for ending, before in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield stem + before
            if stem[-1] == stem[-2]:
                yield stem[:-1]
