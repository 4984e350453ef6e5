"""The quotations of a paragraph: those of ``embeddings.quotes`` with their marks, single marks, speech in dashes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.quotes import quotations

_MARKS = '"“”„‟«»'
_DASHES = "—–―"
_SINGLE = re.compile(r"(?<![\w’'])(?:‘|(?<!\S)')(?=\w)(?P<words>[^‘\n]*?[\w.,!?…])[’'](?!\w)")
_WORD = re.compile(r"\w+")
_DOUBLED = re.compile(r"(?<!\S)(?:''|``)(?=\S)|(?:''|``)")

_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z .'’/-]{2,40}(?:,[^()\n—–−]{2,30}?)?(?: ?\([^()]{2,30}\))?"
    r"|[A-Z][\w .,'’/-]{2,40}\([A-Z][\w. /-]{1,30}\)) ?[—–−-]+ (?=[A-Z\"“])"
)
"""Where and for whom an article was written: "WARSAW, November 23 (Agency) —"."""
_CREDIT = re.compile(
    r"[(\[](?:Photo|Image|Picture|Illustration|Credit|Source)\b[^()\[\]]{0,80}[)\]]"
    r"|[(\[][^()\[\]]{0,60}(?:\bPhotos?|\bImages|/ ?(?:Reuters|AFP|AP|EPA|Getty)\b[^()\[\]]{0,30})[)\]]"
    r"|(?<![^.\s])(?:Photo|Image|Picture|Credit): [^.()\n]{3,60}$"
)
"""Whose picture it is: "(AA Photo)", "[A. Name/Reuters]", "Photo: A. Name"."""
_JOINING_DASH = re.compile(
    r"(?<=[a-z]) [-–—](?= (?:[A-Z][\w.’'-]*,? (?:and )?){1,5}"
    r"(?:is|are|was|were|has|have|had|will|would)\b[^-–—\"“]*?[.!?])"
)
"""A dash before a clause of its own: "They did not agree to it - A and B are against it."."""
_SAID = r"(?=(?:[\w’'.-]+,? ){0,7}?(?:said|says|told|wrote|\w+ed)\b)"
_DASH_SPEECH = re.compile(
    rf"(?:^|(?<=[.!?:\"”»])) ?[-–—―] ?(?P<words>(?=[A-Z\"“])[^\n]+?) [-–—―] {_SAID}[^.!?:]*[.!?:]?"
)
"""Speech between dashes: "- The talks will go on - the minister said."."""
_RESUMED = re.compile(r"(?: ?[A-Z][^.!?:]{0,60}[.:])? ?[-–—―] (?P<words>(?=[A-Z\"“])[^\n]+)$")


def plain_marks(text: str) -> str:
    """The text as the parser takes it best, no offset moved.

    Line breaks are spaces, doubled single marks are one mark, a dash before a clause of its own is a semicolon; a
    dateline and the credits of pictures, which say nothing, are blank.
    """
    spaced = re.sub(r"\s", " ", text)
    dateline = _DATELINE.match(spaced)
    spaced = _CREDIT.sub(_blank, _blank(dateline) + spaced[dateline.end() :] if dateline else spaced)
    return _JOINING_DASH.sub(_parting, _DOUBLED.sub(_one_mark, spaced))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _parting(match: re.Match[str]) -> str:
    """A semicolon for the only dash of its sentence, which the parser knows better; of two the dash as it stands."""
    sentence = re.split(r"[.!?] ", match.string[: match.start()])[-1]
    return match.group() if re.search('[-–—] |["“]', sentence) else " ;"


def _one_mark(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    opens = (not before or before.isspace() or before in "([—–-") and match.end() < len(match.string)
    return ' "' if opens else '" '


@dataclass(frozen=True, slots=True)
class Quote:
    """One outermost quotation: ``start``/``end`` with its marks; ``led`` by a dash, which stands outside of them."""

    start: int
    end: int
    led: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end


def find_quotes(text: str) -> list[Quote]:
    """The outermost quotations of one paragraph, in order, never overlapping; offsets are into ``text``."""
    raw, text = text, plain_marks(text)
    quotes = _between_dashes(text)
    for spoken in quotes:
        # Its words and the dashes around them are hidden from the reading of marks.
        end = min(spoken.end + len(" - "), len(text))
        text = text[: spoken.start].rstrip(" -–—―").ljust(end) + text[end:]
    for found in quotations(text):
        start, end = found.start, found.end
        if start and text[start - 1] in _MARKS:
            start -= 1
        while end < len(text) and text[end] in _MARKS and end - found.end < 1:
            end += 1
        end = start + len(text[start:end].rstrip())
        start -= raw[start - 1 : start + 1] in ("''", "``") if start else 0
        end += raw[end - 1 : end + 1] in ("''", "``")
        end -= raw[end - 1] in _DASHES
        if _WORD.search(text[start:end]):
            quotes.append(Quote(start, end, found.dash_led))
    if not quotes:
        quotes = [Quote(m.start(), m.end()) for m in _SINGLE.finditer(text) if m["words"].count(" ") >= 1]
    return sorted(quotes, key=lambda quote: quote.start)


def _between_dashes(text: str) -> list[Quote]:
    """Speech led and closed by dashes, and what a further dash resumes after its attribution."""
    found = list(_DASH_SPEECH.finditer(text))
    quotes = [Quote(*match.span("words"), led=True) for match in found]
    resumed = _RESUMED.match(text, found[-1].end()) if found else None
    return [*quotes, Quote(*resumed.span("words"), led=True)] if resumed is not None else quotes


def only_quotes(text: str, quotes: Sequence[Quote]) -> bool:
    """Whether a paragraph is nothing but quotation."""
    ends = [0, *(quote.end for quote in quotes)]
    between = zip(ends, [*(quote.start for quote in quotes), len(text)], strict=True)
    return bool(quotes) and not any(_WORD.search(text, start, end) for start, end in between)
