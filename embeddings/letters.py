"""Letters made plain: the one form in which words are compared."""

import unicodedata
from functools import lru_cache

REMEMBERED_WORDS = 1 << 17
"""So many spellings are remembered with what they are folded to."""

_WHOLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "’": "'"}
)
"""Letters and marks that Unicode does not take apart."""


@lru_cache(REMEMBERED_WORDS)
def fold(text: str) -> str:
    """A text in lower case, without accents, every Latin letter as one of a to z."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_WHOLE)
