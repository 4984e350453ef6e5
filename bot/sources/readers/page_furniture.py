"""What a page itself marks as no part of its article, taken out before trafilatura looks for the text.

A page says in four ways that a part of it is not the article: by its element or role (``nav``, ``figcaption``,
``role="dialog"``), by hiding it, by the words of its classes and ids (``related-posts``, ``imageCaption``), and by
its shape (a list of links, a picture's box with a line under it, a table that only lays the page out).
"""

import re
from collections.abc import Iterator

from lxml.etree import _Element

_ELEMENTS = frozenset(
    {
        *("nav", "aside", "footer", "form", "button", "select", "textarea", "dialog", "template", "menu"),
        *("figcaption", "audio", "video", "object", "embed", "iframe", "noscript", "svg", "canvas", "map"),
        *("script", "style", "amp-consent", "amp-sidebar", "amp-ad", "amp-video", "amp-list", "amp-audio"),
    }
)
_ROLES = frozenset(
    {
        *("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "alert", "menu"),
        *("menubar", "toolbar", "tablist", "tooltip", "status", "form", "button"),
    }
)
_NAMES = frozenset(
    {
        *("ad", "ads", "adv", "advert", "advertisement", "advertising", "sponsor", "sponsored", "promo", "promotion"),
        *("promoted", "outbrain", "taboola", "newsletter", "newsletters", "subscribe", "subscription", "signup"),
        *("paywall", "donate", "donation", "related", "recommended", "recommendation", "recommendations", "recirc"),
        *("trending", "popular", "teaser", "teasers", "share", "sharing", "shares", "sharebar", "social", "addtoany"),
        *("sharedaddy", "caption", "captions", "figcaption", "credit", "credits", "comment", "comments", "disqus"),
        *("cookie", "cookies", "consent", "gdpr", "nav", "navbar", "navigation", "menu", "menubar", "breadcrumb"),
        *("breadcrumbs", "sidebar", "masthead", "footer", "pagination", "pager", "skip", "byline", "author", "authors"),
        *("bio", "dateline", "timestamp", "tags", "taglist", "player", "vjs", "poll", "quiz", "popup", "modal"),
        *("overlay", "toast", "banner", "noprint", "hidden", "offscreen", "respond", "correction"),
    }
)
"""Words of classes and ids by which pages name what stands beside their text; a name is compared word by word."""

_PAIRS = frozenset(
    {
        *(("screen", "reader"), ("sr", "only"), ("visually", "hidden"), ("read", "more"), ("read", "also")),
        *(("see", "also"), ("most", "read"), ("more", "stories"), ("more", "news"), ("latest", "news"), ("up", "next")),
        *(("related", "posts"), ("sign", "up"), ("call", "out"), ("editors", "note"), ("wp", "caption")),
    }
)
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = frozenset({"p", "div", "section", "li", "ul", "ol", "td", "dl", "h1", "h2", "h3", "h4", "h5", "h6"})
_WHOLES = frozenset({"figure", "section", "article", "main", "body", "html"})
"""A picture's box lies within one of these."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_INLINE = frozenset({"span", "a", "time", "b", "i", "em", "strong", "small", "button", "label"})

LABEL_LONGEST = 6
"""Words of a label."""

MOST = 0.5
"""What holds more than this share of a page's words is the article, whatever its name."""

ALL_LINKS = 0.85
"""A block with more than this share of its words in links is a list of links."""

CAPTION_LONGEST = 500
CELL_LONGEST = 400
"""A table with a cell of more characters lays out the page and holds no data."""


def take_furniture_out(tree: _Element) -> None:
    """Remove from a page, in place, what its own markup sets apart from the article."""
    _fold_white_space(tree)
    _lay_tables_open(tree)
    total = _words(tree)
    for element in list(_elements(tree)):
        if element.getparent() is None or element.tag in ("html", "body", "head", "article", "main"):
            continue
        if _set_apart(element) and _words(element) <= MOST * total:
            _remove(element)
    _remove_captions(tree)
    for element in list(_elements(tree)):
        if element.tag in _BLOCKS and element.getparent() is not None and (_only_links(element) or _labels(element)):
            if _words(element) <= MOST * total:
                _remove(element)


def _fold_white_space(tree: _Element) -> None:
    """Line breaks of the source become the spaces that a browser shows, but for preformatted text."""
    for element in tree.iter():
        if element.tag == "pre" or next(element.iterancestors("pre"), None) is not None:
            continue
        if isinstance(element.tag, str) and element.text:
            element.text = _WHITE.sub(" ", element.text)
        if element.tail:
            element.tail = _WHITE.sub(" ", element.tail)


def _elements(tree: _Element) -> Iterator[_Element]:
    """The elements in document order, without comments and processing instructions."""
    return (element for element in tree.iter() if isinstance(element.tag, str))


def _words(element: _Element) -> int:
    return len(_text(element).split())


def _text(element: _Element) -> str:
    return " ".join(" ".join(element.itertext(with_tail=False)).split())


def _remove(element: _Element) -> None:
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


def _set_apart(element: _Element) -> bool:
    """Whether an element's kind, role, hiding or name says that it is beside the article."""
    if element.tag in _ELEMENTS or element.get("role", "").lower() in _ROLES:
        return True
    if "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    if _HIDING.search(element.get("style", "")):
        return True
    words = [word.lower() for word in _NAME_WORD.findall(f"{element.get('id', '')} {element.get('class', '')}")]
    return any(word in _NAMES for word in words) or any(pair in _PAIRS for pair in zip(words, words[1:], strict=False))


def _lay_tables_open(tree: _Element) -> None:
    """Make plain blocks of the tables that only lay out the page."""
    for table in list(tree.iter("table")):
        cells = list(table.iter("td"))
        if table.get("role") == "presentation" or any(_lays_out(cell) for cell in cells):
            for part in list(_elements(table)):
                if part.tag in ("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
                    part.tag = "div"


def _lays_out(cell: _Element) -> bool:
    return (
        any(True for _ in cell.iter("table", "ul", "ol", "h1", "h2", "h3", "img"))
        or sum(1 for _ in cell.iter("p", "br")) > 2
        or len(_text(cell)) > CELL_LONGEST
    )


def _remove_captions(tree: _Element) -> None:
    """Take out the smallest box around a picture that holds words, where these are no more than a caption."""
    for image in list(tree.iter("img", "amp-img", "picture")):
        box = image.getparent()
        while box is not None and not _words(box) and box.tag not in _WHOLES:
            box = box.getparent()
        if box is None or box.tag in (_WHOLES - {"figure"}) or box.tag in ("p", "a", "span", *_HEADINGS):
            continue
        paragraphs = sum(1 for part in _elements(box) if part.tag in ("p", "li", "blockquote"))
        if paragraphs <= 2 and len(_text(box)) <= CAPTION_LONGEST and next(box.iter(*_HEADINGS, "table"), None) is None:
            _remove(box)


def _only_links(element: _Element) -> bool:
    """Whether nearly all of a block's words are links; a heading that is a link stays."""
    words = _words(element)
    if not words or element.tag in _HEADINGS:
        return False
    linked = sum(_words(link) for link in element.iter("a"))
    return linked > ALL_LINKS * words


def _labels(element: _Element) -> bool:
    """Whether a block is a row of short labels beside each other: buttons, tags, sections of the site."""
    if element.tag in _HEADINGS or (element.text or "").strip():
        return False
    parts = [part for part in element if isinstance(part.tag, str)]
    if len(parts) < 2 or any((part.tail or "").strip() for part in parts):
        return False
    texts = [_text(part) for part in parts]
    return all(part.tag in _INLINE for part in parts) and all(
        len(text.split()) <= LABEL_LONGEST and not text.endswith((".", "!", "?", "”", '"', ":")) for text in texts
    )
