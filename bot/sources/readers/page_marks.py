"""How a part of a page is marked as no part of its article: by its element, role, name, or by being hidden."""

import re
from itertools import pairwise

from lxml.etree import _Element

_ELEMENTS = frozenset(
    {
        *("nav", "aside", "footer", "form", "button", "select", "textarea", "dialog", "menu"),
        *("figcaption", "audio", "video", "object", "embed", "iframe", "noscript", "svg", "canvas", "map"),
        *("script", "style"),
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
        *(
            "breadcrumbs",
            "sidebar",
            "masthead",
            "footer",
            "pagination",
            "pager",
            "skip",
            "byline",
            "author",
            "authors",
        ),
        *("bio", "dateline", "timestamp", "tags", "taglist", "player", "vjs", "poll", "quiz", "popup", "modal"),
        *("widget", "embed", "embedded", "meta", "metadata", "rating", "syndication", "btn", "button", "buttons"),
        *("carousel", "slider", "ticker", "toc", "disclaimer", "copyright", "legal", "license", "callout", "rail"),
        *("badge", "disclosure", "reactions", "survey", "donor", "appeal", "fundraiser", "fundraising", "membership"),
        *("contribute", "toolbar", "tools", "actions", "controls", "audio", "gallery", "photographer", "datetime"),
        *("topics", "keywords", "categories", "languages", "corrections", "colophon", "announce", "announcement"),
        *("follow", "notification", "notifications", "download", "upsell", "regwall", "notice", "links", "suggested"),
        *("suggestions", "werbung", "anzeige", "reklama", "reklam", "publicite", "publicidad", "pullquote"),
        *("overlay", "toast", "banner", "noprint", "offscreen", "respond", "correction", "cta", "legend"),
    }
)
"""Words of classes and ids by which pages name what stands beside their text; a name is compared word by word."""

_LABELS = frozenset(
    {
        *(
            "button",
            "buttons",
            "btn",
            "meta",
            "metadata",
            "actions",
            "tools",
            "toolbar",
            "controls",
            "links",
            "topics",
        ),
        *("keywords", "categories", "tags", "badge", "datetime", "timestamp", "languages", "follow", "download"),
    }
)
"""Those of them that name no paragraph: what holds prose is not furniture by such a name."""

_PAIRS = frozenset(
    {
        *(("screen", "reader"), ("sr", "only"), ("visually", "hidden"), ("read", "more"), ("read", "also")),
        *(
            ("see", "also"),
            ("most", "read"),
            ("more", "stories"),
            ("more", "news"),
            ("latest", "news"),
            ("up", "next"),
        ),
        *(
            ("up", "next"),
            ("related", "posts"),
            ("sign", "up"),
            ("call", "out"),
            ("pull", "quote"),
            ("editors", "note"),
            ("wp", "caption"),
        ),
    }
)
_WHOLLY = frozenset(
    {"comment", "comments", "disqus", "cookie", "cookies", "consent", "gdpr", "nav", "footer", "respond"}
)
"""Names of what may hold much prose and is never the article."""

_HAVING = frozenset({"has", "with", "no", "without", "not"})
_STATES = frozenset({"open", "opened", "closed", "enabled", "disabled", "allowed", "on", "off", "active", "inactive"})
"""What follows the name of something that a page has ("comments-open"), not of what the element is."""

_UNSEEN = frozenset({("screen", "reader"), ("sr", "only"), ("visually", "hidden")})

_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def set_apart(element: _Element, unfolds: bool) -> str | None:
    """How an element's kind, role, hiding or name says that it is beside the article, or None.

    ``unfolds``: a button beside it shows what it hides.
    """
    if element.tag in _ELEMENTS or element.get("role", "").lower() in _ROLES:
        return "wholly"
    if element.tag == "template" and element.get("shadowrootmode") is None:
        return "hidden"
    if not unfolds and hides(element):
        return "hidden"
    if not unfolds and element.get("aria-hidden") == "true":
        return "named"
    words = _named(f"{element.get('id', '')} {element.get('class', '')}")
    if not _WHOLLY.isdisjoint(words):
        return "wholly"
    names = _NAMES.intersection(words)
    if names - _LABELS or any(pair in _PAIRS for pair in pairwise(words)):
        return "named"
    return "label" if names else None


def hides(element: _Element) -> bool:
    """Whether a browser does not show an element."""
    return "hidden" in element.attrib or bool(_HIDING.search(element.get("style", "")))


def _named(names: str) -> list[str]:
    """The words of classes and ids, but for what an element is only said to have ("has-sidebar", "comments-open")."""
    found: list[str] = []
    for name in names.split():
        words = [word.lower() for word in _NAME_WORD.findall(name)]
        if words and words[-1] in _STATES:
            continue
        found += [word for before, word in pairwise(["", *words]) if before not in _HAVING]
    return found


def in_a_sentence(element: _Element) -> bool:
    """Whether words stand beside an inline element in its own line."""
    parent = element.getparent()
    before = element.getprevious()
    line = parent.text if parent is not None and before is None else None if before is None else before.tail
    return any(text and text.strip() for text in (element.tail, line))


def unseen(element: _Element) -> bool:
    """Whether a browser hides an inline element, or shows it to screen readers alone."""
    words = [word.lower() for word in _NAME_WORD.findall(element.get("class", ""))]
    return hides(element) or any(pair in _UNSEEN for pair in pairwise(words))
