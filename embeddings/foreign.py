"""Lines in another script or language than the text around them: a site's own words left untranslated."""

import re
import unicodedata
from collections import Counter
from functools import cache

import justext

LONGEST = 300
"""Longer lines are the article's, whatever they are written in."""

FEWEST_WORDS = 4
FEWEST_STOP_WORDS = 2
"""One more where the line has no letter that English lacks."""

TIMES = 3
"""How many times as many stop words of another language than of English a line must have."""

ENGLISH_SHARE = 0.2
"""What share of a text's words are English stop words where it is English."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


def script(text: str) -> str | None:
    """The script most letters of ``text`` are written in ("LATIN", "CYRILLIC"), or None without letters."""
    counts: dict[str, int] = {}
    for character, count in Counter(filter(str.isalpha, text)).items():
        name = _script(character)
        counts[name] = counts.get(name, 0) + count
    return max(counts, key=lambda name: counts[name]) if counts else None


@cache
def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ", 1)[0]


@cache
def stop_words(language: str) -> frozenset[str]:
    """A language's most frequent words, by jusText's name of it."""
    return frozenset(justext.get_stoplist(language))


def is_english(text: str) -> bool:
    """Whether a text is English by its stop words."""
    words = _words(text)
    return bool(words) and sum(word in stop_words("English") for word in words) > ENGLISH_SHARE * len(words)


def other_script(line: str, main: str | None) -> str | None:
    """The script of a line that begins in another script than ``main``, and is at least half as much in it."""
    letter = next(filter(str.isalpha, line), "")
    if not letter or not main or len(line) > LONGEST:
        return None
    name = _script(letter)
    if name == main:
        return None
    letters = [other for other in line if other.isalpha()]
    return name if sum(_script(other) == name for other in letters) > len(letters) / 3 else None


def other_language(line: str) -> str | None:
    """The language of a line that has several of its stop words, and next to none of English."""
    if len(line) > LONGEST:
        return None
    # A name may be a word of any language.
    words = {word.lower() for word in _WORD.findall(line) if len(word) > 1 and word.islower()}
    english = len(words & stop_words("English"))
    if len(words) < FEWEST_WORDS or TIMES * english > len(words):
        return None
    found = Counter({language: len(words & stop_words(language)) for language in _languages()})
    language, count = found.most_common(1)[0]
    fewest = FEWEST_STOP_WORDS + all(letter.isascii() for letter in filter(str.isalpha, line))
    return language.replace("_", " ") if count >= max(fewest, TIMES * english) else None


@cache
def _languages() -> tuple[str, ...]:
    return tuple(sorted(justext.get_stoplists() - {"English", "Simple_English"}))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text) if len(word) > 1]
