"""Lines by their company: what a line alone does not show, and its neighbours do.

Headlines of other articles stand in stacks, menus come again, lists of links close a page. Where lines are given as
their texts, None stands for one that is already set apart: it is passed over.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from embeddings.appeals import orders
from embeddings.judged import Line
from embeddings.voice import voices_of

STACK = 4
"""So many lines in a row without the end of a sentence are headlines or a menu."""

HEADING_STACK = 3
"""So many headings in a row, with no body between them, are links."""

FOOT_LIST = 3

ANNOUNCING = 4
"""A line of fewer words before a colon is a label ("Tags:")."""

ISLAND_LONGEST = 160

HEADLINE_LONGEST = 260

POST_LONGEST = 320

_ENDED = re.compile(r"[.!?…;:,][\"”’»')\]>]*\s*(?:\[\d+\]|[\u2580-\u27bf])?$|[;,] (?:and|or)$")
_ENDS_WITHIN = re.compile(r"[.!?…][\"”’»')\]]*\s+[\"“‘«(]?[A-Z]")
_CREDIT = re.compile(r"\(.*\)|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)+ ?/ ?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}")
"""A line in brackets, or a photographer and an agency."""
_ITEM = re.compile(r"(?:[•▪◦·*–-]|\d{1,2}[.)])\s")


def unended(text: str) -> bool:
    """Whether a line ends no sentence."""
    return not _ENDED.search(text[-12:])


def unfinished(text: str) -> bool:
    """Whether a line ends no sentence, holds no several of them, and is no item of a list."""
    return (
        len(text) <= HEADLINE_LONGEST
        and unended(text)
        and not _ITEM.match(text)
        and len(_ENDS_WITHIN.findall(text)) < 2
    )


def runs(marked: Iterable[bool | None], fewest: int) -> set[int]:
    """The places in runs of True that are at least ``fewest`` long; None neither counts nor ends a run."""
    found: set[int] = set()
    run: list[int] = []
    for place, mark in enumerate(marked):
        if mark is False:
            if len(run) >= fewest:
                found.update(run)
            run = []
        elif mark:
            run.append(place)
    return found | set(run) if len(run) >= fewest else found


def stacks(texts: Sequence[str | None]) -> set[int]:
    """The lines in stacks of headlines or of a menu's entries."""
    return runs((None if text is None else unfinished(text) for text in texts), STACK)


def repeated(texts: Sequence[str | None]) -> set[int]:
    """The lines that stand in the text more than once."""
    counts = Counter(text.casefold() for text in texts if text is not None)
    return {place for place, text in enumerate(texts) if text is not None and counts[text.casefold()] > 1}


def foot_list(texts: Sequence[str | None]) -> set[int]:
    """The items of a list of headlines that closes the text; a list that a colon opens belongs to the text."""
    found: list[int] = []
    for place in range(len(texts) - 1, -1, -1):
        text = texts[place]
        if text is None:
            continue
        if not _ITEM.match(text) or _ENDED.search(text):
            return set(found) if len(found) >= FOOT_LIST and not text.endswith(":") else set()
        found.append(place)
    return set()


def announced(lines: list[Line]) -> set[int]:
    """The items in small letters below a line that ends in a colon: no headline begins so."""
    found: set[int] = set()
    opened = False
    for at, line in enumerate(lines):
        if opened and line.kind is None and line.text[:1].islower():
            found.add(at)
        else:
            opened = line.kind is None and line.text.endswith(":") and len(line.text.split()) >= ANNOUNCING
    return found


def judge_stacks(lines: list[Line], items: set[int]) -> set[int]:
    """The lines that stand in stacks of headlines or repeat each other; none of them is prose.

    ``items`` are the places of those of a list, which are neither.
    """
    texts = [line.text if line.kind is None and at not in items else None for at, line in enumerate(lines)]
    stacked = stacks(["." if line.unit.lines > 1 else text for line, text in zip(lines, texts, strict=True)])
    for index in stacked:
        lines[index].prose = False
    if not any(line.prose for line in lines):
        return set()
    short = [text if not line.prose else None for line, text in zip(lines, texts, strict=True)]
    # What stands right above prose is its heading, though a list of contents names it too.
    return stacked | {at for at in repeated(short) if at + 1 == len(lines) or not lines[at + 1].prose}


def judge_links(lines: list[Line], stacked: set[int]) -> None:
    """Set apart the stacks, and the list of headlines that closes the article."""
    foot = foot_list([line.text if line.kind is None else None for line in lines])
    for index in stacked | foot:
        if lines[index].kind is None:
            lines[index].set("chrome", "headlines")
            lines[index].prose = False


def judge_posts(lines: list[Line]) -> None:
    """What stands right above the name under a network's post is the post, where no colon announces it."""
    for before, line, below in zip([None, *lines], lines, lines[1:], strict=False):
        announced = before is not None and before.text.endswith(":")
        if below.reason == "post" and line.kind != "chrome" and len(line.text) <= POST_LONGEST and not announced:
            line.set_apart("post")


def judge_headings(lines: list[Line]) -> None:
    """Headings one upon another, with no body between them, are links."""
    marks = [None if line.kind == "chrome" else line.reason == "heading" for line in lines]
    for index in runs(marks, HEADING_STACK):
        lines[index].set("chrome", "headlines")


def judge_strange_headings(lines: list[Line]) -> None:
    """A heading beside a line of the page's that shares no words with the article leads elsewhere.

    One in brackets or of a photographer and an agency is a credit, one that speaks to the reader a call.
    """
    for line in lines:
        if line.reason == "heading" and _CREDIT.fullmatch(line.text):
            line.set("chrome", "credit")
    beside = [
        line
        for at, line in enumerate(lines)
        if line.reason == "heading"
        and any(near.kind == "chrome" and not near.rule for near in lines[max(at - 1, 0) : at + 2])
    ]
    if not beside:
        return
    told = frozenset().union(*(line.stems for line in lines if line.kind == "body" or line.reason == "title"))
    for line in beside:
        calls = orders(line.text) or voices_of(line.text)
        if calls or (line.stems and line.stems.isdisjoint(told)):
            line.set("chrome", "headlines")


def judge_islands(lines: list[Line]) -> None:
    """A short line of body under two headings and above no body is a teaser: its headings are links."""
    for at in range(2, len(lines) - 1):
        line = lines[at]
        if line.kind != "body" or len(line.text) > ISLAND_LONGEST or lines[at + 1].kind == "body":
            continue
        if all(above.kind == "heading" and above.reason == "heading" for above in lines[at - 2 : at]):
            for part in lines[at - 2 : at + 1]:
                part.set("chrome", "headlines")
