"""What a page itself marks as no part of its article, taken out before trafilatura looks for the text.

A page says in four ways that a part of it is not the article: by its element or role (``nav``, ``figcaption``,
``role="dialog"``), by hiding it, by the words of its classes and ids (``related-posts``, ``imageCaption``), and by
its shape (a list of links, a picture's box with a line under it, a table that only lays the page out).
"""

from collections import Counter

from lxml.etree import _Element, strip_tags

from bot.sources.readers.page_looks import keep_article
from bot.sources.readers.page_marks import hides, in_a_sentence, set_apart, unseen
from bot.sources.readers.page_runs import wrap_runs
from bot.sources.readers.page_shape import (
    HEADINGS,
    INLINE,
    Shape,
    body_of,
    elements,
    fold_white_space,
    name_custom_elements,
    remove,
    shapes,
    text_of,
)
from embeddings import chrome

_ATTRIBUTES = ("class", "id", "style", "role", "hidden", "aria-hidden")

MOST = 0.5
"""What holds more than this share of a page's words is the article, whatever its name."""

BOX_REASONS = frozenset(
    {
        "appeal",
        "subscription",
        "sharing",
        "cookies and terms",
        "player",
        "link list",
        "embedded link",
        "advertisement",
    }
)

PROSE_OF_A_BOX = 90
"""Words of prose beyond which a name or a way of hiding does not make an element furniture."""

BODY_SHARE = 0.8
"""The innermost element with this share of the prose is the article's body; what follows it is not."""

ALL_LINKS = 0.85
"""A block with more than this share of its words in links is a list of links."""

BOX_LONGEST = 110
BOX_FURNITURE = 0.25
"""A box of at most so many words is furniture when this share of them says so."""

TEASER_LONGEST = 80
TEASERS = 3
"""Fewer boxes that begin with a link are no row of teasers."""

LABEL_LONGEST = 6
"""Words of a label."""

CAPTION_LONGEST = 500
CELL_LONGEST = 400
"""A table with a cell of more characters lays out the page and holds no data."""

_UNFOLDED = "unfolded"

_WHOLES = frozenset({"figure", "section", "article", "main", "body", "html"})
"""A picture's box lies within one of these."""


def take_furniture_out(tree: _Element) -> bool:
    """Remove from a page, in place, what its own markup sets apart from the article.

    Returns whether nothing but the article is left, so that no more is to be looked for.
    """
    fold_white_space(tree)
    name_custom_elements(tree)
    _lay_tables_open(tree)
    _remove_set_apart(tree)
    _remove_captions(tree)
    _remove_links(tree)
    _remove_teasers(tree)
    wrap_runs(tree)
    found = shapes(tree)
    body = body_of(tree, found, BODY_SHARE)
    _remove_boxes(body, found)
    alone = keep_article(tree)
    if not alone:
        _remove_after(body)
    # What is left is judged: trafilatura shall not judge the article's own parts by their names again.
    inside = set(elements(tree if alone else body))
    for element in elements(tree):
        if element in inside or found[element].prose:
            for name in _ATTRIBUTES:
                element.attrib.pop(name, None)
        if element.tag == "template":
            element.tag = "div"
    return alone


def _remove_set_apart(tree: _Element) -> None:
    found = shapes(tree)
    total = found[tree].words
    rich = _rich(found, found[tree].prose)
    unfolding = {button.getparent() for button in elements(tree) if button.get("aria-expanded") is not None}
    for element in list(elements(tree)):
        if element.getparent() is None or element.tag in ("body", "head", "article", "main"):
            continue
        if element.tag in INLINE and in_a_sentence(element) and not unseen(element):
            continue
        shape = found[element]
        reason = set_apart(element, element.getparent() in unfolding)
        if reason == "label" and shape.prose:
            continue
        if reason == "hidden":
            taken = next(element.iter("article", "main", "h1"), None) is None
        else:
            kept = reason != "wholly" and _kind(element) in rich
            taken = reason is not None and not kept and shape.words <= MOST * total
        if taken:
            remove(element)
    _unfold(tree, unfolding)


def _unfold(tree: _Element, unfolding: set[_Element | None]) -> None:
    """Put what buttons unfold in the place of its boxes: it belongs to the text around it."""
    for box in unfolding:
        panels = [part for part in box if hides(part) and text_of(part)] if box is not None else []
        for part in (box, *panels) if box is not None and panels else ():
            if part.tag == "div":
                part.tag = _UNFOLDED
    strip_tags(tree, _UNFOLDED)


def _rich(found: dict[_Element, Shape], total: int) -> set[tuple[_Element | None, str, str | None]]:
    """The kinds of which one holds more prose than a box, or all together most of the page's."""
    together: Counter[tuple[_Element | None, str, str | None]] = Counter()
    rich = set()
    for element, shape in found.items():
        if shape.prose:
            kind = _kind(element)
            together[kind] += shape.prose
            if shape.prose > PROSE_OF_A_BOX:
                rich.add(kind)
    return rich | {kind for kind, prose in together.items() if prose > MOST * total}


def _kind(element: _Element) -> tuple[_Element | None, str, str | None]:
    """What parts of one whole have in common: their parent, tag and class."""
    return element.getparent(), element.tag, element.get("class")


def _remove_links(tree: _Element) -> None:
    """Take out the blocks that are links or rows of labels."""
    found = shapes(tree)
    total = found[tree].words
    for element in list(elements(tree)):
        shape = found[element]
        if element.tag in INLINE or element.tag in HEADINGS or element.tag in _WHOLES or not shape.words:
            continue
        if (shape.linked > ALL_LINKS * shape.words or _labels(element)) and shape.words <= MOST * total:
            remove(element)


def _remove_teasers(tree: _Element) -> None:
    """Take out rows of boxes of one kind that each begin with a link: headlines and their first sentences."""
    found = shapes(tree)
    rows: dict[tuple[_Element | None, str, str | None], list[_Element]] = {}
    for element in elements(tree):
        shape = found[element]
        if element.tag not in INLINE and shape.blocks and shape.linked > 0 and shape.words <= TEASER_LONGEST:
            first = next(part for part in elements(element) if found[part].words and not found[part].blocks)
            if found[first].linked == found[first].words:
                rows.setdefault(_kind(element), []).append(element)
    for row in rows.values():
        for element in row if len(row) >= TEASERS else ():
            remove(element)


def _labels(element: _Element) -> bool:
    """Whether a block is a row of short labels beside each other: buttons, tags, sections of the site."""
    parts = [part for part in element if isinstance(part.tag, str)]
    if len(parts) < 2 or (element.text or "").strip() or any((part.tail or "").strip() for part in parts):
        return False
    if not all(part.tag in INLINE for part in parts):
        return False
    texts = [text_of(part) for part in parts]
    return all(
        len(text.split()) <= LABEL_LONGEST and not text.endswith((".", "!", "?", "”", '"', ":")) for text in texts
    )


def _remove_boxes(body: _Element, found: dict[_Element, Shape]) -> None:
    """Take out small boxes within the article of which a fair part is furniture by its words, the innermost first."""
    for element in reversed(list(elements(body))):
        shape = found[element]
        if element is body or element.tag in INLINE or not shape.blocks or not 0 < shape.words <= BOX_LONGEST:
            continue
        if element.tag in HEADINGS or element.tag in ("table", "tr", "tbody", "blockquote", "dl"):
            continue
        lines = [text_of(part) for part in elements(element) if part.tag not in INLINE and not found[part].blocks]
        said = sum(len(line.split()) for line in lines if chrome.line_reason(line) in BOX_REASONS)
        if said and said >= BOX_FURNITURE * sum(len(line.split()) for line in lines):
            remove(element)


def _remove_after(body: _Element) -> None:
    """Take out what follows the article's body in the page."""
    at: _Element | None = body
    while at is not None and at.tag not in ("body", "html"):
        for following in list(at.itersiblings()):
            if isinstance(following.tag, str):
                remove(following)
        at = at.getparent()


def _lay_tables_open(tree: _Element) -> None:
    """Make plain blocks of the tables that only lay out the page."""
    for table in list(tree.iter("table")):
        column = all(sum(1 for cell in row if text_of(cell)) <= 1 for row in table.iter("tr"))
        if table.get("role") == "presentation" or column or any(_lays_out(cell) for cell in table.iter("td")):
            for part in list(elements(table)):
                if part.tag in ("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
                    part.tag = "div"


def _lays_out(cell: _Element) -> bool:
    return (
        next(cell.iter("table", "ul", "ol", "h1", "h2", "h3", "img"), None) is not None
        or sum(1 for _ in cell.iter("p", "br")) > 2
        or len(text_of(cell)) > CELL_LONGEST
    )


def _remove_captions(tree: _Element) -> None:
    """Take out the smallest box around a picture that holds words, where these are no more than a caption."""
    for image in list(tree.iter("img", "picture")):
        box = image.getparent()
        while box is not None and not text_of(box) and box.tag not in _WHOLES:
            box = box.getparent()
        if box is None or box.tag in (_WHOLES - {"figure"}) or box.tag in INLINE or box.tag in ("p", *HEADINGS):
            continue
        paragraphs = sum(1 for part in elements(box) if part.tag in ("p", "li", "blockquote"))
        if (
            paragraphs <= 2
            and len(text_of(box)) <= CAPTION_LONGEST
            and next(box.iter("table", *HEADINGS), None) is None
        ):
            remove(box)
