"""Letters made plain: the one form in which words are compared."""

import unicodedata
from functools import lru_cache

REMEMBERED_WORDS = 1 << 12
"""So many spellings are remembered with what they are folded to: few enough to be no weight, whatever is asked."""

_WHOLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "’": "'"}
)
"""Letters and marks that Unicode does not take apart."""


def fold(text: str) -> str:
    """A text in lower case, without accents, every Latin letter as one of a to z."""
    return text.lower() if text.isascii() else _taken_apart(text)


def unowned(word: str) -> str:
    """A word without the "'s" that says whose something is."""
    return word.removesuffix("'s").removesuffix("’s")


@lru_cache(REMEMBERED_WORDS)
def _taken_apart(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_WHOLE)
