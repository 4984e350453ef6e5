"""Names as words: folded for comparison, with where they stand, and which of two name the same person."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from rapidfuzz import fuzz

from embeddings.letters import fold
from embeddings.spelling import sound

_WORD = re.compile(r"[^\W_]+(?:\.[^\W\d_](?![^\W_]))*")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"^(?:the|an?) ")
_CONJUNCTIONS = re.compile(r",? as well as |,? along with |,? together with |,? and | & | nor |, ")
_INCLUDING = re.compile(r",? (?:including|such as|among them) (?:those (?:from|of) )?")
_OURS = re.compile(r"(?:both|either|neither|its|their) ", re.IGNORECASE)
SHORT_NAME = 4
"""Aliases of up to so many capitals (US, UN, NATO) are only met in capitals: "us" is not the US."""
SAME_SURNAME = 85
"""rapidfuzz ratio from which two surnames are spellings of one (Grinkevich/Grynkewich 88 by their sounds)."""
SAME_GIVEN = 70
"""The same for given names (Sergei/Sergey 83)."""
SAME_IN_OFFICE = 55
"""The same for given names where office or article vouch for it (Vladimir/Volodymyr 59)."""
_DASHED = re.compile(r"\s[-–—]\s")


class Word(NamedTuple):
    """One word of a text: ``text[start:end]`` and its form without case and accents."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; "U.S." is one, a hyphen or an apostrophe divides."""
    for match in _WORD.finditer(text):
        word = match.group()
        yield Word(word, fold(word), match.start(), match.end())


class Text:
    """A text with its words, and what stands beside a word; ``phrase`` where it begins no sentence."""

    def __init__(self, text: str, phrase: bool = False) -> None:
        self.text = text
        self.phrase = phrase
        self.words = list(words(text))
        self.folded = [word.folded for word in self.words]

    def beside(self, at: int, step: int) -> int | None:
        """The place of the word before or after another with nothing but a space between, else None."""
        other = at + step
        if not 0 <= other < len(self.words):
            return None
        first, second = self.words[min(at, other)], self.words[max(at, other)]
        gap = self.text[first.end : second.start]
        return other if gap.isspace() or (gap in "'’" and second.folded == "s") else None

    def opens(self, at: int) -> bool:
        """Whether a word begins a sentence, a line or a quotation, where any word has a capital."""
        before = self.text[: self.words[at].start].rstrip(" ")
        return not (before or self.phrase) or before[-1:] in [*".!?:;\n\"“”‘'(—–-"]


def key_of(text: str) -> tuple[str, ...]:
    """A text as its folded words."""
    return tuple(map(fold, _WORD.findall(text)))


def spelled(text: str) -> tuple[str, ...]:
    """The words of a name as they are written, without "the"."""
    return tuple(word for word in _WORD.findall(text) if word not in ("the", "The"))


def slug(name: str) -> str:
    """The id of an English name ("Tigran Meloyan" to "tigran-meloyan")."""
    return _NOT_SLUG.sub("-", _ARTICLE.sub("", fold(name))).strip("-") or "unnamed"


T = TypeVar("T")


class Longest(Generic[T]):
    """Phrases with what they stand for, found in a text longest first."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, ...], T] = {}
        self._most: dict[str, int] = {}

    def add(self, key: tuple[str, ...], value: T) -> None:
        """Let the folded words of ``key`` stand for ``value``; the first claim of a key stays."""
        if key and key not in self._found:
            self._found[key] = value
            self._most[key[0]] = max(len(key), self._most.get(key[0], 0))

    def begins(self, folded: str) -> bool:
        """Whether a phrase begins with this word."""
        return folded in self._most

    def __getitem__(self, key: tuple[str, ...]) -> T:
        return self._found[key]

    def get(self, key: tuple[str, ...]) -> T | None:
        """What exactly these words stand for."""
        return self._found.get(key)

    def items(self) -> Iterable[tuple[tuple[str, ...], T]]:
        """Every phrase with its value, in the order of adding."""
        return self._found.items()

    def at(self, tokens: Sequence[str], at: int) -> Iterator[tuple[int, T]]:
        """The phrases that begin at ``tokens[at]``, longest first, each with its number of words."""
        for length in range(min(self._most.get(tokens[at], 0), len(tokens) - at), 0, -1):
            value = self._found.get(tuple(tokens[at : at + length]))
            if value is not None:
                yield length, value


def same_name(one: str, other: str, vouched: bool = False) -> bool:
    """Whether two full names are spellings of one person's; ``vouched`` where office or article agree as well."""
    first, second = key_of(one), key_of(other)
    if len(first) < 2 or len(second) < 2 or first[0][0] != second[0][0]:
        return False
    given = fuzz.ratio(" ".join(first[:-1]), " ".join(second[:-1]))
    close = given >= (SAME_IN_OFFICE if vouched else SAME_GIVEN)
    return (close or len(first[0]) == 1 or len(second[0]) == 1) and same_surname(first[-1], second[-1])


def same_surname(one: str, other: str) -> bool:
    """Whether two surnames are spellings of one."""
    if fold(one) == fold(other):
        return True
    return min(len(one), len(other)) >= 5 and fuzz.ratio(sound(fold(one)), sound(fold(other))) >= SAME_SURNAME


def prefix_rank(key: tuple[str, ...], start: tuple[str, ...]) -> int | None:
    """How well a name fits what was typed of it: 0 best, None not at all."""
    for at in range(len(key) - len(start) + 1):
        window = key[at : at + len(start)]
        if window[:-1] == start[:-1] and window[-1].startswith(start[-1]):
            return (0 if window == start else 1) + (0 if at == 0 else 2)
    return None


def case_fits(name: tuple[str, ...], tokens: Sequence[Word]) -> bool:
    """Whether words have the capitals of a name: "us" is not the US, "turkey" not the state."""
    for wanted, token in zip(name, tokens, strict=True):
        if wanted.isupper() and len(wanted) <= SHORT_NAME and not token.text.isupper():
            return False
        if wanted[:1].isupper() and not token.capital:
            return False
    return True


def members_of(name: str) -> tuple[list[str], bool]:
    """The parts of a list of names, and whether they are members named of a group, which then is left out."""
    head, *members = _INCLUDING.split(name, maxsplit=1)
    parts = _CONJUNCTIONS.split(members[0] if members else head)
    return [_OURS.sub("", part.strip(" ,"), count=1) for part in parts if part.strip(" ,")], bool(members)


def split_titles(name: str, is_title: Callable[[str], bool]) -> tuple[str, str]:
    """The bare name and the title words before it; after "for" or "of" a name has two words at most."""
    tokens = list(words(name))
    cut = 0
    for at, token in enumerate(tokens[:-1]):
        if is_title(token.folded) or not token.capital:
            cut = max(at + 1, len(tokens) - 2) if token.folded in ("for", "of") else at + 1
    if cut == 0 or cut >= len(tokens):
        return name.strip(), ""
    return name[tokens[cut].start :].strip(), name[: tokens[cut].start].strip()


def name_and_title(name: str, title: str | None) -> tuple[str, str | None]:
    """Split "A. Name, professor at B" and "A. Name - friend of B" into name and title; a list is left whole."""
    dash = _DASHED.search(name)
    if dash:
        return name[: dash.start()], title or name[dash.end() :]
    head, comma, rest = name.partition(", ")
    if comma and rest[:1].islower() and not rest.startswith(("including", "as well", "and ")):
        return head, title or rest
    return name, title
