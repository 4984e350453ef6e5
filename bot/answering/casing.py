"""Which words the record writes as names: told from capitals where a sentence does not force them."""

from collections import Counter
from collections.abc import Iterable

from bot.answering.question import WORD

NAME_SHARE = 0.8


class Casing:
    """Counts of how the record writes each word inside sentences."""

    def __init__(self, sentences: Iterable[str], also_names: Iterable[str]) -> None:
        """Count the words of ``sentences``; the words of ``also_names`` are names wherever they are met."""
        capital: Counter[str] = Counter()
        lower: Counter[str] = Counter()
        for sentence in sentences:
            for position, match in enumerate(WORD.finditer(sentence)):
                word = match.group()
                if word[0].isupper():
                    capital[word.lower()] += position > 0
                else:
                    lower[word.lower()] += 1
        self._common = frozenset(lower)
        self._names = frozenset(
            word for word, count in capital.items() if count and count >= NAME_SHARE * (count + lower[word])
        ) | frozenset(match.group().lower() for name in also_names for match in WORD.finditer(name))

    def is_name(self, word: str) -> bool:
        """Whether the record or the registry writes ``word`` as a name."""
        return word.lower() in self._names and not (word.islower() and word in self._common)

    def is_word(self, word: str) -> bool:
        """Whether the record also writes ``word`` without a capital."""
        return word.lower() in self._common
