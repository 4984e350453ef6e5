"""Boxes around pictures that hold no more than a caption."""

from collections import Counter

from lxml.etree import _Element

from bot.sources.readers.page_links import name_of
from bot.sources.readers.page_shape import HEADINGS, INLINE, WHOLES, Shape, elements, remove, shapes, text_of

CAPTION_LONGEST = 500
CAPTIONS_SHARE = 0.4
"""Boxes of one name with this share of a page's prose are its article: each paragraph has a picture."""

_PARAGRAPHS = ("p", "li", "blockquote")


def remove_captions(tree: _Element) -> None:
    """Take out the smallest box around a picture that holds words, where these are no more than a caption."""
    found = shapes(tree)
    boxes: dict[_Element, None] = {}
    for image in list(tree.iter("img", "picture")):
        box = image.getparent()
        while box is not None and not text_of(box) and box.tag not in WHOLES:
            box = box.getparent()
        if box is not None and _may_caption(box, found):
            boxes[box] = None
    together: Counter[tuple[str, str | None]] = Counter()
    for box in boxes:
        together[name_of(box)] += found[box].prose
    most = CAPTIONS_SHARE * found[tree].prose
    for box in boxes:
        if box.tag == "figure" or together[name_of(box)] <= most:
            remove(box)


def _may_caption(box: _Element, found: dict[_Element, Shape]) -> bool:
    """Whether a box with a picture and words is small, and holds no headings and hardly any paragraphs."""
    if box.tag in (WHOLES - {"figure"}) or box.tag in INLINE or box.tag in ("p", *HEADINGS):
        return False
    paragraphs = sum(
        1 for part in elements(box) if part.tag in _PARAGRAPHS or (found[part].prose and not found[part].blocks)
    )
    short = paragraphs <= 2 and len(text_of(box)) <= CAPTION_LONGEST
    return short and next(box.iter("table", *HEADINGS), None) is None
