"""People whom the registry does not have: which of their names are spellings of one person's.

Nothing but the letters vouches for it, so it is strict: less is put together than ``names.same_name`` does, which is
asked where an office or an article agrees.
"""

from collections.abc import Iterable

from embeddings.spelling import sound

LONG_GIVEN = 5
"""Letters from which given names with the same consonants and ends are one's (Alexander, Aleksandr)."""
_VOWELS = frozenset("aeiouy")


def same_stranger(one: str, other: str) -> bool:
    """Whether two slugs of full names are spellings of one person's name; a middle name may be left out."""
    first, second = one.split("-"), other.split("-")
    if min(len(first), len(second)) < 2 or _surname(first[-1]) != _surname(second[-1]):
        return False
    if len(first) != len(second) and min(len(first), len(second)) > 2:
        return False
    given = zip(first[:-1], second[:-1], strict=False) if len(first) == len(second) else [(first[0], second[0])]
    return all(_same_given(a, b) for a, b in given)


def one_each(people: Iterable[str]) -> list[list[str]]:
    """The slugs of people's names, those together that are spellings of one."""
    found: list[list[str]] = []
    by_surname: dict[str, list[list[str]]] = {}
    for slug in sorted(people):
        alike = by_surname.setdefault(_surname(slug.split("-")[-1]), [])
        group = next((group for group in alike if all(same_stranger(slug, known) for known in group)), None)
        if group is None:
            group = []
            alike.append(group)
            found.append(group)
        group.append(slug)
    return found


def _surname(name: str) -> str:
    """What spellings of a surname share: "Yeremina" and "Eremina" begin alike."""
    key = _lightened(name)
    return key[1:] if key.startswith(("ie", "io")) else key


def _same_given(one: str, other: str) -> bool:
    first, second = _lightened(one), _lightened(other)
    if first == second:
        return True
    long = min(len(first), len(second)) >= LONG_GIVEN
    return long and (first[0], first[-1]) == (second[0], second[-1]) and _consonants(first) == _consonants(second)


def _lightened(name: str) -> str:
    """How a name sounds, "Sergei" as "Sergi"."""
    return sound(name).replace("ei", "i")


def _consonants(name: str) -> str:
    return "".join(letter for letter in name if letter not in _VOWELS)
