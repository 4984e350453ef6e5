"""What a page itself marks as no part of its article, taken out before trafilatura looks for the text.

A page says in four ways that a part of it is not the article: by its element or role (``nav``, ``figcaption``,
``role="dialog"``), by hiding it, by the words of its classes and ids (``related-posts``, ``imageCaption``), and by
its shape (a list of links, a picture's box with a line under it, a table that only lays the page out).
"""

from collections import Counter

from lxml.etree import _Element, strip_tags

from bot.sources.readers.page_captions import remove_captions
from bot.sources.readers.page_links import kind, name_of, remove_links, remove_lone_teasers, remove_teasers
from bot.sources.readers.page_looks import keep_article
from bot.sources.readers.page_marks import hides, in_a_sentence, set_apart, unseen
from bot.sources.readers.page_media import SIGNED, remove_announcements, remove_players, remove_posts
from bot.sources.readers.page_offers import remove_offers
from bot.sources.readers.page_runs import wrap_runs
from bot.sources.readers.page_shape import (
    HEADINGS,
    INLINE,
    MOST,
    WHOLES,
    Shape,
    body_of,
    elements,
    fold_white_space,
    name_custom_elements,
    remove,
    shapes,
    text_of,
)
from bot.sources.readers.page_tables import lay_tables_open
from embeddings import chrome

_ATTRIBUTES = ("class", "id", "style", "role", "hidden", "aria-hidden")

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

BOX_LONGEST = 110
BOX_FURNITURE = 0.25
"""A box of at most so many words is furniture when this share of them says so."""


_UNFOLDED = "unfolded"


def take_furniture_out(tree: _Element) -> bool:
    """Remove from a page, in place, what its own markup sets apart from the article.

    Returns whether nothing but the article is left, so that no more is to be looked for.
    """
    fold_white_space(tree)
    remove_announcements(tree)
    remove_players(tree)
    remove_offers(tree)
    name_custom_elements(tree)
    lay_tables_open(tree)
    remove_posts(tree)
    _remove_set_apart(tree)
    remove_captions(tree)
    remove_lone_teasers(tree)
    remove_links(tree)
    remove_teasers(tree)
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
            named = not rich.isdisjoint({kind(element), name_of(element)})
            kept = (reason != "wholly" and named) or _headed(element, shape)
            taken = reason is not None and not kept and shape.words <= MOST * total
        if taken:
            box = element.getparent()
            remove(element)
            # A picture that had words of its own does not stand above those of others.
            if box is not None and box.tag not in WHOLES and found[box].words == shape.words:
                remove(box)
    _unfold(tree, unfolding)


def _unfold(tree: _Element, unfolding: set[_Element | None]) -> None:
    """Put what buttons unfold in the place of its boxes: it belongs to the text around it."""
    for box in unfolding:
        panels = [part for part in box if hides(part) and text_of(part)] if box is not None else []
        for part in (box, *panels) if box is not None and panels else ():
            if part.tag == "div":
                part.tag = _UNFOLDED
    strip_tags(tree, _UNFOLDED)


def _headed(element: _Element, shape: Shape) -> bool:
    """Whether an element holds a page's headline and text, whatever it is called."""
    return shape.prose > PROSE_OF_A_BOX and next(element.iter("h1"), None) is not None


def _rich(found: dict[_Element, Shape], total: int) -> set[tuple[object, ...]]:
    """The kinds of which one holds more prose than a box, or all together most of the page's, and such names.

    A name that most of the page's prose bears says nothing of it, wherever it stands: posts lie in boxes each.
    """
    together: Counter[tuple[object, ...]] = Counter()
    rich: set[tuple[object, ...]] = set()
    for element, shape in found.items():
        if shape.prose:
            alike = kind(element)
            parent = element.getparent()
            together[alike] += shape.prose
            if shape.prose > PROSE_OF_A_BOX:
                rich.add(alike)
            if parent is None or name_of(parent) != name_of(element):
                together[name_of(element)] += shape.prose
    return rich | {alike for alike, prose in together.items() if prose > MOST * total}


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
        signed = any(SIGNED.match(line) for line in lines)
        if signed or (said and said >= BOX_FURNITURE * sum(len(line.split()) for line in lines)):
            remove(element)


def _remove_after(body: _Element) -> None:
    """Take out what follows the article's body in the page."""
    at: _Element | None = body
    while at is not None and at.tag not in ("body", "html"):
        for following in list(at.itersiblings()):
            if isinstance(following.tag, str):
                remove(following)
        at = at.getparent()
