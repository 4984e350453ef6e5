"""Blocks of a page that lead elsewhere: lists of links, rows of labels, rows of teasers."""

from collections import Counter

from lxml.etree import _Element

from bot.sources.readers.page_shape import HEADINGS, INLINE, MOST, WHOLES, Shape, elements, remove, shapes, text_of

ALL_LINKS = 0.85
"""A block with more than this share of its words in links is a list of links."""

TEASER_LONGEST = 80
TEASERS = 3
"""Fewer boxes that begin with a link are no row of teasers."""

TEASERS_SHARE = 0.2
HEADLINE_SHORTEST = 4

LABEL_LONGEST = 6
"""Words of a label."""


def remove_links(tree: _Element) -> None:
    """Take out the blocks that are links or rows of labels."""
    found = shapes(tree)
    total = found[tree].words
    for element in list(elements(tree)):
        shape = found[element]
        if element.tag in INLINE or element.tag in HEADINGS or element.tag in WHOLES or not shape.words:
            continue
        if (shape.linked > ALL_LINKS * shape.words or _labels(element)) and shape.words <= MOST * total:
            label = _label(element)
            remove(element)
            if label is not None:
                remove(label)


def _label(links: _Element) -> _Element | None:
    """The heading, or a short line that opens their box, above links that are all of the box besides."""
    above = links.getprevious()
    if above is None or (above.tail or "").strip() or (links.tail or "").strip():
        return None
    if above.tag not in HEADINGS and not _labels_box(above):
        return None
    return above if all(not text_of(below) for below in links.itersiblings()) else None


def _labels_box(line: _Element) -> bool:
    """Whether a block is a label, with nothing above it in its box."""
    box = line.getparent()
    if (
        box is None
        or (box.text or "").strip()
        or any(text_of(before) for before in line.itersiblings(preceding=True))
    ):
        return False
    text = text_of(line)
    return 0 < len(text.split()) <= LABEL_LONGEST and not text.endswith((".", "!", ":", "”", '"'))


def remove_lone_teasers(tree: _Element) -> None:
    """Take out the small boxes in which a headline that is a link stands above a paragraph or two.

    Boxes of one name that hold a fair part of the page's prose are the article's, links and all.
    """
    found = shapes(tree)
    together: Counter[tuple[str, str | None]] = Counter()
    boxes: list[_Element] = []
    for element, shape in found.items():
        if element.tag in INLINE or not shape.blocks:
            continue
        parent = element.getparent()
        if parent is None or name_of(parent) != name_of(element):
            together[name_of(element)] += shape.prose
        if shape.prose and shape.linked and shape.words <= TEASER_LONGEST and _is_teaser(element, found):
            boxes.append(element)
    most = TEASERS_SHARE * found[tree].prose
    for box in boxes:
        if together[name_of(box)] <= most:
            remove(box)


def _is_teaser(box: _Element, found: dict[_Element, Shape]) -> bool:
    """Whether the first thing in a box but labels is a headline that leads elsewhere, and a paragraph follows."""
    if box.tag in (WHOLES - {"section", "figure"}) or next(box.iter("h1"), None) is not None:
        return False
    leaves = [
        part for part in elements(box) if found[part].words and not found[part].blocks and part.tag not in INLINE
    ]
    links = {part for link in box.iter("a") for part in elements(link)}
    linked = [leaf in links or found[leaf].linked > ALL_LINKS * found[leaf].words for leaf in leaves]
    if sum(linked) != 1 or not 1 <= len(leaves) - linked.index(True) - 1 <= 2:
        return False
    at = linked.index(True)
    labels = all(found[leaf].words <= LABEL_LONGEST and not found[leaf].prose for leaf in leaves[:at])
    return labels and found[leaves[at]].words >= HEADLINE_SHORTEST


def remove_teasers(tree: _Element) -> None:
    """Take out rows of boxes of one kind that each begin with a link: headlines and their first sentences."""
    found = shapes(tree)
    rows: dict[tuple[_Element | None, str, str | None], list[tuple[_Element, str]]] = {}
    for element in elements(tree):
        shape = found[element]
        if element.tag not in INLINE and shape.blocks and shape.linked > 0 and shape.words <= TEASER_LONGEST:
            first = next(part for part in elements(element) if found[part].words and not found[part].blocks)
            if found[first].linked == found[first].words:
                rows.setdefault(kind(element), []).append((element, text_of(first)))
    for row in rows.values():
        # No two headlines are one: what stands above several boxes is the name of who posted them.
        headlines = Counter(text for _, text in row)
        for element, text in row if len(row) >= TEASERS else ():
            if headlines[text] * 2 <= len(row):
                remove(element)


def kind(element: _Element) -> tuple[_Element | None, str, str | None]:
    """What parts of one whole have in common: their parent, tag and class."""
    return element.getparent(), element.tag, element.get("class")


def name_of(element: _Element) -> tuple[str, str | None]:
    """What parts of one make have in common wherever they stand: their tag and class."""
    return str(element.tag), element.get("class")


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
