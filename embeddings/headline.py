"""The headline of a raw text, and what stands above its first paragraph."""

import re
from collections import Counter

from embeddings.judged import Line
from embeddings.prose import ANNOUNCES, SENTENCE_END, TITLE_LONGEST

ABOUT = 0.75
"""The share of the most that a line above the text speaks of its words."""

OFTEN = 3
"""A word that so many paragraphs hold tells what the text is about."""

_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b")
"""How a ticker's lines begin."""


def find_title(lines: list[Line], stacked: set[int]) -> tuple[int, int] | None:
    """Find the headline above the first paragraph, and set apart what else stands there."""
    first_prose = next((i for i, line in enumerate(lines) if line.prose), None)
    if first_prose is None:
        return None
    head = [line for line in lines[:first_prose] if line.kind is None]
    stack = {id(lines[index]) for index in stacked}
    chosen = _headline(head, Counter(word for line in lines[first_prose:] if line.prose for word in line.stems))
    if chosen is None and len(head) == 1 and len(head[0].text.split()) > 1:
        chosen = head[0]
    before = None
    for line in head:
        if line is chosen:
            line.set("heading", "title")
        elif ANNOUNCES.search(line.text):
            line.set("body")
        elif len(line.text.split()) >= 4 and (before is chosen or chosen is None) and id(line) not in stack:
            line.set("heading", "heading")
        else:
            line.set("chrome", "navigation")
        before = line
    if chosen is None and lines[0] is lines[first_prose] and _sentence_like(lines):
        chosen = lines[0]
        chosen.set("heading", "title")
        chosen.prose = False
    return (chosen.unit.start, chosen.unit.end) if chosen else None


def _headline(head: list[Line], told: Counter[str]) -> Line | None:
    """The headline among the lines above the text: the first that speaks of about the most that the text tells of.

    The page's name for it gives way to the headline itself.
    """
    likely = {at: _speaks_of(line, told) for at, line in enumerate(head) if _plausible(line.text)}
    if not likely:
        return None
    most = max(likely.values())
    first = next(at for at, share in likely.items() if share >= ABOUT * most)
    name = head[first].text
    for line in head[first + 1 :]:
        longer = line.text in name and len(line.text.split()) >= 3
        if longer or (" | " in name and " | " not in line.text and _plausible(line.text)):
            return line
    return head[first]


def _speaks_of(line: Line, told: Counter[str]) -> float:
    """How many words of a line a text speaks of, ``told`` so often, by how many of them it does."""
    shared = [min(told[word], OFTEN) for word in line.stems if told[word]]
    return sum(shared) * len(shared) / len(line.stems) if shared else 0.0


def _plausible(text: str) -> bool:
    return (
        not _CLOCK.match(text)
        and len(text) <= TITLE_LONGEST
        and (len(text.split()) >= 5 or (len(text) >= 28 and len(text.split()) >= 3))
    )


def _sentence_like(lines: list[Line]) -> bool:
    """Whether the first line, long as a sentence, is a headline: no full stop, and longer prose right after it."""
    first = lines[0]
    return (
        first.unit.lines == 1
        and len(first.text) <= TITLE_LONGEST
        and not SENTENCE_END.search(first.text)
        and any(line.prose and len(line.text) > len(first.text) for line in lines[1:3])
    )
