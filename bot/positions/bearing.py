"""Whether an article bears on the issues at all: words such as "truce" and "summit" stand in texts about anything."""

from collections import Counter
from functools import cached_property

from bot.actors.registry import Registry
from bot.positions.issues import Issues
from embeddings.text import CleanText

LEAD = 3
"""Sentences that, with the title, tell what an article is about."""
FEWEST = 2
"""Sentences about an issue, and those that name whom the issues are about, where the lead does not tell."""
SHARE = 0.18
"""The share of sentences that name whom the issues are about: 0.24 and more in 19 articles that bear on the issues
shipped, 0.14 and less in 15 that do not, other wars, summits and negotiations among them."""


class Bearing:
    """Judges articles by what the issues' sentences are about: their own words, and the actors most of them name."""

    def __init__(self, registry: Registry, issues: Issues) -> None:
        """Judge by ``issues``, whose actors ``registry`` knows."""
        self._registry = registry
        self._issues = issues

    @cached_property
    def _of_whom(self) -> dict[str, set[str]]:
        """The actors that each issue's sentence names."""
        return {issue.id: self._actors(issue.sentence) for issue in self._issues.all}

    @cached_property
    def chief(self) -> frozenset[str]:
        """Whom the issues are about: the actor that most of their sentences name, and those that half as many do."""
        named = Counter(actor for actors in self._of_whom.values() for actor in actors)
        most = max(named.values(), default=0)
        return frozenset(actor for actor, number in named.items() if 2 * number >= most)

    def bears(self, text: CleanText) -> bool:
        """Whether an article bears on an issue.

        Its title or lead is about one and names whom that one or the issues are about, or enough of its sentences
        do. Where the issues name nobody, one sentence about an issue is enough.
        """
        sentences = [text.words(s.start, s.end) for s in text.sentences]
        about = sum(bool(self._about(words)) for words in sentences)
        if not self.chief:
            return about > 0
        lead = lead_of(text)
        issues = self._about(lead)
        wanted = self.chief.union(*(self._of_whom[issue] for issue in issues))
        if issues and not wanted.isdisjoint(self._actors(lead)):
            return True
        named = sum(map(self._named, sentences)) if about >= FEWEST else 0
        return named >= max(FEWEST, SHARE * len(sentences))

    def _about(self, words: str) -> list[str]:
        return self._issues.about(self._issues.hits(words))

    def _named(self, words: str) -> bool:
        return not self.chief.isdisjoint(self._actors(words))

    def _actors(self, words: str) -> set[str]:
        """The actors that words name, a person as whom it speaks for."""
        return {mention.actor.speaks_for or mention.actor.id for mention in self._registry.mentions(words)}


def lead_of(text: CleanText) -> str:
    """The words that tell what an article is about: its title and first sentences."""
    first = (text.words(s.start, s.end) for s in text.sentences[:LEAD])
    return " ".join([text.words(*text.title) if text.title else "", *first])
