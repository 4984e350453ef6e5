"""Which words are names: registered ones, and those the record writes with a capital where nothing forces it."""

import re
from collections.abc import Iterable, Mapping

from embeddings.article_words import WORD
from embeddings.letters import unowned
from embeddings.synonyms import SHORTHAND, STOP_WORDS

NAME_SHARE = 0.8
OFFICES = frozenset(
    re.findall(
        r"\w+",
        """
    leader head chief boss president minister premier secretary spokesman spokeswoman spokesperson chancellor
    ambassador envoy commissioner mayor governor chairman chairwoman chair commander general officer director deputy
    representative senator adviser advisor
    """,
    )
)
"""Words for whoever holds an office: before a name they are written as one, and are none."""
_BEFORE_A_SUBJECT = frozenset(
    {"the", "do", "does", "did", "has", "have", "is", "are", "was", "were", "will", "would"}
)
"""Behind these, and at the beginning of a question, no pronoun stands as an object: "does US ..." is a name."""
_US = "us"


class Casing:
    """How the record writes each word inside sentences, and the names the registry knows."""

    def __init__(self, capitals: Mapping[str, int], lowers: Mapping[str, int], registered: Iterable[str]) -> None:
        """Take how often the record writes each word (in lower case here) with a capital, and without.

        A capital at the beginning of a sentence counts for none. ``registered`` are names of one or more words,
        met in any case.
        """
        self._capitals = capitals
        self._lowers = lowers
        self._registered: dict[tuple[str, ...], tuple[str, ...]] = {}
        for name in registered:
            words = tuple(match.group() for match in WORD.finditer(name))
            if words:
                self._registered.setdefault(tuple(word.lower() for word in words), words)
        self._longest = max(map(len, self._registered), default=0)

    def is_name(self, word: str) -> bool:
        """Whether the record writes ``word`` as a name; a word for an office is none."""
        if word.lower() in OFFICES:
            return False
        capitals = self._capitals.get(word.lower(), 0)
        return bool(capitals) and capitals >= NAME_SHARE * (capitals + self._lowers.get(word.lower(), 0))

    def is_word(self, word: str) -> bool:
        """Whether the record also writes ``word`` without a capital."""
        return bool(self._lowers.get(word.lower()))

    def registered(self, words: list[str], at: int) -> int:
        """How many words from ``at`` on are one registered name; 0 where none begins there."""
        for length in range(min(self._longest, len(words) - at), 0, -1):
            written = self._registered.get(tuple(word.lower() for word in words[at : at + length]))
            # A registered word that the record uses as a common one counts only with its capital.
            if written is not None and (length > 1 or not self._common(words, at, written[0])):
                return length
        return 0

    def _common(self, words: list[str], at: int, written: str) -> bool:
        """Whether a word is no name as it stands, though a name is ``written`` with the same letters."""
        word = words[at]
        shorthand = written.isupper() and 1 < len(written) <= SHORTHAND
        if shorthand and not word.isupper():
            if word == _US:
                return at > 0 and words[at - 1].lower() not in _BEFORE_A_SUBJECT
            return word in STOP_WORDS or self.is_word(word)
        return not word[0].isupper() and (word in STOP_WORDS or self.is_word(word))

    def cased(self, question: str) -> str:
        """A question with the capitals of the names in it: registered ones, and those of the record.

        The record's only where there is no capital but its first letter: whoever writes other names with capitals
        means the common word.
        """
        matches = list(WORD.finditer(question))
        words = [unowned(match.group()) for match in matches]
        lower = question[1:] == question[1:].lower()
        parts, past, at = [], 0, 0
        while at < len(words):
            length = self.registered(words, at)
            forms: tuple[str, ...] = (words[at],)
            if length:
                forms = self._registered[tuple(map(str.lower, words[at : at + length]))]
            elif lower and self.is_name(words[at]) and words[at] not in STOP_WORDS:
                forms = (words[at][0].upper() + words[at][1:],)
            for match, word, form in zip(matches[at:], words[at:], forms, strict=False):
                start = match.start()
                parts += [question[past:start], form if word.islower() else word]
                past = start + len(word)
            at += length or 1
        return "".join([*parts, question[past:]])
