"""How much an item of an edition matters: one number from what it is, who speaks, who reports it, and when.

    importance = NEWS[kind] + .35 weight + .25 outlets + .25 clear + .15 recency

What makes it news comes before everything else, since the other four together stay below 1:

- ``weight``: the actor's share in the record, log(1 + its articles) / log(1 + those of the actor with most);
- ``outlets``: how many report it, 0 for one, 1 for eight or more, by doublings;
- ``clear``: how plainly it says where its actor stands (``bot.ledger.cell.worth``), 0 to 1;
- ``recency``: halved with every week that it is older than the window's end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, log2

from bot.briefings.edition import ItemKind

NEWS: Mapping[ItemKind, float] = {"moved": 4.0, "opposed": 3.0, "first": 2.0, "reported": 1.0, "other": 0.0}
WEEK = 7.0
MANY_OUTLETS = 8


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the importance of an item depends on.

    ``articles`` are those in which its actor takes a position, ``most`` those of the actor with most; ``days`` lie
    between its date and the window's end, None where it has none.
    """

    kind: ItemKind
    articles: int = 1
    most: int = 1
    outlets: int = 1
    clear: float = 1.0
    days: int | None = None


def importance(item: Weighed) -> float:
    """The importance of an item, 0 to 5: what makes it news in front of the point, the rest behind it."""
    weight = log(1 + min(item.articles, item.most)) / log(1 + max(item.most, 1))
    outlets = log2(min(max(item.outlets, 1), MANY_OUTLETS)) / log2(MANY_OUTLETS)
    clear = min(max(item.clear, 0.0), 1.0)
    recency = 0.5 ** (max(item.days, 0) / WEEK) if item.days is not None else 0.0
    rest = 0.35 * weight + 0.25 * outlets + 0.25 * clear + 0.15 * recency
    return NEWS[item.kind] + min(rest, 0.999)
