"""The words of an item: one whole sentence that stands alone, or with the sentence before it."""

import re
from collections.abc import Sequence

from bot.briefings.alone import names_what_follows, stands_alone
from bot.briefings.edition import Quote
from bot.briefings.view import RecordView
from bot.ledger.rows import Row
from embeddings.sentences import split

SHORT = 28
"""So many words leave room for another side beside them."""
WORDS = 40
"""So many words a reader takes in at a glance: longer ones stand back."""
MOST_WORDS = 60
"""Of an item's sentence."""
MOST_CHARACTERS = 500
_WHOLE = re.compile(r"[.!?…][\"”»’')\]]*$")


def quoted_in_short(view: RecordView, rows: Sequence[Row]) -> Quote | None:
    """The words of the first row that stands alone in few words; None where no row has such words."""
    return _alone(view, _citable(rows), SHORT)


def quoted(view: RecordView, rows: Sequence[Row]) -> Quote | None:
    """The words of the first row that stands alone, else of the first that does with the sentence before it.

    They are whole, name the issue themselves and are not too long; None where no row has such words.
    """
    rows = _citable(rows)
    for most in (WORDS, MOST_WORDS):
        found = _alone(view, rows, most)
        if found is not None:
            return found
    for row in rows:
        start = _before(row)
        if start is not None:
            text = row.article.raw[start : row.position.end]
            first = row.article.raw[start : row.position.start]
            told = stands_alone(first) and names_what_follows(first, row.position.text)
            if told and _readable(view, row, text, MOST_WORDS):
                return Quote(row, start, row.position.end)
    return None


def _alone(view: RecordView, rows: Sequence[Row], most: int) -> Quote | None:
    for row in rows:
        p = row.position
        if _readable(view, row, p.text, most) and stands_alone(p.text):
            return Quote(row, p.start, p.end)
    return None


def _citable(rows: Sequence[Row]) -> list[Row]:
    """The rows whose stance rests on words of theirs, and whose speaker has a name."""
    return [row for row in rows if row.position.evidence and _by_name(row.position.speaker)]


def _by_name(speaker: str | None) -> bool:
    """Whether who speaks goes by a name, and not as "a draft statement"."""
    words = [word for word in (speaker or "").split() if word.casefold() not in {"the", "a", "an"}]
    return not words or words[0][0].isupper()


def _readable(view: RecordView, row: Row, text: str, most: int) -> bool:
    short = len(text.split()) <= most and len(text) <= MOST_CHARACTERS
    return short and bool(_WHOLE.search(text.rstrip())) and view.names_issue(row.position.issue, text)


def _before(row: Row) -> int | None:
    """Where the sentence right before a row's words begins, in their paragraph."""
    raw, start = row.article.raw, row.position.start
    paragraph = max(raw.rfind(end, 0, start) for end in "\n\r") + 1
    sentences = split(raw[paragraph:start])
    return paragraph + sentences[-1][0] if sentences else None
