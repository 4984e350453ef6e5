"""Where the quotations of a paragraph stand, in the punctuation of English and of translations into it.

Besides paired marks this reads what translated news holds: quotations opened by a dash at the head of the
paragraph and closed by a lone mark ("— We wait," he said), resumed by a dash after the attribution, closed by a
comma and a dash ("the other side,— said the minister"), nested straight marks, and quotations never closed.
"""

import re
from dataclasses import dataclass

_MARKS = re.compile(r'["“”„‟«»]')
_DASH_LED = re.compile(r"\s*[—–―]\s*(?=[\w\"“«„(\[$€£¥])|\s*-\s+(?=[A-Z\"“«„])")
_RESUMED = re.compile(r"(?<=[.!?,])\s+[—–―]\s*(?=[\w\"“«„(])")
_COMMA_DASH = re.compile(r"[,!?.…]\s*[—–―]\s*(?=[a-z])")
_NO_OPENING = re.compile(r"\s|[.,;:!?)](?!\.)")
_OPENS_AFTER = re.compile(r"[\s(\[{—–―\-/'‘:,]")
_CLOSES_BEFORE = re.compile(r"[\s)\]}.,;:!?…—–―\-/'’]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The quoted words ``text[start:end]`` without their marks; ``closed`` is false where no mark closes them."""

    start: int
    end: int
    closed: bool
    dash_led: bool = False


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations of one paragraph, in order; offsets are into ``text``."""
    marks = [(match.start(), match.group()) for match in _MARKS.finditer(text)]
    found: list[Quotation] = []
    opened: int | None = None
    dash_led = False
    depth = 0
    passed = 0  # up to here no dash takes the last quotation up again
    looked = 0  # up to here no comma and dash close the quotation that is open
    lead = _DASH_LED.match(text)
    if lead:
        opened, dash_led, depth = lead.end(), True, 1
    for position, mark in marks:
        # A quotation left open by its author may be closed by ",— said". No mark is part of that: what was looked at
        # up to the mark before stays so.
        if (
            opened is not None
            and depth == 1
            and (stop := _comma_dash(text, max(opened, looked), position)) is not None
        ):
            found.append(Quotation(opened, stop, closed=True, dash_led=dash_led))
            opened, depth, dash_led = None, 0, False
        looked = position if depth == 1 else looked
        if opened is None and (resumed := _resumed(text, found, passed, position)) is not None:
            opened, dash_led, depth, looked = resumed, True, 1, 0
        passed = position if opened is None else 0
        if _opens(text, position, mark, inside=opened is not None):
            if opened is None:
                opened, dash_led = position + 1, False
            depth += 1
        elif opened is not None:
            depth -= 1
            if depth == 0:
                found.append(Quotation(opened, position, closed=True, dash_led=dash_led))
                opened, dash_led = None, False
    if opened is None and (resumed := _resumed(text, found, passed, len(text))) is not None:
        opened, dash_led = resumed, True
    if opened is not None:
        rest = _comma_dash(text, max(opened, looked), len(text))
        found.append(
            Quotation(opened, len(text) if rest is None else rest, closed=rest is not None, dash_led=dash_led)
        )
    return found


def _comma_dash(text: str, start: int, end: int) -> int | None:
    """Where a comma and a dash close the quotation that opened at ``start``, before ``end``."""
    match = _COMMA_DASH.search(text, start, end)
    return match.start() + 1 if match else None


def _resumed(text: str, found: list[Quotation], passed: int, end: int) -> int | None:
    """Where a dash after the attribution takes a dash-led quotation up again, before ``end``.

    Up to ``passed``, where a mark stands, there is none; but a mark may be what follows such a dash.
    """
    if not found or not found[-1].dash_led:
        return None
    closed = found[-1].end
    start = max(closed, passed)
    while start > closed and (text[start - 1].isspace() or text[start - 1] in "—–―"):
        start -= 1
    match = _RESUMED.search(text, start, end)
    return match.end() if match else None


def _opens(text: str, position: int, mark: str, *, inside: bool) -> bool:
    """Whether the mark at ``position`` opens a quotation (a straight mark tells by its neighbours)."""
    if mark in "“«„‟":
        return True
    if mark in "”»":
        return False
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    could_open = bool(_OPENS_AFTER.match(before)) and not _NO_OPENING.match(text, position + 1)
    could_close = not before.isspace() and bool(_CLOSES_BEFORE.match(after))
    if could_open and could_close:
        return not inside
    return could_open or (not inside and not could_close)
