"""Blocks for the words that stand loose in a page: between blocks, or between the line breaks of one block."""

from itertools import pairwise
from typing import TypeAlias

from lxml.etree import Element, _Element, strip_tags

from bot.sources.readers.page_shape import INLINE, Shape, elements, shapes

_PARAGRAPHED = frozenset({"div", "td", "center", "section", "article", "main", "body", "p", "li", "blockquote"})
"""What may hold paragraphs of its own."""

_DRESS = "dress"

_Piece: TypeAlias = "str | _Element"


def wrap_runs(tree: _Element) -> None:
    """Put every run of words beside blocks, and every paragraph that only line breaks part, into a ``p``."""
    _open_inline(tree)
    found = shapes(tree)
    for element, shape in found.items():
        if element.tag not in _PARAGRAPHED or not shape.words:
            continue
        if shape.blocks and element.tag != "p":
            _part(element, found, 1)
        elif any(_two_breaks(element)):
            if element.tag == "p":
                element.tag = "div"
            _part(element, found, 2)


def _open_inline(tree: _Element) -> None:
    """Make blocks of the inline elements that hold blocks or paragraphs: old pages put all of a text in a ``font``.

    One that holds most of its parent's words is no more than their dress, and goes: what a parser puts outside it is
    of the same text. A link stays one, whatever it holds.
    """
    found = shapes(tree)
    holding: set[_Element | None] = set()
    # The innermost first: what holds a block that was an inline element until now holds one too.
    for element in reversed(list(elements(tree))):
        shape, parent = found[element], element.getparent()
        if element.tag not in INLINE or element.tag == "a" or not shape.words or parent is None:
            continue
        if element in holding or shape.blocks or any(_two_breaks(element)):
            holding.add(parent)
            element.tag = _DRESS if 2 * shape.words > found[parent].words else "div"
    strip_tags(tree, _DRESS)


def _two_breaks(element: _Element) -> list[bool]:
    """For each two neighbouring children, whether they are line breaks with nothing between them."""
    return [
        before.tag == after.tag == "br" and not (before.tail or "").strip()
        for before, after in pairwise(element)
        if isinstance(before.tag, str)
    ]


def _part(element: _Element, found: dict[_Element, Shape], breaks: int) -> None:
    """Make a ``p`` of each run in an element; ``breaks`` in a row end one."""
    run: list[_Piece] = [element.text] if element.text else []
    children = list(element)
    for child in children:
        element.remove(child)
    element.text = None
    row = 0
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag == "br":
            row += 1
            if row == breaks:
                _close(element, run)
            elif row < breaks:
                run.append(child)
        elif not isinstance(child.tag, str):
            pass
        elif child.tag in INLINE and not found[child].blocks:
            row = 0
            run.append(child)
        else:
            row = 0
            _close(element, run)
            element.append(child)
        if tail:
            row = 0 if tail.strip() else row
            run.append(tail)
    _close(element, run)


def _close(element: _Element, run: list[_Piece]) -> None:
    """Append a run, as a paragraph where it holds words, and empty it."""
    if any(piece.strip() if isinstance(piece, str) else "".join(piece.itertext()).strip() for piece in run):
        paragraph = Element("p")
        last: _Element | None = None
        for piece in run:
            if not isinstance(piece, str):
                paragraph.append(piece)
                last = piece
            elif last is None:
                paragraph.text = (paragraph.text or "") + piece
            else:
                last.tail = (last.tail or "") + piece
        element.append(paragraph)
    else:
        for piece in run:
            if not isinstance(piece, str):
                element.append(piece)
    run.clear()
