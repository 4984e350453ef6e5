"""What the parts of a page hold: words, words in links, and words of prose, counted once for the whole tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import SubElement, _Element

INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font"),
        *("i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"),
        *("time", "tt", "u", "var", "wbr", "label", "button", "ruby"),
    }
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

WHOLES = frozenset({"figure", "section", "article", "main", "body", "html"})
"""A picture's box lies within one of these."""

MOST = 0.5
"""What holds more than this share of a page's words is the article, whatever its name."""

PROSE_SHORTEST = 12
"""A paragraph of fewer words may be anything; one of so many that ends a sentence is prose."""

_MEDIA = re.compile(
    r"-(?:\w+-)*(?:img|image|picture|video|youtube|vimeo|brightcove|player|anim|carousel|gallery)s?\b"
)
"""Names of a site's own elements that show pictures."""
_WHITE = re.compile(r"[ \t\r\n\f]+")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_SENTENCE = re.compile(r"[.!?…][\"”’»')\]]*(?:\s|$)")


@dataclass(slots=True)
class Shape:
    """The words in an element, how many of them are links, and how many stand in paragraphs of prose."""

    words: int = 0
    linked: int = 0
    prose: int = 0
    blocks: int = 0


def elements(tree: _Element) -> Iterator[_Element]:
    """The elements in document order, without comments and processing instructions."""
    return (element for element in tree.iter() if isinstance(element.tag, str))


def text_of(element: _Element) -> str:
    """An element's words with single spaces between them."""
    return " ".join("".join(element.itertext()).split())


def holds_block(element: _Element) -> bool:
    """Whether something else than words and their dress stands in an element."""
    return any(part.tag not in INLINE for part in element.iterdescendants("*"))


def shapes(tree: _Element) -> dict[_Element, Shape]:
    """The shape of every element, from the innermost outward: linear in the page."""
    found: dict[_Element, Shape] = {}
    for element in reversed(list(elements(tree))):
        shape = Shape()
        run = [element.text or ""]
        for child in element:
            inner = found.get(child)
            if inner is not None:
                shape.words += inner.words
                shape.linked += inner.linked
                shape.prose += inner.prose
                inline = child.tag in INLINE and not inner.blocks
                shape.blocks += inner.blocks + (not inline)
                if inline:
                    run.append(" ".join(child.itertext()) if inner.words else "")
                else:
                    shape.prose += _prose(run)
                    run = []
            own = child.tail or ""
            run.append(own)
            shape.words += len(own.split())
        shape.words += len((element.text or "").split())
        if element.tag == "a":
            shape.linked = shape.words
        # An inline element is part of its block's run, and counts there.
        if element.tag not in INLINE or shape.blocks:
            linked = shape.words and shape.linked > shape.words / 2
            shape.prose += 0 if linked else _prose(run)
        found[element] = shape
    return found


def _prose(run: list[str]) -> int:
    text = " ".join(run)
    words = len(text.split())
    return words if words >= PROSE_SHORTEST and _SENTENCE.search(text) else 0


def body_of(tree: _Element, found: dict[_Element, Shape], share: float) -> _Element:
    """The innermost element that holds at least ``share`` of the page's prose."""
    body = tree
    most = found[tree].prose * share
    while most:
        inner = next((child for child in body if child in found and found[child].prose >= most), None)
        if inner is None or inner.tag in INLINE or not found[inner].blocks or _has_like(inner, found):
            break
        body = inner
    return body


def _has_like(element: _Element, found: dict[_Element, Shape]) -> bool:
    """Whether an element beside this one is of the same kind and holds prose: they are parts of one whole."""
    kind = (element.tag, element.get("class"))
    return any(
        (other.tag, other.get("class")) == kind and found[other].prose
        for preceding in (False, True)
        for other in element.itersiblings(preceding=preceding)
        if other in found
    )


def fold_white_space(tree: _Element) -> None:
    """Line breaks of the source become the spaces that a browser shows; blank lines part preformatted paragraphs."""
    for pre in list(tree.iter("pre")):
        chunks = _BLANK_LINE.split("".join(pre.itertext()))
        for child in list(pre):
            pre.remove(child)
        pre.tag, pre.text = "div", None
        for chunk in chunks:
            SubElement(pre, "p").text = chunk.strip()
    for element in tree.iter():
        if isinstance(element.tag, str) and element.text:
            element.text = _WHITE.sub(" ", element.text)
        if element.tail:
            element.tail = _WHITE.sub(" ", element.tail)


def remove(element: _Element) -> None:
    """Take an element out and leave the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    tail = element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    element.tail = None
    parent.remove(element)


def name_custom_elements(tree: _Element) -> None:
    """Make known blocks of a site's own elements ("x-paragraph"), which a parser takes for words in a line."""
    custom = [element for element in elements(tree) if "-" in element.tag]
    found = shapes(tree) if custom else {}
    for element in custom:
        if element not in found:
            continue
        if not found[element].words and _MEDIA.search(element.tag):
            element.tag = "picture"
            continue
        parent = element.getparent()
        in_a_line = parent is not None and any(part.strip() for part in [parent.text or "", element.tail or ""])
        element.set("class", f"{element.tag} {element.get('class', '')}")
        if in_a_line and not found[element].blocks:
            element.tag = "span"
        else:
            element.tag = "div" if found[element].blocks else "p"
