"""Who moved: a later clear stance in place of an earlier one, and that is the news."""

from collections import defaultdict
from collections.abc import Sequence

from bot.briefings.edition import Change
from bot.briefings.told import Known, tells_of_turn
from bot.ledger.cell import OPPOSITE, earlier, last_said, parted, weight
from bot.ledger.dating import said
from bot.ledger.rows import Row


def moved(known: Known, new: Sequence[Row]) -> tuple[Row, Change] | None:
    """The turn of one actor on one issue, if there is one: what is new against what was known; and its first new row.

    Only words of the actor's own people count, what they said last against what they said last before; who took both
    sides at one date has turned to neither.
    """
    now = [row for row in new if tells_of_turn(row)]
    change = _change(known.sides, now) if now and known.sides else None
    return (now[0], change) if change is not None else None


def moved_at_first(new: Sequence[Row]) -> tuple[Row, Change] | None:
    """The same in a first edition, where nothing was known: what one speaker said last against what came before.

    All was read together, which tells nothing of what has no date.
    """
    by_speaker: dict[str | None, list[Row]] = defaultdict(list)
    for row in new:
        if tells_of_turn(row) and (row.published or said(row).on is not None):
            by_speaker[row.position.speaker].append(row)
    for rows in by_speaker.values():
        if len({row.position.stance for row in rows}) == 2:
            change = _change(*parted(rows))
            if change is not None:
                return rows[0], change
    return None


def _change(before: Sequence[Row], now: Sequence[Row]) -> Change | None:
    was, is_ = last_said(before), last_said(now)
    stances = {row.position.stance for row in was}, {row.position.stance for row in is_}
    if any(len(found) != 1 for found in stances):
        return None
    if OPPOSITE.get(stances[0].pop()) not in stances[1]:
        return None
    old, later = max(was, key=weight), max(is_, key=weight)
    return Change(old, later) if _later(old, later) else None


def _later(old: Row, later: Row) -> bool:
    """Whether what is held for a turn was surely said after what it turns from.

    Of words that both have no date it is told by when they were read; one without a date may be the older one.
    """
    one, other = said(old).on, said(later).on
    if one is None and other is None:
        return old.article.ingested_at < later.article.ingested_at
    return one is not None and other is not None and earlier(one, other)
