"""What says the same again: against what was known before, and among what is new.

Nearly the same words are looked for among a few hundred rows that matter most and the newest that were known, so that
the work grows with the record and not with its square; the very same words are found everywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest

from bot.briefings.standing import inside
from bot.ledger.cell import weight
from bot.ledger.rows import Row
from embeddings.duplicates import Seen

COMPARED = 600
"""So many new rows at most are compared in nearly the same words."""
REMEMBERED = 40
"""They are held against so many rows of their actor and issue that were known before, the newest."""

Group = tuple[str, str]
"""An issue and an actor."""


def without_repeats(rows: Sequence[Row]) -> tuple[list[Row], int]:
    """The rows without those that say what another of the same actor and issue says better; and how many went."""
    once: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        p = row.position
        once.setdefault((p.issue, p.actor, p.text), row)
    gone = set[int]().union(*map(_nearly, _groups(most_telling(list(once.values()), COMPARED)).values()))
    kept = [row for row in once.values() if id(row) not in gone]
    return kept, len(rows) - len(kept)


def repeats_of(rows: Sequence[Row], known: Iterable[Row]) -> set[int]:
    """Identities of the rows that say what a known row of the same actor and issue said, in nearly the same words."""
    groups = _groups(most_telling(rows, COMPARED))
    found: set[int] = set()
    for key, before in _groups(known, only=groups).items():
        newest = nlargest(REMEMBERED, before, key=lambda row: row.published or "")
        seen = Seen(row.position.text for row in newest)
        for row in newest:
            seen.add(row.position.text)
        found |= {id(row) for row in groups[key] if seen.find(row.position.text) is not None}
    return found


def most_telling(rows: Sequence[Row], most: int) -> list[Row]:
    """At most so many rows, in their order: of each actor and issue the weightiest and newest first."""
    if len(rows) <= most:
        return list(rows)
    ranked = sorted(range(len(rows)), key=lambda n: (weight(rows[n]), rows[n].published or ""), reverse=True)
    turn: Counter[Group] = Counter()
    turns = []
    for number in ranked:
        pair = rows[number].position.issue, rows[number].position.actor
        turn[pair] += 1
        turns.append((turn[pair], number))
    # Everybody's first before anybody's second.
    chosen = sorted(turns, key=lambda one: one[0])[:most]
    return [rows[number] for number in sorted(number for _, number in chosen)]


def _groups(rows: Iterable[Row], only: Mapping[Group, object] | None = None) -> Mapping[Group, list[Row]]:
    groups: dict[Group, list[Row]] = defaultdict(list)
    for row in rows:
        key = row.position.issue, row.position.actor
        if only is None or key in only:
            groups[key].append(row)
    return groups


def _nearly(group: Sequence[Row]) -> set[int]:
    """Identities of the rows of a group that share words with, or say nearly the same as, a better one of it."""
    ranked = sorted(group, key=lambda row: (-weight(row), row.words, row.position.start))
    seen = Seen(row.position.text for row in ranked)
    kept: dict[str, list[Row]] = defaultdict(list)
    gone: set[int] = set()
    for row in ranked:
        beside = kept[row.article.id]
        if any(inside(row, other) for other in beside) or seen.find_or_add(row.position.text) is not None:
            gone.add(id(row))
        else:
            beside.append(row)
    return gone
