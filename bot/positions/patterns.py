"""Word patterns of the configuration files, matched on folded text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.errors import ConfigurationError
from embeddings.letters import fold

_GAP_WORDS = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern met at ``text[start:end]``; ``group`` says which list it stands in."""

    group: str
    start: int
    end: int
    words: str


class Patterns:
    """Lists of patterns by group. "rul* out": any ending; "...": up to four words; "(a|b)": a choice."""

    def __init__(self, groups: Mapping[str, Sequence[str]], where: str) -> None:
        """Compile the groups; ``where`` names file and key for errors.

        Raises:
            ConfigurationError: a pattern that is not one.

        """
        self._compiled = []
        for group, patterns in groups.items():
            for pattern in patterns:
                try:
                    self._compiled.append((group, re.compile(_regex(pattern))))
                except re.error as error:
                    raise ConfigurationError(f'{where}: "{pattern}" is not a pattern ({error}).') from error

    def all(self, text: str) -> list[Hit]:
        """Every match in the text, in order; of overlapping ones the first, then the longest."""
        folded = same_length_fold(text)
        found = [
            Hit(group, match.start(), match.end(), text[match.start() : match.end()])
            for group, pattern in self._compiled
            for match in pattern.finditer(folded)
            if match.end() > match.start()
        ]
        return longest(found)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits the one that begins first, of those the longest; in reading order."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def same_length_fold(text: str) -> str:
    """Folded letter by letter, so that offsets stay those of the text."""
    return "".join(_one(c) for c in text)


def _one(character: str) -> str:
    if character.isascii():
        return character.lower()
    folded = fold(character)
    return folded if len(folded) == 1 else (character.lower() if len(character.lower()) == 1 else character)


def _regex(pattern: str) -> str:
    """The pattern as a regular expression over folded text."""
    text = re.sub(r"\s+", " ", pattern.strip()).replace("\\w+n't", "\0")
    text = re.sub(r"(?<!\w)n't", "\1", text)
    out = []
    for piece in re.split(r"( ?\.\.\. ?| |\*|\\.|[()|?])", text):
        if piece.strip() == "...":
            out.append(rf"(?:\W+[\w'-]+){{0,{_GAP_WORDS}}}?\W+")
        elif piece == " ":
            out.append(r"\W{1,3}")
        elif piece == "*":
            out.append(r"[\w]*")
        elif piece in ("(", ")", "|", "?"):
            out.append("(?:" if piece == "(" else piece)
        elif piece.startswith("\\"):
            out.append(piece)
        else:
            out.append(re.escape(fold(piece)) if piece not in ("\0", "\1") else piece)
    whole = "".join(out).replace(")?" + r"\W{1,3}", r")?\W{0,3}").replace("\0", r"\w+n't").replace("\1", r"n't")
    return r"(?<![\w])" * (not whole.startswith("n't")) + "(?:" + whole + r")(?![\w])"
