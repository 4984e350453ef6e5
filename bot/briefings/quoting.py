"""The words of an item: one whole sentence that stands alone, or with the sentence before it."""

import re
from collections.abc import Sequence

from bot.briefings.alone import stands_alone
from bot.briefings.edition import Quote
from bot.briefings.view import RecordView
from bot.positions.rows import Row
from embeddings.sentences import split

WORDS = 40
"""An item's words at most."""
SIDE_WORDS = 30
"""The words of each side at most, where an item shows two."""
_WHOLE = re.compile(r"[.!?…][\"”»’')\]]*$")


def quoted(view: RecordView, rows: Sequence[Row], most: int) -> Quote | None:
    """The words of the first row that stands alone, else of the first that does with the sentence before it.

    They name the issue themselves, end as a sentence does and are at most ``most`` words; None where no row has such.
    """
    rows = [row for row in rows if row.position.evidence and row.words <= most]
    for row in rows:
        p = row.position
        if _readable(view, row, p.text) and stands_alone(p.text):
            return Quote(row, p.start, p.end)
    for row in rows:
        start = _before(row)
        if start is not None:
            text = row.article.raw[start : row.position.end]
            first = row.article.raw[start : row.position.start].strip()
            if len(text.split()) <= most and stands_alone(first) and _readable(view, row, text):
                return Quote(row, start, row.position.end)
    return None


def _readable(view: RecordView, row: Row, text: str) -> bool:
    return bool(_WHOLE.search(text.rstrip())) and view.names_issue(row.position.issue, text)


def _before(row: Row) -> int | None:
    """Where the sentence right before a row's words begins, in their paragraph."""
    raw, start = row.article.raw, row.position.start
    paragraph = max(raw.rfind(end, 0, start) for end in "\n\r") + 1
    sentences = split(raw[paragraph:start])
    return paragraph + sentences[-1][0] if sentences else None
