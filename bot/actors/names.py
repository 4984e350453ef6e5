"""Names as words: folded for comparison, with where they stand."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:\.[^\W\d_](?![^\W_]))*")
_WHOLE_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "đ": "d", "’": "'"})
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: ``text[start:end]`` and its form without case and accents."""

    text: str
    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, accents off, letters that have no decomposition spelt out."""
    plain = unicodedata.normalize(
        "NFKD", text.replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L")
    )
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().replace("ı", "i").replace("ß", "ss")


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; "U.S." is one, a hyphen or an apostrophe divides."""
    for match in _WORD.finditer(text):
        yield Word(match.group(), fold(match.group()), match.start(), match.end())


def slug(name: str) -> str:
    """The id of an English name ("Tigran Meloyan" to "tigran-meloyan")."""
    return _NOT_SLUG.sub("-", fold(name)).strip("-") or "unnamed"


SHORT_NAME = 4
"""Aliases of up to so many capitals (US, UN, NATO) are only met in capitals: "us" is not the US."""
ORGANISATION = frozenset(("institute", "university", "center", "centre", "agency", "council", "group", "foundation"))
BEFORE_A_SURNAME = frozenset(
    ("mr", "mrs", "ms", "dr", "sir", "and", "but", "the", "for", "with", "while", "when", "then", "as", "if", "that")
)
AWAY = (" to", " in", " with", " between", " against", " on", " over", " toward", " towards", " at")
_ARTICLES = frozenset(
    (
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "some",
        "many",
        "several",
        "such",
        "other",
        "both",
        "all",
        "no",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
    )
)
_CONJUNCTIONS = (
    ", as well as ",
    " as well as ",
    " along with ",
    " together with ",
    ", and ",
    " and ",
    " & ",
    " nor ",
)


def behind_articles(tokens: list[Word]) -> list[Word]:
    """The words without an article or pronoun that begins the sentence in a capital."""
    return tokens[1:] if tokens and tokens[0].folded in _ARTICLES else tokens


def phrases(texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Each text as its folded words."""
    return frozenset(tuple(word.folded for word in words(text)) for text in texts)


def longest_at(tokens: list[str], at: int, phrases: frozenset[tuple[str, ...]]) -> int:
    """How many words of a phrase stand at ``at``, a plural counting as its singular; 0 for none."""
    for length in range(min(4, len(tokens) - at), 0, -1):
        piece = tuple(tokens[at : at + length])
        if piece in phrases or (*piece[:-1], piece[-1].removesuffix("s")) in phrases:
            return length
    return 0


def prefix_rank(key: tuple[str, ...], start: tuple[str, ...]) -> int | None:
    """How well a name fits what was typed of it: 0 best, None not at all."""
    for at in range(len(key) - len(start) + 1):
        window = key[at : at + len(start)]
        if window[:-1] == start[:-1] and window[-1].startswith(start[-1]):
            return (0 if window == start else 1) + (0 if at == 0 else 2)
    return None


def case_fits(name: tuple[str, ...], tokens: list[Word]) -> bool:
    """Whether words have the capitals of a name: "us" is not the US, "turkey" not the state."""
    for wanted, token in zip(name, tokens, strict=True):
        if wanted.isupper() and len(wanted) <= SHORT_NAME and not token.text.isupper():
            return False
        if wanted[:1].isupper() and not token.text[:1].isupper():
            return False
    return True


def cut_including(name: str) -> tuple[str, bool, str]:
    """A group, whether members of it are named, and those members."""
    for word in (" including ", " such as ", " among them "):
        head, found, members = name.partition(word)
        if found:
            return head.rstrip(" ,"), True, members.replace("those from ", "").replace("those of ", "")
    return name, False, ""


def conjuncts(name: str) -> list[str]:
    """The parts of a list of names."""
    text = name
    for word in _CONJUNCTIONS:
        text = text.replace(word, "\0")
    parts = [part.strip(" ,") for piece in text.split("\0") for part in piece.split(", ")]
    return [part.removeprefix("both ").removeprefix("its ").removeprefix("their ") for part in parts if part]


def split_titles(name: str, is_title: Callable[[str], bool]) -> tuple[str, str]:
    """The bare name and the title words before it."""
    tokens = list(words(name))
    cut = 0
    for at, token in enumerate(tokens[:-1]):
        if is_title(token.folded) or not token.text[:1].isupper():
            cut = at + 1
    if cut == 0 or cut >= len(tokens):
        return name.strip(), ""
    return name[tokens[cut].start :].strip(), name[: tokens[cut].start].strip()
