"""When a page says that its article was published: by its marks (stated) or its words (inferred), never a change."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from bot.sources.dates import published, written_out
from bot.sources.facts import LONGEST, tidy

_MARKS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "date", "dc.date", "dc.date.issued", "dc.date.created", "dcterms.date", "dcterms.issued", "dcterms.created",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published_time",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "rnews:datepublished",
    "cxenseparse:recs:publishtime", "article_date_original", "originalpublicationdate", "dateissued",
)  # fmt: skip
"""Names of meta tags that hold the date of first publication, the surest first."""
_CHANGED = re.compile(r"updat|modif|edited|revis|last changed", re.IGNORECASE)
SHORT, BEFORE, AFTER = 100, 8, 15
"""A date stands by itself in at most so many characters, and within so many pieces of text around the headline."""
_PUBLISHED = re.compile(r"publi|posted|entry-date|dateline|pub-?date|article-date|created", re.IGNORECASE)


def date_of(tree: HtmlElement, title: str) -> dict[str, Any]:
    """Fields of an article for its date, with the words they rest on; empty where the page does not tell."""
    for where, value in _stated(tree):
        found = published(value)
        if found:
            return _fields(found[0], "stated", f"{where}: {value}")
    return _inferred(tree, title)


def _stated(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Where a date of publication is marked as such, and its value."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        yield from (("datePublished", value) for value in _linked(script.text or ""))
    marks: dict[str, str] = {}
    for meta in tree.iterfind(".//meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        marks.setdefault(key, (meta.get("content") or "").strip())
    yield from ((key, marks[key]) for key in _MARKS if marks.get(key))
    for element in tree.iterfind(".//*[@itemprop]"):
        if element.get("itemprop", "").lower() == "datepublished":
            value = element.get("datetime") or element.get("content") or element.text_content()
            yield "datePublished", value.strip()
    for element in tree.iterfind(".//time[@datetime]"):
        named = f"{element.get('class', '')} {element.get('id', '')} {' '.join(_words(element))}"
        if (element.get("pubdate") is not None or _PUBLISHED.search(named)) and not _CHANGED.search(named):
            yield "time", element.get("datetime", "").strip()


def _linked(text: str) -> Iterator[str]:
    """Every datePublished of a block of JSON-LD, those of articles first."""
    try:
        waiting = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    others: list[str] = []
    steps = 0
    while waiting and steps < 10_000:
        steps += 1
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            value = node.get("datePublished")
            if isinstance(value, str):
                kind = json.dumps(node.get("@type", ""))
                if re.search("Article|Posting|Report|Review", kind):
                    yield value
                else:
                    others.append(value)
            waiting += [inner for inner in node.values() if isinstance(inner, dict | list)]
    yield from others


def _inferred(tree: HtmlElement, title: str) -> dict[str, Any]:
    """A day that the page's own words give beside the headline, as far as they speak of no change."""
    for element in tree.iterfind(".//time[@datetime]"):
        found = published(element.get("datetime", ""))
        words = " ".join(_words(element))
        if found and not _CHANGED.search(f"{words} {element.get('class', '')}"):
            return _fields(found[0], "inferred", words or f"time: {element.get('datetime')}")
    texts = _texts(tree)
    place = next((number for number, text in enumerate(texts) if title and text == title), None)
    below = range(place or 0, min(len(texts), (place or 0) + AFTER))
    for number in (*below, *range(max(0, (place or 0) - BEFORE), place or 0)):
        text = texts[number]
        day = written_out(text) if len(text) <= SHORT else None
        if day and not _CHANGED.search(f"{texts[number - 1][-40:] if number else ''} {text}"):
            return _fields(day, "inferred", text)
    return {}


def _texts(tree: HtmlElement) -> list[str]:
    """What the page's body says, a piece of text each, without code."""
    body = tree.find(".//body")
    pieces: list[str] = []
    for element in (tree if body is None else body).iter():
        inside = element.tag not in ("script", "style", "noscript", "template") and isinstance(element.tag, str)
        pieces += [" ".join(text.split()) for text in ((element.text if inside else None), element.tail) if text]
    return [piece for piece in pieces if piece]


def _words(element: HtmlElement) -> list[str]:
    own = " ".join(element.text_content().split())
    before = element.getprevious()
    parent = element.getparent()
    around = before.tail if before is not None else parent.text if parent is not None else ""
    return [word for word in (" ".join((around or "").split())[-40:], own[:120]) if word]


def _fields(day: str, basis: str, evidence: str) -> dict[str, Any]:
    return {
        "published": day,
        "published_basis": basis,
        "published_evidence": tidy(evidence, LONGEST["published_evidence"]),
    }
