"""What a page says of the videos, pictures and posts it shows between an article's paragraphs."""

import re

from lxml.etree import _Element

from bot.sources.readers.page_shape import INLINE, WHOLES, elements, holds_block, remove, shapes, text_of
from embeddings.telling import opens_back, tells
from embeddings.voice import said

_PLAYED = ("iframe", "video", "audio", "object", "embed")
_ENDS = ("video", "audio", "youtube", "iframe", "brightcove", "vimeo", "soundcloud", "player")
"""How a site's own elements that play something end."""

ANNOUNCED_LONGEST = 25
"""A line of more words above a video announces none."""

_LINES = ("p", "li", "td", "th", "tr", "ul", "ol", "dl", "dt", "dd", "table", "blockquote")
"""What holds no player of its own: a word that opens one of these is of its text."""

_ORDERS = re.compile(r"(?:watch|listen|see|view|hear|play|here(?:[’']s| is| are))\b[^\"“”]*$", re.IGNORECASE)
_SHOWN = re.compile(
    r"\b(?:video|clip|audio|footage|recording|player|podcast|stream|livestream|trailer|below|above)\b", re.IGNORECASE
)
_SAID = re.compile(r"\b(?:says?|tells?|writes?|according to|tweets?|argues?|warns?|repl(?:y|ies)|adds?)\b")

SIGNED = re.compile(r"[—–-]+ ?[^@]{2,60}\(@\w+\)")
"""The line under a post of a network: who wrote it, and what he is called there."""

POST_LONGEST = 90

PLAYER_LONGEST = 60
"""Words of a player's box."""

LABEL_LONGEST = 2
"""Words of a player's button or label."""

_CONTROL = re.compile(
    r"(?:play|watch|listen|video|audio|podcast)(?: (?:now|live|video|audio|clip|player))?", re.IGNORECASE
)


def remove_players(tree: _Element) -> None:
    """Take out the small boxes that open with a player's button or label: the title and length of what it plays."""
    found = shapes(tree)
    for part, shape in found.items():
        if not 0 < shape.words <= LABEL_LONGEST or not _alone(part) or not _CONTROL.fullmatch(text_of(part)):
            continue
        box: _Element | None = part
        while box is not None and found[box].words == shape.words:
            box = box.getparent()
        if box is None or box.tag in (WHOLES - {"figure"}) or box.tag in INLINE or box.tag in _LINES:
            continue
        small = found[box].words <= PLAYER_LONGEST and next(box.iter("h1"), None) is None
        if small and text_of(box).startswith(text_of(part)):
            remove(box)


def _alone(part: _Element) -> bool:
    """Whether an element is a button or a line of its own: a block, or followed by one."""
    if (part.tail or "").strip():
        return False
    below = part.getnext()
    followed = below is not None and isinstance(below.tag, str) and below.tag not in INLINE
    return part.tag == "button" or part.tag not in INLINE or (part.tag != "a" and followed)


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
    if element.tag not in ("p", "div") or holds_block(element):
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
