"""What an answer shows, in which order: what leads, other sides and voices, then what brings most besides."""

from collections.abc import Callable, Collection, Sequence

from bot.answering.answer import Role
from bot.answering.candidate import Candidate
from bot.answering.ordering import Shown, Vectors, fullest_first, worth_of
from bot.answering.other_side import LEADING, Stand, Taken, bears, facing, of_the_time, with_other_sides
from bot.answering.question import Kind
from bot.answering.voices import with_voices


class Composer:
    """Orders candidates for showing."""

    def __init__(
        self,
        vectors: Vectors,
        stands: Callable[[Candidate, str | None], Collection[Stand]],
        stances: Callable[[Candidate], Collection[Taken]],
        shown: Shown,
    ) -> None:
        """Take vectors, sides on an issue (None: on figures), stances and the spans shown from these look-ups."""
        self._vectors = vectors
        self._stands = stands
        self._stances = stances
        self._shown = shown

    def composed(
        self,
        ordered: Sequence[Candidate],
        issue: str | None,
        kind: Kind,
        question: str = "",
        about: Collection[str] = (),
        of_them: Callable[[Candidate], bool] = lambda _candidate: True,
    ) -> list[tuple[Candidate, Role]]:
        """Return candidates, best first, in the order to show, each with its role.

        ``issue`` is the one that the question weighs, ``about`` those that it names. Another side is a member of a
        disagreement on one of these, or, where ``kind`` asks for a figure, on the quantity that ``question`` names;
        beside a date there is none. Where a question asks of somebody, ``of_them`` tells what is by or of them: how
        others stand is no other side of it. Whoever is brought up and stands against none of those before is one
        answer more.
        """
        worth = worth_of(ordered, LEADING, self._vectors)
        rest = sorted(ordered[LEADING:], key=lambda candidate: worth[candidate.seq], reverse=True)
        candidates, voices = [*ordered[:LEADING], *rest], dict[int, Role]()
        if issue is not None:
            candidates, voices = with_voices(candidates, issue, self._stances, worth)

        def standing(candidate: Candidate) -> Collection[Stand]:
            if kind == "quantity":
                found = self._stands(candidate, None) if of_the_time(question, candidate.text) else ()
                sides = [one for one in found if one.counts(question)]
            else:
                sides = [one for issue in about for one in self._stands(candidate, issue)]
            # Whom a sentence names is read out of its words: only asked of the few that stand on a side.
            return sides if sides and of_them(candidate) else ()

        if kind != "quantity" and (kind == "date" or not about):
            # Nothing that is asked about has sides.
            stay = max([LEADING, *(at + 1 for at, c in enumerate(candidates) if c.seq in voices)])
            return [(c, "answer") for c in fullest_first(candidates, stay, worth, self._shown)]

        known: dict[int, Collection[Stand]] = {}

        def stands(candidate: Candidate) -> Collection[Stand]:
            if candidate.seq not in known:
                known[candidate.seq] = standing(candidate)
            return known[candidate.seq]

        sides = with_other_sides(candidates, stands)
        roles = {c.seq: voices.get(c.seq, role) for c, role in sides}
        before: list[Stand] = []
        for candidate, _ in sides:
            own = stands(candidate)
            if roles[candidate.seq] == "other-side" and not (bears(candidate, own, ordered) and facing(own, before)):
                roles[candidate.seq] = "answer"
            before += own
        stay = max([LEADING, *(at + 1 for at, (c, role) in enumerate(sides) if role != "answer" or c.seq in voices)])
        full = fullest_first([c for c, _ in sides], stay, worth, self._shown)
        return [(candidate, roles[candidate.seq]) for candidate in full]
