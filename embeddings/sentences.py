"""Sentences of a paragraph: sentencex, and repairs where news and translated news defeat it."""

import re
from bisect import bisect_left
from collections import Counter
from itertools import accumulate

import sentencex

from embeddings.quotes import quotations

LONGEST_QUOTE = 600
"""A quotation of several sentences stays whole up to this many characters: longer ones could not be shown."""

_MARKS = re.compile(r'["“”„‟«»()\[\]]')
_BREAKS = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]")
_CLOSERS = re.compile(r"[\"”»)\]’']*")
_WORD = re.compile(r"\w")
_SEEN = re.compile(r"\S")
_CONTINUES = re.compile(r"[a-z,;:.!?)\]}%]")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"«])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Cmdr|Sen|Rep|Gov|Pres|Amb|Hon|Rev|St|Sr|"
    r"No|Nos|vs|Op|Fig|Art|Sec|Ed|cf|e\.g|i\.e|approx|ca|Ph\.D|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_INITIAL = re.compile(r"(?:^|[\s(“\"«.])[A-Z]\.$")
_TIME_OF_DAY = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_AFTER_TIME = re.compile(
    r"(?:on |in )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}\b|local\b|Eastern|Pacific)"
)
_DOTTED_NAME = re.compile(r"\b(?:[A-Z]\.){2,}$")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]$")
_LOWER_END = re.compile(r"(?<![.!?])[.!?]++\s++(?=\S)")
_LONGEST_SIGN = 64
"""Characters before or after a boundary that can tell whether it holds; all that is looked for is shorter."""


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of one paragraph as spans into ``text``, in order, without surrounding white space.

    Every character that is not white space lies in exactly one sentence; line breaks count as spaces. A
    quotation in marks is never broken while it is at most ``LONGEST_QUOTE`` characters long.
    """
    if not text.strip():
        return []
    lower = _lower_case(text)
    kept = _join(text, _boundaries(text, lower), lower)
    spans = []
    start = 0
    for end in [*kept, len(text)]:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            offset = start + len(piece) - len(piece.lstrip())
            spans.append((offset, offset + len(stripped)))
        start = end
    return spans


def _boundaries(text: str, lower: bool) -> list[int]:
    """Candidate sentence ends: sentencex over the text without its marks, then past the marks that close."""
    flat = _BREAKS.sub(" ", text)
    if lower:
        return [match.end() for match in _LOWER_END.finditer(flat)]
    # The marks are hidden from sentencex, which else keeps whole quotations and brackets together or loses count.
    segments = sentencex.get_sentence_boundaries("en", _MARKS.sub(" ", flat))
    ends = []
    for segment in segments[:-1]:
        end = int(segment["start_index"]) + len(segment["text"].rstrip())
        ends.append(_CLOSERS.match(text, end).end())  # type: ignore[union-attr]  # matches the empty string
    return [end for end in ends if 0 < end < len(text)]


def _lower_case(text: str) -> bool:
    """Whether the text never uses capitals, so that they cannot mark the start of a sentence."""
    counts = Counter(text)
    letters = sum(count for character, count in counts.items() if character.isalpha())
    capitals = sum(count for character, count in counts.items() if character.isupper())
    return letters >= 40 and capitals < 0.002 * letters


def _join(text: str, ends: list[int], lower: bool) -> list[int]:
    """The boundaries that hold, told by a few characters around each, so that a text takes time as it is long."""
    inside = _Inside(_protected(text))
    last_word = next((at for at in range(len(text) - 1, -1, -1) if _WORD.match(text[at])), -1)
    kept: list[int] = []
    start = 0
    begin, word = _first(text, start)
    for end in ends:
        if end <= start or inside(end) or not word < end:
            continue
        after = _after(text, end)
        if not after:
            continue
        if not lower and (_CONTINUES.match(after) or _abbreviated(_before(text, begin, end), after)):
            continue
        if last_word < end:
            break
        kept.append(end)
        start = end
        begin, word = _first(text, start)
    return kept


def _first(text: str, start: int) -> tuple[int, int]:
    """Where the first character that is not white space, and the first of a word, stand from ``start`` on."""
    seen, word = _SEEN.search(text, start), _WORD.search(text, start)
    return seen.start() if seen else len(text), word.start() if word else len(text)


def _before(text: str, begin: int, end: int) -> str:
    """The end of ``text[begin:end]`` without the white space that closes it."""
    while end > begin and text[end - 1].isspace():
        end -= 1
    return text[max(begin, end - _LONGEST_SIGN) : end]


def _after(text: str, end: int) -> str:
    """The beginning of what follows ``end`` but white space."""
    seen = _SEEN.search(text, end)
    return text[seen.start() : seen.start() + _LONGEST_SIGN] if seen else ""


class _Inside:
    """Whether a position lies within one of some spans, told in the time of one look-up."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._lows = [low for low, _ in ordered]
        self._furthest = list(accumulate((high for _, high in ordered), max))

    def __call__(self, position: int) -> bool:
        """Whether a span begins before and ends after ``position``."""
        begun = bisect_left(self._lows, position)
        return begun > 0 and self._furthest[begun - 1] > position


def _abbreviated(before: str, after: str) -> bool:
    """Whether the full stop at the end of ``before`` belongs to an abbreviation and ends nothing."""
    if _NUMBERED.fullmatch(before):
        return True
    if _ABBREVIATED.search(before):
        return True
    if _TIME_OF_DAY.search(before):
        return bool(_AFTER_TIME.match(after))
    # "U.S. Treasury" and "J. Smith" go on, "in the U.S. He left" ends: closed-class words begin sentences.
    return bool(_DOTTED_NAME.search(before) or _INITIAL.search(before)) and not _STARTERS.match(after)


_STARTERS = re.compile(
    r"[\"“«(—–]|(?:The|A|An|He|She|It|They|We|I|You|This|That|These|Those|There|But|And|Or|So|In|On|At|By|For|From|As|"
    r"After|Before|When|While|If|However|Meanwhile|Earlier|Later|Now|Then|Also|His|Her|Its|Their|Our|My|No|Not|"
    r"According|Although|Though|Since|Because|With|Without|Under|During|Despite|What|Who|Why|How|Where|To|Of|Some|"
    r"Many|Most|Both|Each|All|One|Two|Yet|Still|Instead|Last|Next)\b"
)


def _protected(text: str) -> list[tuple[int, int]]:
    """Spans no boundary may fall into: brackets, and quotations in marks short enough to be shown whole."""
    spans = []
    stack: list[int] = []
    for match in re.finditer(r"[()\[\]]", text):
        if match.group() in "([":
            stack.append(match.start())
        elif stack:
            low = stack.pop()
            if match.end() - low <= LONGEST_QUOTE:
                spans.append((low, match.end()))
    for quotation in quotations(text):
        if quotation.closed and not quotation.dash_led and quotation.end - quotation.start <= LONGEST_QUOTE:
            spans.append((quotation.start - 1, quotation.end + 1))
    return spans
