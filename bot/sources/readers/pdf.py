"""PDF: paragraphs put together again out of lines; running heads, footers and page numbers dropped. In the worker."""

import ctypes
import re
import unicodedata
from typing import Any

import pypdfium2
from pypdfium2 import raw

from bot.sources.dates import written_out
from bot.sources.facts import LONGEST, tidy
from bot.sources.incoming import Parsed
from bot.sources.readers.pdf_lines import Line, paragraphs
from bot.sources.readers.text import sound
from embeddings.errors import ArticleError

MOST_PAGES = 500
NEAR, SHORT = 6, 100
"""A date of publication stands in one of the first paragraphs, which is at most so many characters long."""
HYPHEN = "\x02"
"""What PDFium gives for a hyphen at which a line was broken; no line break follows it."""
LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
_FAULTS = {
    raw.FPDF_ERR_PASSWORD: "is encrypted: save it without a password",
    raw.FPDF_ERR_SECURITY: "is encrypted in a way that cannot be read: save it without a password",
}
_NO_TITLE = re.compile(r"untitled|microsoft word|\.(?:docx?|odt|indd|pdf|tex|rtf|html?)\b|^\W*$", re.IGNORECASE)


def read(data: bytes, name: str, _charset: str | None = None) -> list[Parsed]:
    """The one article of a PDF.

    Raises:
        ArticleError: it is encrypted, damaged, too long, or holds pictures of text alone.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        fault = _FAULTS.get(raw.FPDF_GetLastError(), "is damaged: save it anew, or give its text")
        raise ArticleError(f"{name} {fault}.") from error
    if len(document) > MOST_PAGES:
        raise ArticleError(f"{name} has more than {MOST_PAGES} pages: give the article's own pages.")
    pages = [_lines(page.get_textpage(), page.get_height()) for page in document]
    text = "\n\n".join(paragraphs(pages))
    if not any(char.isalnum() for char in text):
        raise ArticleError(f"{name} holds no text, only pictures of it: give its text.")
    facts = _facts(document.get_metadata_dict(), pages) | _day(text)
    return [Parsed(sound(text + "\n", name), facts)]


def _lines(page: Any, height: float) -> list[Line]:  # noqa: ANN401 - a PdfTextPage
    """The lines of a page from its top, as PDFium orders them."""
    lines: list[Line] = []
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    size = 0.0

    def end(broken: bool = False) -> None:
        nonlocal size
        text = "".join(letters).strip()
        if text and boxes:
            left, right = min(box[0] for box in boxes), max(box[1] for box in boxes)
            # The lowest letters hang below the line and the tallest stand out: most boxes tell its place.
            bottom = sorted(box[2] for box in boxes)[len(boxes) // 2]
            lines.append(Line(text, left, right, bottom, size, height, broken))
        letters.clear()
        boxes.clear()
        size = 0.0

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for place in range(page.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(page, place))
        if char in "\r\n":
            end()
            continue
        if char == HYPHEN:
            end(broken=True)
            continue
        letters.append(unicodedata.normalize("NFKC", char) if char in LIGATURES else char)
        if not char.isspace() and raw.FPDFText_GetCharBox(page, place, left, right, bottom, top):
            boxes.append((left.value, right.value, bottom.value, top.value))
            size = size or _height(page, place) or top.value - bottom.value
    end()
    return lines


def _height(page: Any, place: int) -> float:  # noqa: ANN401 - a PdfTextPage
    """How high the letters of a font stand on the page: the size that the file names may be scaled by anything."""
    box = raw.FS_RECTF()
    return box.top - box.bottom if raw.FPDFText_GetLooseCharBox(page, place, box) else 0.0


def _facts(metadata: dict[str, str], pages: list[list[Line]]) -> dict[str, Any]:
    """Title and author as far as the first page shows them too: what a program filled in is nobody's word.

    The day a file was made is not that of publication.
    """
    first = _same(" ".join(line.text for line in pages[0])) if pages else ""
    facts: dict[str, Any] = {}
    for key in ("title", "author"):
        value = tidy(metadata.get(key.capitalize()) or "", LONGEST[key])
        if value and not _NO_TITLE.search(value) and _same(value) in first:
            facts[key] = value
    return facts


def _day(text: str) -> dict[str, Any]:
    """The day that a short line near the top gives."""
    for line in text.split("\n\n", NEAR)[:NEAR]:
        day = written_out(line) if len(line) <= SHORT else None
        if day:
            return {
                "published": day,
                "published_precision": "day",
                "published_basis": "inferred",
                "published_evidence": tidy(line, LONGEST["published_evidence"]),
            }
    return {}


def _same(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
