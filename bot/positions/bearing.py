"""Whether an article bears on the issues at all: words such as "truce" and "summit" stand in texts about anything."""

from collections import Counter
from functools import cached_property, lru_cache

from bot.actors.registry import Registry
from bot.positions.issues import Issues
from embeddings.text import CleanText

FEWEST = 2
"""Sentences about an issue, and those that name whom the issues are about, where the lead does not tell."""
SHARE = 0.16
"""The share of sentences that name whom the issues are about: 0.17 and more in 33 articles that bear on the issues
shipped, 0.14 and less in 15 that do not, other wars, summits and negotiations among them."""
NEARLY = 0.12
"""... where two sentences are about an issue and name whom it is about, as an essay's short ones do."""
PARTIES = 0.3
"""The share that names anyone of several issues, where the lead is about one: 0.36 and more in reports that bear on
the issues shipped without naming whom they are about in the lead; none of 85 that do not has such a lead as well."""


@lru_cache(maxsize=4)
def named_by(issues: Issues, registry: Registry) -> dict[str, frozenset[str]]:
    """Whom the sentence of each issue names."""
    return {issue.id: frozenset(registry.named_in(issue.sentence)) for issue in issues.all}


class Bearing:
    """Judges articles by what the issues' sentences are about: their own words, and the actors most of them name."""

    def __init__(self, registry: Registry, issues: Issues) -> None:
        """Judge by ``issues``, whose actors ``registry`` knows."""
        self._registry = registry
        self._issues = issues

    @cached_property
    def _number(self) -> Counter[str]:
        """How many of the sentences name each actor."""
        return Counter(actor for actors in named_by(self._issues, self._registry).values() for actor in actors)

    @cached_property
    def chief(self) -> frozenset[str]:
        """Whom the issues are about: the actor that most of their sentences name, and those that half as many do."""
        most = max(self._number.values(), default=0)
        return frozenset(actor for actor, number in self._number.items() if 2 * number >= most)

    def bears(self, text: CleanText) -> bool:
        """Whether an article bears on an issue.

        Its title or lead is about one and names whom that one or the issues are about, or enough of its sentences
        do. Where the lead names nobody of them, a sentence about an issue has to, and many whom several issues are
        about. Where the issues name nobody, one sentence about an issue is enough.
        """
        sentences = [text.words(s.start, s.end) for s in text.sentences]
        telling = [words for words in sentences if self._about(words)]
        if not self.chief:
            return bool(telling)
        lead = text.lead
        issues = self._about(lead)
        of_whom = named_by(self._issues, self._registry)
        wanted = self.chief.union(*(of_whom[issue] for issue in issues))
        if issues and not wanted.isdisjoint(self._registry.named_in(lead)):
            return True
        if len(telling) < FEWEST:
            return False
        actors = {words: self._registry.named_in(words) for words in sentences}
        named = sum(not self.chief.isdisjoint(actors[words]) for words in sentences)
        several = self.chief | {actor for actor, number in self._number.items() if number > 1}
        parties = sum(not several.isdisjoint(actors[words]) for words in sentences)
        both = sum(not self.chief.isdisjoint(actors[words]) for words in telling)
        share = NEARLY if both >= FEWEST else SHARE
        many = named >= share * len(sentences) or (both and issues and parties >= PARTIES * len(sentences))
        return named >= FEWEST and bool(many)

    def _about(self, words: str) -> list[str]:
        return self._issues.about(self._issues.hits(words))
