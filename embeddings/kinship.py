"""How much of a paragraph the rest of its text speaks of too: an article's own paragraphs share its words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from embeddings import foreign
from embeddings.prose import JUDGED

SHORTEST_WORD = 4
STEM = 6
"""Letters by which two words are taken for one ("talks", "talking" are not; "negotiated", "negotiators" are)."""

_WORD = re.compile(r"[^\W\d_]+")


def stems(text: str) -> frozenset[str]:
    """The beginnings of a text's words that say what it is about."""
    stop = foreign.stop_words("English")
    words = {word for word in _WORD.findall(text[:JUDGED].lower()) if len(word) >= SHORTEST_WORD}
    return frozenset(word.rstrip("s")[:STEM] for word in words - stop)


def kinship(texts: Sequence[str], beside: Iterable[str] = ()) -> list[float]:
    """For each text, the share of its words (0 to 1) that another one holds too; ``beside``: titles and headings.

    One word in common is chance. A text without a word of its own, such as "He did not.", is kin to everything.
    """
    own = [stems(text) for text in texts]
    counts = Counter(word for words in own for word in words)
    counts.update(word for text in beside for word in stems(text))
    return [_share(words, sum(counts[word] > 1 for word in words)) for words in own]


def _share(words: frozenset[str], shared: int) -> float:
    if not words:
        return 1.0
    return shared / len(words) if shared > 1 or len(words) == 1 else 0.0
