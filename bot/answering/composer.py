"""What an answer shows, in which order: what leads, other sides and voices, then what brings most besides."""

from collections.abc import Callable, Collection, Sequence

from bot.answering.answer import Role
from bot.answering.candidate import Candidate
from bot.answering.ordering import Shown, Vectors, fullest_first, worth_of
from bot.answering.other_side import LEADING, Pair, Taken, with_other_sides
from bot.answering.question import Kind
from bot.answering.voices import with_voices


class Composer:
    """Orders candidates for showing."""

    def __init__(
        self,
        vectors: Vectors,
        pairs: Callable[[Sequence[Candidate]], Sequence[Pair]],
        stances: Callable[[Candidate], Collection[Taken]],
        shown: Shown,
    ) -> None:
        """Take vectors, disagreeing spans, stances and the spans shown for sentences from these look-ups."""
        self._vectors = vectors
        self._pairs = pairs
        self._stances = stances
        self._shown = shown

    def composed(
        self, ordered: Sequence[Candidate], issue: str | None, kind: Kind, about: Collection[str] = ()
    ) -> list[tuple[Candidate, Role]]:
        """Return candidates, best first, in the order to show, each with its role.

        ``issue`` is the one that the question weighs, ``about`` those that it names: who disagrees on another is no
        other side to it. ``kind`` is what it asks for: beside a figure only another figure is another side, beside a
        date none.
        """
        worth = worth_of(ordered, LEADING, self._vectors)
        rest = sorted(ordered[LEADING:], key=lambda candidate: worth[candidate.seq], reverse=True)
        candidates, voices = [*ordered[:LEADING], *rest], dict[int, Role]()
        if issue is not None:
            candidates, voices = with_voices(candidates, issue, self._stances, worth)
        pairs = [
            pair
            for pair in (() if kind == "date" else self._pairs(ordered))
            if (pair.figure if kind == "quantity" else not pair.figure and pair.issue in about)
        ]
        sides = with_other_sides(candidates, pairs, figures=kind == "quantity")
        roles = {c.seq: voices.get(c.seq, role) for c, role in sides}
        stay = max([LEADING, *(at + 1 for at, (c, role) in enumerate(sides) if role != "answer" or c.seq in voices)])
        full = fullest_first([c for c, _ in sides], stay, worth, self._shown)
        return [(candidate, roles[candidate.seq]) for candidate in full]
