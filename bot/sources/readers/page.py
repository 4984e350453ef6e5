"""HTML pages: the article's text by trafilatura, and what the page states about it. Runs in the worker."""

import codecs
import re
from functools import cache
from typing import Any

from lxml.html import HtmlElement
from trafilatura import extract, extract_metadata
from trafilatura.settings import use_config
from trafilatura.utils import load_html

from bot.sources.facts import LONGEST, facts_of, tidy
from bot.sources.gate import pass_gate
from bot.sources.incoming import Parsed
from bot.sources.readers.page_byline import without_notes, writers_of
from bot.sources.readers.page_date import date_of
from bot.sources.readers.page_furniture import take_furniture_out
from bot.sources.readers.text import sound
from embeddings.decode import decode
from embeddings.errors import ArticleError
from embeddings.tail import biography

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_NO_AUTHOR = re.compile(r"\b(?:image|photo|picture|video|getty|file|pool)s?\b|https?:|@", re.IGNORECASE)
"""What stands in a picture's credit or an account's name."""
HEAD = 3
"""Lines among which a note on the author may stand above the text."""
_FEWEST = 80
"""Characters of text below which a page holds no article."""


def read(data: bytes, name: str, charset: str | None = None) -> list[Parsed]:
    """The one article of a page.

    Raises:
        ArticleError: it is no page, more than a parser may be given, or holds no article.
    """
    page = markup(data, name, charset)
    pass_gate(page, name)
    tree = load_html(page)
    text = ""
    if tree is not None:
        # Where the article is alone, no second extractor need be asked whether it is.
        alone = take_furniture_out(tree)
        text = extract(tree, favor_recall=True, fast=alone, include_comments=False, config=_config()) or ""
    if len(text) < _FEWEST:
        raise ArticleError(
            f"{name} holds no article that can be told from the page around it: save its text instead."
        )
    whole = load_html(page)
    writers = writers_of(whole) if whole is not None else ()
    facts = _facts(whole, name)
    lines = _without_notes([line.strip() for line in text.split("\n") if line.strip()], facts.get("author"))
    lines = without_notes(lines, writers)
    title = facts.get("title")
    if title and all(_same(title) != _same(line) for line in lines[:3]):
        lines.insert(0, title)
    return [Parsed(sound("\n\n".join(lines) + "\n", name), facts)]


def _without_notes(lines: list[str], authors: str | None) -> list[str]:
    """The lines without those above and below the text that begin with an author's whole name."""
    names = tuple(name for name in (authors or "").split(", ") if " " in name)
    if not names:
        return lines
    above = [line for line in lines[:HEAD] if not (line.startswith(names) and biography(line))]
    lines = [*above, *lines[HEAD:]]
    while len(lines) > 1 and lines[-1].startswith(names):
        lines = lines[:-1]
    return lines


def markup(data: bytes, name: str, charset: str | None) -> str:
    """The page as text: by its byte order mark, the server's word, its own, or as UTF-8 or what it looks like.

    Raises:
        ArticleError: it is empty, binary, or in no encoding that can be told.
    """
    boms = (codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)
    declared = _DECLARED.search(data[:4096])
    if not data.startswith(boms):
        for one in (charset, declared.group(1).decode() if declared else None):
            # What calls itself Latin 1 is Windows' superset of it on the web.
            one = "cp1252" if one and one.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else one
            try:
                text = data.decode(one) if one else None
            except (LookupError, ValueError):
                continue
            if text:
                return _XML.sub("", text.replace("\x00", "\ufffd"), count=1)
    return _XML.sub("", decode(data, name).lstrip("\ufeff"), count=1)


@cache
def _config() -> Any:  # noqa: ANN401 - a ConfigParser
    config = use_config()
    # The process has a deadline of its own; trafilatura's is a signal that would end up in ours.
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    return config


def _facts(tree: HtmlElement | None, name: str) -> dict[str, Any]:
    """What the page states; what cannot be is left out, since the reader cannot mend the page."""
    if tree is None:
        return {}
    found = extract_metadata(tree, date_config={"original_date": True, "extensive_search": False})
    author = tidy((found.author or "").replace("; ", ", "), LONGEST["author"])
    facts = {
        "title": tidy(found.title or _head(tree), LONGEST["title"]),
        "outlet": tidy(found.sitename or "", LONGEST["outlet"]),
        "author": None if author and _NO_AUTHOR.search(author) else author,
    }
    return facts_of({**facts, **date_of(tree, facts["title"] or "")}, name)


def _head(tree: HtmlElement) -> str:
    """What the page calls itself."""
    return tree.findtext(".//title") or ""


def _same(line: str) -> str:
    return re.sub(r"\W+", "", line).casefold()
