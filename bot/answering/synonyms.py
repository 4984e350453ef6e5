"""The synonym map that lexical search is given: spellings, nationalities and seats of power to one name."""

from collections.abc import Mapping, Sequence

from bot.actors.registry import Registry


def search_synonyms(registry: Registry, subject: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return variant to canonical name for every configured actor, and for the words of the ``subject``.

    Persons are found by the words of their names, so only spellings of a surname count for them: a full name as one
    word would no longer match the surname alone.
    """
    found = {variant: word for word, variants in subject.items() for variant in variants}
    found |= {**registry.demonyms(), **registry.metonyms()}
    people = {actor.name for actor in registry.actors.values() if actor.kind == "person"}
    found.update({v: canonical for v, canonical in registry.synonyms().items() if canonical not in people})
    return found


def registered_names(registry: Registry) -> list[str]:
    """Return every name by which a configured actor may be met in a question, persons by their surnames too."""
    found = []
    for actor in registry.actors.values():
        found += [actor.name, *actor.aliases, *actor.capitals]
        if actor.kind == "person":
            found += [name.split()[-1] for name in (actor.name, *actor.aliases)]
    return [*found, *registry.demonyms(), *registry.synonyms(), *registry.synonyms().values()]
