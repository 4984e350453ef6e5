"""What a page says of the videos, pictures and posts it shows between an article's paragraphs."""

import re

from lxml.etree import _Element

from bot.sources.readers.page_shape import INLINE, WHOLES, elements, remove, text_of
from embeddings.telling import opens_back, tells
from embeddings.voice import said

_PLAYED = ("iframe", "video", "audio", "object", "embed")
_ENDS = ("video", "audio", "youtube", "iframe", "brightcove", "vimeo", "soundcloud", "player")
"""How a site's own elements that play something end."""

ANNOUNCED_LONGEST = 25
"""A line of more words above a video announces none."""

_ORDERS = re.compile(r"(?:watch|listen|see|view|hear|play|here(?:[’']s| is| are))\b[^\"“”]*$", re.IGNORECASE)
_SHOWN = re.compile(
    r"\b(?:video|clip|audio|footage|recording|player|podcast|stream|livestream|trailer|below|above)\b", re.IGNORECASE
)
_SAID = re.compile(r"\b(?:says?|tells?|writes?|according to|tweets?|argues?|warns?|repl(?:y|ies)|adds?)\b")

SIGNED = re.compile(r"[—–-]+ ?[^@]{2,60}\(@\w+\)")
"""The line under a post of a network: who wrote it, and what he is called there."""

POST_LONGEST = 90


def remove_announcements(tree: _Element) -> None:
    """Take out the short lines that announce the video or recording which stands right below them."""
    for media in [element for element in elements(tree) if _plays(element)]:
        box: _Element | None = media
        above = None
        while box is not None and box.tag not in WHOLES and above is None:
            above = box.getprevious()
            if (box is not media and text_of(box)) or (above is not None and (above.tail or "").strip()):
                break
            box = box.getparent()
        if above is not None and isinstance(above.tag, str) and _announces(above):
            remove(above)


def _plays(element: _Element) -> bool:
    return element.tag in _PLAYED or ("-" in element.tag and element.tag.rsplit("-", 1)[-1] in _ENDS)


def _announces(element: _Element) -> bool:
    if element.tag not in ("p", "div") or any(part.tag not in INLINE for part in element.iterdescendants("*")):
        return False
    text = text_of(element)
    if not text or len(text.split()) > ANNOUNCED_LONGEST or said(text) or _SAID.search(text):
        return False
    return bool(_ORDERS.match(text) or (_SHOWN.search(text) and not tells(text) and not opens_back(text)))


def remove_posts(tree: _Element) -> None:
    """Take out what is set as a quotation and signed as a post of a network is, where no colon announces it."""
    for quotation in list(tree.iter("blockquote")):
        words = text_of(quotation)
        if len(words.split()) > POST_LONGEST or not SIGNED.search(words):
            continue
        above = quotation.getprevious()
        if above is None or not text_of(above).endswith(":"):
            remove(quotation)
