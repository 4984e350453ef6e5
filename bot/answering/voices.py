"""A question that may be answered either way gets a voice for each: one that supports, one that opposes."""

from collections.abc import Callable, Collection, Sequence

from bot.answering.answer import Role
from bot.answering.candidate import Candidate
from bot.answering.ordering import Worth
from bot.answering.other_side import LEADING, Taken

SEVERAL = 0.2
"""What each actor that an excerpt speaks for adds: it is asked who wants it and who does not, not for one of them."""


def with_voices(
    candidates: Sequence[Candidate],
    issue: str,
    stances: Callable[[Candidate], Collection[Taken]],
    worth: Worth,
) -> tuple[list[Candidate], dict[int, Role]]:
    """Bring the best voice for and the best against an issue right behind the leading candidates.

    A stance that a leading candidate takes needs no further voice. Returns the candidates and, by number, the role
    of each one brought.
    """
    taken = [[one for one in stances(candidate) if one.issue == issue] for candidate in candidates]
    heard = {one.stance for mine in taken[:LEADING] for one in mine}
    places: list[int] = []
    roles: dict[int, Role] = {}
    for stance in ("supports", "opposes"):
        actors = [{one.actor for one in mine if one.stance == stance} for mine in taken]
        voices = [at for at in range(LEADING, len(candidates)) if actors[at] and at not in places]
        if stance in heard or not voices:
            continue
        best = max(voices, key=lambda at: worth[candidates[at].seq] + SEVERAL * len(actors[at]))
        roles[candidates[best].seq] = "other-side" if heard else "answer"
        places.append(best)
        heard.add(stance)
    rest = [candidate for at, candidate in enumerate(candidates[LEADING:], LEADING) if at not in places]
    return [*candidates[:LEADING], *(candidates[at] for at in places), *rest], roles
