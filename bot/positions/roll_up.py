"""Whom a statement counts for: the actors behind the words that name its speaker."""

import re
from dataclasses import replace

from bot.actors.names import name_and_title, slug
from bot.actors.outlets import Outlets
from bot.actors.registry import Registry, Resolved
from bot.grammar.words import GRAMMAR
from bot.record.article import Article
from bot.record.statement import UNATTRIBUTED, Statement
from bot.record.units import Unit
from embeddings.letters import unowned
from embeddings.text import CleanText

_MEMBERS = re.compile(
    r"\b(?:for example|including|such as|namely|among them)\b,?\s+(.{3,120}?)(?:\.|;|$|, (?:has|have|which|who|as)\b)"
)
_JOINED = re.compile(r",? (?:and|as well as|along with|together with) ")
_SURVEYED = re.compile(
    r"(?:%|\b(?:per ?cent|half|thirds?|quarters?|majority|minority)) of\b|\b(?:respondents|surveyed|polled)\b", re.I
)


class RollUp:
    """Finds the actors that the statements of an article count for."""

    def __init__(self, registry: Registry, outlets: Outlets | None = None) -> None:
        """``outlets`` tells the names of newspapers from those of actors ("according to Bloomberg")."""
        self._world = self._registry = registry
        self._article: Article | None = None
        self._outlets = outlets

    def of(self, article: Article, text: CleanText, statement: Statement, unit: Unit) -> list[Resolved]:
        """The actors of a piece of a statement; a source without a name is ``unattributed``, an outlet is nobody."""
        if self._article != article:
            self._article, self._registry = article, self._world.within(text.raw, article.published)
        mention = text.words(*statement.mention) if statement.mention else ""
        if self._outlets and (self._outlets.find(statement.speaker) or self._outlets.find(mention)):
            return []
        if " between " in mention or _SURVEYED.search(mention):
            # "The meeting between A and B" is neither A nor B, and "54 percent of Danes" are not Denmark.
            return [_unnamed(None)]
        one = self._registry.resolve(*name_and_title(statement.speaker, statement.speaker_title))
        listed = " ".join(mention.split()) == statement.speaker and _JOINED.search(mention) is not None
        named = statement.resolved and statement.kind != "reported-fact" and one.person is not None
        if named and not listed:
            return [one]
        words = statement.speaker if mention.casefold() in GRAMMAR.nameless | GRAMMAR.myself else mention
        several = self._registry.resolve_all(name_and_title(words, None)[0]) if words else ()
        if len(several) > 1 or (several and any(f" {word} " in words for word in ("including", "such as"))):
            return [self._shown(who) for who in several]
        if named:
            return [one]
        if of_whom := self._possessor(text, statement, unit, mention):
            return [of_whom]
        if one.known or (statement.resolved and one.actor != UNATTRIBUTED):
            return [one]
        if several and several[0].known:
            return list(several)
        return self._by_what_is_near(text, statement, unit, mention) or [self._shown(one)]

    def _by_what_is_near(self, text: CleanText, statement: Statement, unit: Unit, mention: str) -> list[Resolved]:
        """Where the words name no actor: the members named beside them, the state spoken of, the document itself."""
        words = mention.casefold().split()
        if not GRAMMAR.collectives.isdisjoint(words) or (words and words[-1].isdigit()):
            match = _MEMBERS.search(text.words(unit.sentence.start, unit.sentence.end))
            if match and (members := [r for r in self._registry.resolve_all(match.group(1)) if r.known]):
                return members
        if self._registry.is_document(mention):
            return [Resolved(slug(mention.removeprefix("the ")), mention, "institution", known=False)]
        if self._registry.nameless(mention):
            return [_unnamed(mention)]
        if any(self._registry.is_body(unowned(word)) for word in words):
            near = (m.actor for w in text.sentences_before(unit.sentence, 1) for m in self._registry.mentions(w))
            state = next((actor.id for actor in near if actor.kind == "state"), None)
            if state:
                # "the country's ministry", "the government": of the state spoken of just before.
                return [self._shown(Resolved(state, mention.strip(), "institution"))]
        return []

    def _shown(self, who: Resolved) -> Resolved:
        """The same with a name to show: a group's description ("10", "other nations") is nobody's name."""
        words = who.name.split() if who.name else []
        if not words or not who.known or who.speaker_kind != "institution":
            return who
        adjective = len(words) == 1 or (len(words) == 2 and words[0].casefold() == "the")
        demonym = adjective and not words[-1].isupper() and words[-1] in self._registry.demonyms()
        counted = words[0].casefold() in GRAMMAR.counting
        group = counted and any(w.strip(",").casefold() in GRAMMAR.collectives or w.isdigit() for w in words)
        capital = any(word[:1].isupper() for word in words[counted:])
        return replace(who, name=self._registry.name(who.actor)) if demonym or group or not capital else who

    def _possessor(self, text: CleanText, statement: Statement, unit: Unit, mention: str) -> Resolved | None:
        """Whose body or officer "his ministry", "its spokesman" is: of the person or state named last before it."""
        begun, end = unit.sentence.start, statement.mention[0] if statement.mention else 0
        first, _, rest = mention.partition(" ")
        if first.casefold() not in ("his", "her", "its", "their") or not self._registry.is_body(rest.split(" ")[-1]):
            return None
        person = first.casefold() in ("his", "her")
        for words in (text.words(begun, max(begun, end)), *reversed(text.sentences_before(unit.sentence, 2))):
            named = next((m for m in self._registry.mentions(words) if (m.actor.kind == "person") == person), None)
            if named:
                owner = self._registry.resolve(words[named.start : named.end])
                return replace(owner, name=mention.strip(), speaker_kind="institution", person=None)
        return None


def _unnamed(mention: str | None) -> Resolved:
    return Resolved(UNATTRIBUTED, mention, "unattributed-reporting", known=False)
