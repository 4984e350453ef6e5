"""The formats that articles are read from: a format is a module in ``bot/sources/readers`` and a line here."""

import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from bot.sources.incoming import Parsed, Refusal
from bot.sources.worker import apart
from embeddings.errors import ArticleError

_PDF = re.compile(rb"[\s\x00]{0,1024}%PDF-")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what its names end in, what the web calls it, and ``module:function`` that reads it.

    The function takes bytes, what they are called in messages, and the charset where one is known. ``most`` is how
    many bytes are read (None: ``max_article_bytes``), ``sign`` how they begin where that tells; ``bound``: it cannot
    be without its sign. ``apart``: read by the worker, since parsers of it may hang or take all memory.
    """

    name: str
    suffixes: tuple[str, ...]
    types: tuple[str, ...]
    reader: str
    most: int | None = None
    sign: re.Pattern[bytes] | None = None
    bound: bool = False
    apart: bool = True

    def read(self, data: bytes, name: str, charset: str | None = None) -> Iterator[Parsed | Refusal]:
        """The articles in some bytes.

        Raises:
            ArticleError: there is none, or it cannot be read.
        """
        target = f"bot.sources.readers.{self.reader}"
        if self.apart:
            yield from (Parsed(**found) for found in apart(target, data, name, charset))
            return
        module, _, function = target.partition(":")
        found: Iterable[Parsed | Refusal] = getattr(importlib.import_module(module), function)(data, name, charset)
        yield from found


TEXT = Format("text", (".txt", ".text"), ("text/plain",), "text:read", apart=False)
FORMATS = (
    Format("PDF", (".pdf",), ("application/pdf", "application/x-pdf"), "pdf:read", 5_000_000, _PDF, bound=True),
    Format(
        "HTML", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), "page:read", 2_000_000, _HTML
    ),
    Format("Markdown", (".md", ".markdown"), ("text/markdown", "text/x-markdown"), "markdown:read"),
    Format("JSON lines", (".jsonl", ".ndjson"), (), "lines:read", 50_000_000, apart=False),
    TEXT,
)
SUFFIXES = tuple(suffix for form in FORMATS for suffix in form.suffixes)
"""Files taken from a folder; a file named by itself may have any ending."""
TYPES = tuple(kind for form in FORMATS for kind in form.types)
"""Media types taken from the web."""


def format_of(name: str, data: bytes, kind: str | None = None) -> Format:
    """The format of some bytes, by how they begin, then by their media type or the ending of their name.

    Raises:
        ArticleError: they are a feed, or not what name or type says.
    """
    start = data[:4096]
    if _FEED.match(start):
        raise ArticleError(f"{name} is a feed, not an article: give an article of it.")
    for form in FORMATS:
        if form.sign and form.sign.match(start):
            return form
    suffix = PurePath(name).suffix.lower()
    for form in FORMATS:
        if kind in form.types if kind else suffix in form.suffixes:
            if form.bound:
                raise ArticleError(f"{name} is called {form.name} and is none: give the file itself.")
            return form
    return TEXT


def most_bytes(name: str, ordinary: int) -> int:
    """How many bytes are read before the format is known: what the name promises, and always a whole PDF."""
    suffix = PurePath(name).suffix.lower()
    promised = next((form.most or 0 for form in FORMATS if suffix in form.suffixes), 0)
    return max(ordinary, promised, *(form.most or 0 for form in FORMATS if form.bound))
