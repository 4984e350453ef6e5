"""Who moved: a later clear stance in place of an earlier one, and that is the news."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from bot.briefings.edition import Change
from bot.ledger.cell import OPPOSITE, earlier, last_said, parted, weight
from bot.ledger.dating import said
from bot.ledger.rows import Row
from bot.record.statement import UNATTRIBUTED, Stance

_SIDES: frozenset[Stance] = frozenset({"supports", "opposes"})


def moved(known: Iterable[Row], new: Iterable[Row], *, first: bool) -> tuple[Change, ...]:
    """Actors whose clear stance on an issue turned: what is new against what was known before.

    Only words of the actor's own people count, what they said last against what they said last before; who took both
    sides at one date has turned to neither. In a ``first`` edition nothing was known before, so what one speaker said
    last is held against what the same speaker said earlier.
    """
    if first:
        pairs = [parted(rows) for rows in _grouped(new, by_speaker=True).values() if _both_sides(rows)]
    else:
        now = _grouped(new)
        before = _grouped(known, only=now)
        pairs = [(before[key], rows) for key, rows in now.items() if key in before]
    changes: dict[Hashable, Change] = {}
    for was, is_ in pairs:
        change = _change(was, is_)
        if change is not None:
            changes.setdefault((change.now.position.actor, change.now.position.issue), change)
    return tuple(changes.values())


def _grouped(
    rows: Iterable[Row], *, by_speaker: bool = False, only: Mapping[Hashable, object] | None = None
) -> Mapping[Hashable, list[Row]]:
    """The rows that can tell of a turn, by actor and issue."""
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        p = row.position
        if p.stance in _SIDES and p.speaker and p.actor != UNATTRIBUTED and row.official and not row.reported:
            key = (p.actor, p.issue, p.speaker) if by_speaker else (p.actor, p.issue)
            if only is None or key in only:
                groups[key].append(row)
    return groups


def _both_sides(rows: Iterable[Row]) -> bool:
    return {row.position.stance for row in rows} == _SIDES


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
    """Whether what is held for a turn was surely said after what it turns from; undated words when they were read."""
    one, other = said(old).on, said(later).on
    if one is None or other is None:
        return old.article.ingested_at < later.article.ingested_at
    return earlier(one, other)
