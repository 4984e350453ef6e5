"""The lines of a raw text and the paragraphs they make, hard-wrapped text included."""

import re
from dataclasses import dataclass
from itertools import pairwise

WIDEST_WRAP = 110
"""Lines broken at a fixed width are at most this long."""
LONGER = 2
WORDS = 5
"""So many longer lines of so many words are paragraphs: what is longer in a text broken at a width is an address."""

ALL = 0.7
"""Where more than this share of the lines end a sentence, each is a paragraph of its own."""

_LINE = re.compile(r"[^\r\n]+")
_EDGE = " \t\x0b\x0c\xa0\u2028\u2029\u200b\u200e\u200f\ufeff\u3000\x85\x1b"
_TERMINAL = re.compile(r"[.!?…:;][\"”’»')\]]*$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph of the raw text: one line, or the lines of one wrapped paragraph.

    ``start`` and ``end`` are code points into the raw text, without outer white space; ``paragraph`` is the number
    of its first non-empty line, from 1; ``lines`` how many there are; ``run`` tells units apart that a blank line
    parts.
    """

    start: int
    end: int
    paragraph: int
    lines: int
    run: int


def units(raw: str) -> list[Unit]:
    """The paragraphs of ``raw`` in order; every non-empty line lies in exactly one."""
    lines: list[Unit] = []
    run = 0
    previous_end = 0
    for match in _LINE.finditer(raw):
        text = match.group()
        stripped = text.strip(_EDGE)
        if not stripped:
            continue
        start = match.start() + text.index(stripped)
        # A blank line between this one and the one before it begins a new run.
        if raw[previous_end : match.start()].replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1:
            run += 1
        lines.append(Unit(start, start + len(stripped), len(lines) + 1, 1, run))
        previous_end = match.end()
    return _joined(raw, lines)


def _joined(raw: str, lines: list[Unit]) -> list[Unit]:
    """Wrapped lines put together where the text was broken at a fixed width."""
    width = _wrap_width(raw, lines)
    if width is None:
        return lines
    joined: list[Unit] = []
    runs: dict[int, list[Unit]] = {}
    for line in lines:
        runs.setdefault(line.run, []).append(line)
    for run in runs.values():
        joined.extend(_continued(raw, _paragraphs(raw, run, width), width))
    return joined


def _wrap_width(raw: str, lines: list[Unit]) -> int | None:
    """The width at which the text was broken, or None where its lines are whole paragraphs."""
    if len(lines) < 3:
        return None
    lengths = sorted(line.end - line.start for line in lines)
    longer = (raw[line.start : line.end] for line in lines if line.end - line.start > WIDEST_WRAP)
    if lengths[-1] > 2 * WIDEST_WRAP or sum(text.count(" ") >= WORDS for text in longer) >= LONGER:
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    return width if 30 <= width <= WIDEST_WRAP else None


def _paragraphs(raw: str, run: list[Unit], width: int) -> list[Unit]:
    """The paragraphs of lines that no blank line parts."""
    full = [_full(raw, line, following, width) for line, following in pairwise(run)]
    ended = [bool(_TERMINAL.search(raw[line.start : line.end])) for line in run]
    first, left_full, left_ended = 0, sum(full), sum(ended)
    while first == len(full) or left_full < 0.6 * (len(full) - first) or left_ended > ALL * (len(run) - first):
        # A short heading above wrapped text without a blank line spoils nothing: it is tried without it.
        if len(run) - first <= 2 or full[first] or ended[first]:
            return run
        first += 1
    short = run[first].end - run[first].start < 0.6 * width
    if len(run) - first > 2 and not full[first] and short and full[first + 1]:
        first += 1
    head, body = run[:first], run[first:]
    return [*head, Unit(body[0].start, body[-1].end, body[0].paragraph, len(body), body[0].run)]


def _continued(raw: str, run: list[Unit], width: int) -> list[Unit]:
    """Lines where only what plainly goes on is joined: a long line without a sentence end, then a small letter."""
    joined = [run[0]]
    for before, line in pairwise(run):
        unfinished = not _TERMINAL.search(raw[before.start : before.end]) and before.end - before.start >= width / 2
        if unfinished and raw[line.start].islower():
            last = joined[-1]
            joined[-1] = Unit(last.start, line.end, last.paragraph, last.lines + line.lines, last.run)
        else:
            joined.append(line)
    return joined


def _full(raw: str, line: Unit, following: Unit, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    first_word = next(iter(raw[following.start : following.end].split(maxsplit=1)), "")
    return line.end - line.start + 1 + len(first_word) > 0.88 * width
