"""Whom a statement counts for: the actors behind the words that name its speaker."""

import re
from dataclasses import replace

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry, Resolved
from bot.positions.units import Unit
from bot.record.article import Article
from bot.record.statement import UNATTRIBUTED, Statement
from embeddings.text import CleanText

COLLECTIVES = frozenset(
    ("countries", "states", "nations", "members", "participants", "leaders", "governments", "capitals", "partners")
)
"""Plurals that stand for a bloc named before ("26 countries")."""
PRONOUNS = frozenset(
    ("he", "she", "it", "they", "who", "which", "that", "him", "her", "them", "this", "these", "those", "one")
)
LOOK_BACK = 6
"""Sentences looked back for that bloc."""
_MEMBERS = re.compile(
    r"\b(?:for example|including|such as|namely|among them)\b,?\s+(.{3,120}?)(?:\.|;|$|, (?:has|have|which|who|as)\b)"
)


_JOINED = re.compile(r",? (?:and|as well as|along with|together with) ")
_LEADING = re.compile(
    r"(?:(?:the|a|an|some|many|most|leaders|countries|governments|members|of|that) )*", re.IGNORECASE
)
"""What may stand before the actor that a sentence begins with."""
_DASHED = re.compile(r"\s[-–—]\s")


class Voices:
    """Finds the actors that the statements of an article count for."""

    def __init__(self, registry: Registry, outlets: Outlets | None = None) -> None:
        """``outlets`` tells the names of newspapers from those of actors ("according to Bloomberg")."""
        self._world = self._registry = registry
        self._article: Article | None = None
        self._outlets = outlets

    def of(self, article: Article, text: CleanText, statement: Statement, unit: Unit) -> list[Resolved]:
        """The actors of one piece of a statement; nobody where none is named or can be answerable."""
        on = article.published
        if self._article != article:
            self._article, self._registry = article, self._world.within(text.raw, on)
        mention = text.words(*statement.mention) if statement.mention else ""
        if self._outlets and (self._outlets.find(statement.speaker) or self._outlets.find(mention)):
            return self._told_of(statement, unit, article) or [_nobody()]
        if " between " in mention:
            # "The meeting between A and B" is neither A nor B.
            return [_nobody()]
        name, title = _apposition(statement.speaker, statement.speaker_title)
        one = self._registry.resolve(name, title, on=on)
        listed = " ".join(mention.split()) == statement.speaker and _JOINED.search(mention) is not None
        named = statement.resolved and statement.kind != "reported-fact" and one.person is not None
        if named and not listed:
            return [one]
        words = statement.speaker if mention.casefold() in PRONOUNS else mention
        several = self._registry.resolve_all(_apposition(words, None)[0], on=on) if words else ()
        if len(several) > 1 or (several and _member_of(words)):
            return [self._shown(who) for who in several]
        if named:
            return [one]
        of_whom = self._possessor(article, text, unit, mention)
        if of_whom:
            return [of_whom]
        if one.known or (statement.resolved and one.actor != UNATTRIBUTED):
            return [one]
        if several and several[0].known:
            return list(several)
        return self._by_what_is_near(article, text, statement, unit) or [self._shown(one)]

    def _by_what_is_near(self, article: Article, text: CleanText, statement: Statement, unit: Unit) -> list[Resolved]:
        """Where the words themselves name no actor: the group, state or subject spoken of beside them."""
        mention = text.words(*statement.mention) if statement.mention else ""
        on = article.published
        if _collective(mention):
            group = self._group(text, unit, mention, on)
            if group:
                return group
        if self._registry.nameless(mention):
            return self._told_of(statement, unit, article) or [_nobody()]
        one = self._registry.resolve(*_apposition(statement.speaker, statement.speaker_title), on=on)
        if one.actor == UNATTRIBUTED and any(self._registry.is_body(word) for word in mention.split()):
            state = self._state_before(text, unit)
            if state:
                # "the country's ministry", "the government": of the state spoken of just before.
                return [self._shown(Resolved(state, mention.strip(), "institution"))]
        return []

    def _shown(self, who: Resolved) -> Resolved:
        """The same with a name to show: a group's description ("10", "other nations") is nobody's name."""
        words = who.name.split() if who.name else []
        adjective = len(words) == 1 or (len(words) == 2 and words[0].casefold() == "the")
        adjective = adjective and not words[-1].isupper()
        demonym = adjective and words[-1] in self._registry.demonyms()
        if who.known and words and who.speaker_kind == "institution" and (demonym or not _names(who.name or "")):
            return replace(who, name=self._registry.name(who.actor))
        return who

    def _possessor(self, article: Article, text: CleanText, unit: Unit, mention: str) -> Resolved | None:
        """Whose body or officer "his ministry", "its spokesman" is: of the person or state named last before it."""
        first, _, rest = mention.partition(" ")
        if first.casefold() not in ("his", "her", "its", "their") or not self._registry.is_body(rest.split(" ")[-1]):
            return None
        person = first.casefold() in ("his", "her")
        at = text.sentences.index(unit.sentences[0])
        for sentence in reversed(text.sentences[max(0, at - 2) : at]):
            if sentence.paragraph != unit.sentences[0].paragraph:
                break
            named = self._registry.mentions(text.words(sentence.start, sentence.end))
            fitting = [m for m in named if (m.actor.kind == "person") == person]
            if fitting and fitting[0].actor.kind in ("person", "state", "bloc", "institution"):
                words = text.words(sentence.start + fitting[0].start, sentence.start + fitting[0].end)
                owner = self._registry.resolve(words, on=article.published)
                return replace(owner, name=mention.strip(), speaker_kind="institution", person=None)
        return None

    def _group(self, text: CleanText, unit: Unit, mention: str, on: str | None) -> list[Resolved]:
        """Whom a plural without a name stands for: the members named in the sentence, else the bloc before it."""
        members = self._members(text.words(*unit.span), on)
        bloc = None if members else self._bloc_before(text, unit)
        return [bloc] if bloc else members

    def _told_of(self, statement: Statement, unit: Unit, article: Article) -> list[Resolved]:
        """Where nobody answerable speaks: the actor that the words are about, if he is the subject they begin with.

        What stands between quotation marks is its speaker's alone, whoever that is.
        """
        content = unit.content.lstrip('"“”—– ').removeprefix("that ")
        mentions = self._registry.mentions(content[:80])
        if statement.kind == "direct-quote" or not mentions or not _LEADING.fullmatch(content[: mentions[0].start]):
            return []
        if content[mentions[0].end :].startswith(("'s", "’s")) and statement.cue.casefold() != "according to":
            return []
        found = self._registry.resolve(content[mentions[0].start : mentions[0].end], on=article.published)
        return [replace(found, speaker_kind="unattributed-reporting")] if found.known else []

    def _members(self, sentence: str, on: str | None) -> list[Resolved]:
        match = _MEMBERS.search(sentence)
        if not match:
            return []
        return [r for r in self._registry.resolve_all(match.group(1), on=on) if r.known]

    def _state_before(self, text: CleanText, unit: Unit) -> str | None:
        first = text.sentences.index(unit.sentences[0])
        for sentence in reversed(text.sentences[max(0, first - 1) : first]):
            for mention in self._registry.mentions(text.words(sentence.start, sentence.end)):
                if mention.actor.kind == "state" and sentence.paragraph == unit.sentences[0].paragraph:
                    return mention.actor.id
        return None

    def _bloc_before(self, text: CleanText, unit: Unit) -> Resolved | None:
        first = text.sentences.index(unit.sentences[0])
        for sentence in reversed(text.sentences[max(0, first - LOOK_BACK) : first + 1]):
            for mention in reversed(self._registry.mentions(text.words(sentence.start, sentence.end))):
                if mention.actor.kind == "bloc" and mention.via in ("name", "alias"):
                    return Resolved(mention.actor.id, mention.actor.name, "institution")
        return None


def _collective(mention: str) -> bool:
    words = mention.casefold().split()
    return bool(words) and (words[-1] in COLLECTIVES or any(w in COLLECTIVES for w in words) or words[-1].isdigit())


def _member_of(words: str) -> bool:
    """Whether words name a group and members of it: "other nations, including Poland"."""
    return any(f" {word} " in words for word in ("including", "such as"))


def _names(mention: str) -> bool:
    """Whether a mention has a capital of its own, behind its first word too where that is none: a name in it."""
    words = mention.split()
    group = any(word.strip(",").casefold() in COLLECTIVES or word.isdigit() for word in words)
    first = (
        words[0].casefold() in ("other", "some", "many", "several", "these", "those", "most", "all")
        if words
        else False
    )
    return any(word[:1].isupper() for word in (words[1:] if first else words)) and not (group and first)


def _apposition(name: str, title: str | None) -> tuple[str, str | None]:
    """Split "A. Name, professor at B" and "A. Name - friend of B" into name and title; a list is left whole."""
    dash = _DASHED.search(name)
    if dash:
        return name[: dash.start()], title or name[dash.end() :]
    head, comma, rest = name.partition(", ")
    if comma and rest[:1].islower() and not rest.startswith(("including", "as well", "and ")):
        return head, title or rest
    return name, title


def _nobody() -> Resolved:
    return Resolved(UNATTRIBUTED, None, "unattributed-reporting", known=False)
