"""Lines of pages to paragraphs: what runs along on every page is dropped, broken lines and words are joined."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

MARGIN = 0.11
"""Share of a page's height at its top and bottom where running heads, footers and page numbers stand."""
_NUMBER = re.compile(
    r"(?:[-–—|·\[(]\s*)?(?:page|seite|p\.|стр\.?|с\.|стор\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|von|из|з)\s*\d{1,4})?\s*"
    r"(?:[-–—|·\])])?",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"https?://\S+(?:\s+\d+\s*/\s*\d+)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}:\d\d\b.*")
"""What a browser prints above and below a page."""
_END = re.compile(r"[.!?…:][\"”’»')\]]*\d*$")
_BULLET = re.compile(r"[•▪◦‣·*–—-]\s|\(?\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: where it begins and ends, how high it stands (points from the bottom), its letters' size."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    page_height: float
    broken: bool = False


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of a document, each on one line."""
    kept = _without_furniture(pages)
    if not kept:
        return []
    gap, size = _usual_gap(kept), median(line.size for line in kept)
    words = Counter(word for line in kept for word in re.findall(r"[\w-]+", line.text.casefold()))
    found: list[list[Line]] = []
    for line in kept:
        if found and not _begins(line, found[-1], gap * max(1.0, line.size / size)):
            found[-1].append(line)
        else:
            found.append([line])
    return [_joined(lines, words) for lines in found]


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[Line]:
    counts = Counter(text for page in pages for text in {_shape(line.text) for line in page if _at_margin(line)})
    running = {text for text, count in counts.items() if count >= 2 and count >= 0.4 * len(pages)}
    return [
        line
        for page in pages
        for line in page
        if not (
            _at_margin(line)
            and (_shape(line.text) in running or _NUMBER.fullmatch(line.text) or _PRINTED.fullmatch(line.text))
        )
    ]


def _at_margin(line: Line) -> bool:
    return not MARGIN < line.bottom / (line.page_height or 1) < 1 - MARGIN


def _shape(text: str) -> str:
    """A line with its numbers made alike: page numbers change from page to page."""
    return " ".join(re.sub(r"\d+", "#", text).split()).casefold()


def _usual_gap(lines: Sequence[Line]) -> float:
    gaps = [a.bottom - b.bottom for a, b in pairwise(lines) if 0 < a.bottom - b.bottom < 4 * a.size]
    return median(gaps) if gaps else 0.0


def _begins(line: Line, before: Sequence[Line], gap: float) -> bool:
    """Whether a paragraph begins with ``line``, ``before`` being the last one; ``gap`` is usual between its lines."""
    last = before[-1]
    if last.broken:
        return False
    if abs(line.size - last.size) > 0.12 * max(line.size, last.size):
        return True
    if _BULLET.match(line.text) and not _BULLET.fullmatch(line.text + " "):
        return bool(_END.search(last.text)) or bool(_BULLET.match(before[0].text))
    column = max(one.right for one in before)
    ended = bool(_END.search(last.text))
    down = last.bottom - line.bottom
    if down <= 0 or down > 4 * max(gap, last.size):
        # Another column or page: a sentence that is not at its end goes on there.
        return ended and (line.text[:1].isupper() or not line.text[:1].isalpha())
    if gap and down > 1.35 * gap:
        return True
    left = min(one.left for one in before[1:]) if len(before) > 1 else last.left
    indented = line.left - left > 0.8 * line.size and line.left - left < 6 * line.size
    short = len(before) > 1 and last.right < column - 0.2 * (column - left)
    return ended and (indented or short)


def _joined(lines: Sequence[Line], words: Counter[str]) -> str:
    text = ""
    for line in lines:
        if not text:
            text = line.text
        elif text.endswith("\x02"):
            text = _mended(text[:-1], line.text, words)
        else:
            text = f"{text} {line.text}"
        if line.broken:
            text += "\x02"
    return " ".join(text.removesuffix("\x02").split())


def _mended(before: str, after: str, words: Counter[str]) -> str:
    """Two halves of a word put together, with the hyphen only where the document writes it so elsewhere."""
    first = re.search(r"[\w-]+$", before)
    second = re.match(r"[\w-]+", after)
    if first is None or second is None:
        return f"{before}-{after}"
    with_hyphen = f"{first.group()}-{second.group()}".casefold()
    whole = f"{first.group()}{second.group()}".casefold()
    keeps = words[with_hyphen] > words[whole] or second.group()[0].isupper() or first.group()[-1].isdigit()
    return f"{before}-{after}" if keeps else before + after
