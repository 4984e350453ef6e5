"""What a page offers above a button of its own: the lines that say what pressing it brings."""

import re

from lxml.etree import _Element

from bot.sources.readers.page_shape import INLINE, WHOLES, elements, holds_block, remove, text_of
from embeddings import chrome
from embeddings.voice import said, voices_of

LINES = 3
"""So many lines above a button may be its offer."""

LONGEST = 30
"""Words of one."""

_CALLS = frozenset({"subscription", "appeal"})
_BUTTON = re.compile(
    r"(?:sign|join|log) (?:me |us )?(?:up|in|on)\b.{0,30}|(?:join|subscribe|register|donate)\b.{0,30}", re.I
)


def remove_offers(tree: _Element) -> None:
    """Take out the short lines above a button to sign up that speak as the site, and what names it above them."""
    for button in [element for element in elements(tree) if element.tag in ("button", "input") and _calls(element)]:
        lines: list[_Element] = []
        at: _Element | None = _above(button)
        while at is not None and len(lines) < LINES and _offers(at):
            lines.append(at)
            if chrome.line_reason(text_of(at)):
                for line in lines:
                    remove(line)
                break
            at = _above(at)


def _calls(button: _Element) -> bool:
    words = text_of(button) or button.get("value") or ""
    return bool(_BUTTON.fullmatch(words)) or chrome.line_reason(words) in _CALLS


def _above(button: _Element) -> _Element | None:
    """The block with words right above a button, which nothing stands beside; None where there is none."""
    box: _Element | None = button
    while box is not None and box.tag not in WHOLES:
        above = box.getprevious()
        if above is None:
            box = box.getparent()
            if box is not None and (box.text or "").strip():
                return None
            continue
        if not isinstance(above.tag, str) or (above.tail or "").strip():
            return None
        if text_of(above):
            return above
        box = above
    return None


def _offers(block: _Element) -> bool:
    """Whether a block may be a line of an offer: furniture by its words, or in the voice of the site."""
    if block.tag in INLINE or holds_block(block):
        return False
    text = text_of(block)
    if len(text.split()) > LONGEST or said(text):
        return False
    return bool(chrome.line_reason(text) or voices_of(text))
