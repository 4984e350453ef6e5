"""Cards of other texts between an article's paragraphs: a label, a headline, a sentence or two, a date."""

import re
from itertools import pairwise

from embeddings.judged import Line
from embeddings.kinship import kinship
from embeddings.telling import seen

LABEL_LONGEST = 5
"""Words of a label that names no text: what it announces stands below it."""

TEASER_LONGEST = 260
KIN = 0.25
"""A teaser is at most that long, and the rest speaks of less than that of it."""

FEWEST = 6
"""Among fewer paragraphs sharing no words says nothing."""

BOXED_LONGEST = 320
BOXED = 3
"""So many lines, together that long, between two calls of the page are of one box with them."""

_CALLS = ("appeal", "subscription")
_LISTED = ("date line", "player", "headlines", "link list", "credit")
_CUT = re.compile(r"(?:…|\.\.\.)$")
_TAKEN_BY = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3} ?/ ?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}")
"""A photographer and an agency, in a line of their own."""


def judge_cards(lines: list[Line]) -> None:
    """Set apart the headlines and teasers below labels and above dates, captions above credits, and what is boxed."""
    shares = _shares(lines)
    _below_labels(lines, shares)
    _above_labels(lines)
    _above_lists(lines)
    _above_credits(lines)
    _between_calls(lines, shares)


def _shares(lines: list[Line]) -> dict[int, float]:
    """How much of each line of the body the rest speaks of."""
    body = [(at, line.stems) for at, line in enumerate(lines) if line.kind == "body"]
    if len(body) < FEWEST:
        return {}
    beside = [line.stems for line in lines if line.kind == "heading"]
    return dict(zip((at for at, _ in body), kinship([words for _, words in body], beside), strict=True))


def _bare(line: Line) -> bool:
    return line.reason == "link list" and len(line.text.split()) <= LABEL_LONGEST


def _below_labels(lines: list[Line], shares: dict[int, float]) -> None:
    """The headlines right below a label, and a paragraph below these of which the rest speaks little."""
    at = 0
    while at < len(lines):
        first = at + 1
        if _bare(lines[at]):
            while first < len(lines) and (lines[first].reason in ("heading", "link list", "headlines")):
                lines[first].set("chrome", lines[first].reason if lines[first].kind == "chrome" else "headlines")
                first += 1
            if first > at + 1 and first < len(lines) and _teases(lines[first], shares.get(first, 1.0)):
                lines[first].set_apart("headlines")
        at = first


def _teases(line: Line, share: float) -> bool:
    return line.kind == "body" and len(line.text) <= TEASER_LONGEST and share < KIN


def _above_labels(lines: list[Line]) -> None:
    """A headline and a sentence that is cut short above a label that leads to the rest of them."""
    for head, teaser, label in zip(lines, lines[1:], lines[2:], strict=False):
        if _bare(label) and head.kind != "body" and teaser.kind == "body" and _CUT.search(teaser.text):
            teaser.set_apart("headlines")
            if head.reason == "heading":
                head.set("chrome", "headlines")


def _above_lists(lines: list[Line]) -> None:
    """The headings below the first paragraph right above a date, a credit or headlines, and no paragraph."""
    opened = next((at for at, line in enumerate(lines) if line.kind == "body"), len(lines))
    listed = False
    for line in reversed(lines[opened:]):
        listed = line.reason in _LISTED or (listed and line.reason == "heading")
        if listed and line.kind != "chrome":
            line.set("chrome", "headlines")


def _above_credits(lines: list[Line]) -> None:
    """A sentence that says where or when, right above who took its picture, or between "Image" and its caption."""
    for above, line, credit in zip(lines, lines[1:], lines[2:], strict=False):
        signed = credit.reason == "credit" and _TAKEN_BY.fullmatch(credit.text) and seen(line.text)
        described = above.reason == credit.reason == "caption" and len(above.text.split()) == 1
        if line.kind == "body" and (signed or (described and len(line.text) <= TEASER_LONGEST)):
            line.set_apart("caption")


def _between_calls(lines: list[Line], shares: dict[int, float]) -> None:
    """A few short lines between two calls of the page."""
    calls = [at for at, line in enumerate(lines) if line.reason in _CALLS]
    for above, below in pairwise(calls):
        boxed = range(above + 1, below)
        own = [at for at in boxed if lines[at].kind != "chrome"]
        short = len(own) <= BOXED and sum(len(lines[at].text) for at in own) <= BOXED_LONGEST
        if short and all(lines[at].kind == "heading" or shares.get(at, 1.0) < KIN for at in own):
            for at in own:
                lines[at].set_apart("appeal")
