"""How much of a paragraph the rest of its text speaks of too: an article's own paragraphs share its words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from embeddings import foreign

JUDGED = 20_000
"""Characters of a text whose words are looked at."""

SHORTEST_WORD = 4
STEM = 6
"""Letters by which two words are taken for one ("talks", "talking" are not; "negotiated", "negotiators" are)."""

_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST_WORD},}}")


def stems(text: str) -> frozenset[str]:
    """The beginnings of a text's words that say what it is about."""
    stop = foreign.stop_words("English")
    words = set(_WORD.findall(text[:JUDGED].lower())) - stop
    return frozenset(word.rstrip("s")[:STEM] for word in words)


def kinship(told: Sequence[frozenset[str]], beside: Iterable[frozenset[str]] = ()) -> list[float]:
    """For each text's stems, the share (0 to 1) that another text holds too; ``beside``: those of headings.

    One word in common is chance. A text without a word of its own, such as "He did not.", is kin to everything.
    """
    counts = Counter(word for words in (*told, *beside) for word in words)
    return [_share(words, sum(counts[word] > 1 for word in words)) for words in told]


def shares(words: frozenset[str], article: frozenset[str], fewest: int, share: float) -> bool:
    """Whether so many words of a text, and this share of them (0 to 1), are among those of an article."""
    shared = len(words & article)
    return shared >= fewest and shared >= share * len(words)


def _share(words: frozenset[str], shared: int) -> float:
    if not words:
        return 1.0
    return shared / len(words) if shared > 1 or len(words) == 1 else 0.0
