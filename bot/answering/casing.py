"""Which words are names: registered ones, and those the record writes with a capital where nothing forces it."""

from collections.abc import Iterable, Mapping

from embeddings.article_words import WORD

NAME_SHARE = 0.8
SHORTHAND = 3
"""Short forms of at most so many letters count only in capitals: "us" is not the US."""


class Casing:
    """How the record writes each word inside sentences, and the names the registry knows."""

    def __init__(self, capitals: Mapping[str, int], lowers: Mapping[str, int], registered: Iterable[str]) -> None:
        """Take how often the record writes each word (in lower case here) with a capital, and without.

        A capital at the beginning of a sentence counts for none. ``registered`` are names of one or more words,
        met in any case.
        """
        self._capitals = capitals
        self._lowers = lowers
        self._registered: dict[tuple[str, ...], bool] = {}
        for name in registered:
            words = tuple(match.group() for match in WORD.finditer(name))
            shorthand = len(words) == 1 and len(name) <= SHORTHAND and name.isupper()
            if words:
                self._registered[tuple(word.lower() for word in words)] = shorthand
        self._longest = max(map(len, self._registered), default=0)

    def is_name(self, word: str) -> bool:
        """Whether the record writes ``word`` as a name."""
        capitals = self._capitals.get(word.lower(), 0)
        return bool(capitals) and capitals >= NAME_SHARE * (capitals + self._lowers.get(word.lower(), 0))

    def is_word(self, word: str) -> bool:
        """Whether the record also writes ``word`` without a capital."""
        return bool(self._lowers.get(word.lower()))

    def registered(self, words: list[str], at: int) -> int:
        """How many words from ``at`` on are one registered name; 0 where none begins there."""
        for length in range(min(self._longest, len(words) - at), 0, -1):
            shorthand = self._registered.get(tuple(word.lower() for word in words[at : at + length]))
            if shorthand is None or (shorthand and not words[at].isupper()):
                continue
            # A registered word that the record uses as a common one counts only with its capital.
            if length > 1 or words[at][0].isupper() or not self.is_word(words[at]):
                return length
        return 0
