"""Names as words: folded for comparison, with where they stand."""

import re
import unicodedata
from collections.abc import Iterator
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
