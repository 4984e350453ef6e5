"""Word patterns of the configuration files, matched on folded text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.faults import Faults, gathered
from embeddings.letters import fold

REMEMBERED = 64
"""Sentences folded last: each is looked through for every issue, one after the other."""

_GAP = r"(?:\W+[\w'-]+){0,4}?\W+"
_SYNTAX = {" ": r"\W{1,3}", "*": r"\w*", "(": "(?:", ")": ")", "|": "|", "?": "?"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern met at ``text[start:end]``; ``group`` says which list it stands in."""

    group: str
    start: int
    end: int
    words: str


class Patterns:
    """Lists of patterns by group. "rul* out": any ending; "...": up to four words; "(a|b)": a choice."""

    def __init__(self, groups: Mapping[str, Sequence[str]], where: str, into: Faults | None = None) -> None:
        """Compile the groups; ``where`` names file and key for errors.

        Raises:
            ConfigurationError: patterns that are none; with ``into`` they are added to it instead.

        """
        self._compiled = []
        with gathered(into) as faults:
            for group, pattern in ((group, pattern) for group, patterns in groups.items() for pattern in patterns):
                try:
                    self._compiled.append((group, _beginnings(pattern), re.compile(_regex(pattern))))
                except re.error as error:
                    faults.append(f'{where}: "{pattern}" is not a pattern ({error}): see docs/configuration.md.')

    def all(self, text: str) -> list[Hit]:
        """Every match in the text, in order; of overlapping ones the first, then the longest."""
        folded = same_length_fold(text)
        # What is not among the letters is not looked for: of some three hundred patterns a sentence meets a few.
        sought = (
            (group, pattern)
            for group, beginnings, pattern in self._compiled
            if any(letters in folded for letters in beginnings)
        )
        matches = [(group, m) for group, pattern in sought for m in pattern.finditer(folded) if m.group()]
        return _longest(Hit(group, m.start(), m.end(), text[m.start() : m.end()]) for group, m in matches)


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


@lru_cache(REMEMBERED)
def same_length_fold(text: str) -> str:
    """Folded letter by letter, so that offsets stay those of the text."""
    if text.isascii():
        return text.lower()
    return "".join(next((f for f in (fold(c), c.lower()) if len(f) == 1), c) for c in text)


def _beginnings(pattern: str) -> tuple[str, ...]:
    """Letters of which some stand in whatever a pattern meets: its first word begins with them."""
    words = " ".join(pattern.split())
    heads = [words]
    if words.startswith("("):
        ends, depth = [0], 0
        for place, letter in enumerate(words):
            depth += (letter == "(") - (letter == ")")
            if (depth, letter) == (1, "|") or depth == 0:
                ends.append(place)
            if depth == 0:
                break
        if words[ends[-1] + 1 : ends[-1] + 2] == "?":
            return ("",)
        heads = [words[one + 1 : other] for one, other in pairwise(ends)]
    return tuple(fold(match[0]) if (match := _FIRST.match(head)) else "" for head in heads)


_FIRST = re.compile(r"(?:[^\W\d_](?!\?))*")
"""The letters that a word begins with; one before a "?" may be missing."""


def _regex(pattern: str) -> str:
    """The pattern as a regular expression over folded text; what a backslash escapes stays as it is."""
    out = []
    for piece in re.split(r"( ?\.\.\. ?|\\.|[ *()|?])", " ".join(pattern.split())):
        if piece.strip() == "...":
            out.append(_GAP)
        else:
            out.append(_SYNTAX.get(piece) or (piece if piece.startswith("\\") else re.escape(fold(piece))))
    whole = "".join(out).replace(r")?\W{1,3}", r")?\W{0,3}")
    begins = "" if whole.startswith("n't") else r"(?<!\w)"
    return rf"{begins}(?:{whole})(?!\w)"
