"""Who the record knows besides the configuration: actors of their own, and people who speak for a state or body."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.actors.names import key_of, prefix_rank, slug, words
from bot.actors.registry import Registry
from bot.actors.strangers import one_each
from bot.record.positions import Voice
from bot.record.statement import UNATTRIBUTED

_PEOPLE = frozenset(("official", "analyst"))


@dataclass(frozen=True, slots=True)
class Found:
    """An actor to choose: its id, the name to show, and how many positions it has."""

    id: str
    name: str
    times: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """An actor or person of the record that is not configured, by all spellings.

    ``actors`` are the ids under which its words count for an actor of its own, ``speakers`` the names under which a
    person's words stand, whomever they count for.
    """

    id: str
    name: str
    actors: frozenset[str]
    speakers: frozenset[str]
    times: int


class RecordedActors:
    """Finds actors by what is typed: the configured ones, and those that only the record knows."""

    def __init__(self, registry: Registry, voices: Iterable[Voice]) -> None:
        """Gather from ``voices`` who is not in ``registry``; spellings of one person are one."""
        self._registry = registry
        self.held: Counter[str] = Counter()
        """How many positions each actor has, and each configured person by its own words."""
        written: dict[str, Counter[str]] = {}
        own, people = set[str](), set[str]()

        known = cache(registry.lookup)

        @cache
        def stranger(name: str) -> bool:
            return known(name) is None and registry.is_person_name(list(words(name)))

        together: Counter[tuple[str, str, str]] = Counter()
        for voice in voices:
            together[voice.actor, voice.speaker or "", voice.speaker_kind] += voice.times
        for (voiced, name, kind), times in together.items():
            configured = known(name) if name else None
            for actor in {voiced, configured.id if configured else voiced}:
                self.held[actor] += times
            as_actor = slug(name)
            if voiced not in registry and voiced != UNATTRIBUTED:
                own.add(voiced)
                fits = name if as_actor == voiced else registry.name(voiced)
                written.setdefault(voiced, Counter())[fits] += times
            if name and kind in _PEOPLE and stranger(name):
                people.add(as_actor)
                if as_actor != voiced:
                    written.setdefault(as_actor, Counter())[name] += times
        self._by_id: dict[str, Recorded] = {}
        self.spellings: dict[str, str] = {}
        """Every id of somebody recorded, the one that stands for all spellings included, to that one."""
        for ids in (*one_each(people), *([actor] for actor in own - people)):
            names = sum((written[i] for i in ids), Counter[str]())
            first = max(ids, key=lambda i: (written[i].total(), i))
            self._by_id[first] = Recorded(
                first,
                written[first].most_common(1)[0][0],
                frozenset(ids) & own,
                frozenset(names if first in people else ()),
                names.total(),
            )
            self.spellings |= dict.fromkeys(ids, first)

    def get(self, actor_id: str) -> Recorded | None:
        """Whom the id of any spelling stands for; None for configured actors and for nobody."""
        return None if actor_id in self._registry else self._by_id.get(self.spellings.get(actor_id, actor_id))

    def name(self, actor_id: str) -> str:
        """The name to show for any actor's id."""
        found = self.get(actor_id)
        return found.name if found else self._registry.name(actor_id)

    def lookup(self, typed: str) -> str | None:
        """The id of the actor of exactly this id or name, in any case, a configured one first; else None."""
        configured = self._registry.lookup(typed) or self._registry.lookup(typed.title())
        recorded = None if configured else self.get(typed) or self.get(slug(typed))
        found = configured or recorded
        return found.id if found else None

    def find(self, typed: str, limit: int = 25) -> list[Found]:
        """Actors that go by what was typed, or have a name, or a later word of one, that begins so; best first.

        Exact names come first, then whoever has positions, then the subject's own actors, then the rest of the world.
        Nothing typed finds those with most positions.
        """
        start = key_of(typed)
        if not start:
            return self._heaviest(limit) if not typed.strip() else []
        configured = self._registry.find(typed, limit, self.held)
        known = [Found(actor.id, actor.name, self.held[actor.id]) for actor in configured]
        ranked = sorted(
            (rank, -one.times, one.id, one)
            for one in self._by_id.values()
            if (rank := _rank((one.name, *one.speakers), start)) is not None
        )
        recorded = [Found(one.id, one.name, one.times) for *_, one in ranked]
        exact = self.lookup(typed)
        return sorted((*known, *recorded), key=lambda one: (one.id != exact, one.times == 0))[:limit]

    def _heaviest(self, limit: int) -> list[Found]:
        times: Counter[str] = Counter()
        for actor, number in self.held.items():
            if actor != UNATTRIBUTED:
                times[self.spellings.get(actor, actor)] += number
        times.update(dict.fromkeys(self._registry.own, 0))
        heaviest = sorted(times, key=lambda actor: (-times[actor], actor))[:limit]
        return [Found(actor, self.name(actor), times[actor]) for actor in heaviest]


def _rank(names: Sequence[str], start: tuple[str, ...]) -> int | None:
    ranks = (prefix_rank(key_of(name), start) for name in names)
    return min((rank for rank in ranks if rank is not None), default=None)
