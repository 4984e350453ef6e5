"""Which side a statement takes on an issue: links from the speaker's attitude to the issue's own words.

An arrow needs a link (``bot.positions.composition``): where no word of attitude or act governs the issue's words, or
their pronoun, in the speaker's own clause, the stance is unclear. A condition on what is wanted makes it conditional.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc, Token

from bot.attribution.attribution import find_attributions
from bot.attribution.context import Attribution
from bot.grammar.attitude import Attitude, load_attitude
from bot.grammar.conditions import in_passing
from bot.grammar.cues import Cues, load_cues
from bot.grammar.moods import conceded, formerly, imagined
from bot.grammar.names import goes_by, names_of, office_holders
from bot.grammar.parser import parse
from bot.grammar.pronouns import antecedents
from bot.grammar.quotes import Quote, find_quotes, plain_marks
from bot.grammar.subjects import holder_of
from bot.grammar.words import GRAMMAR, lemma_of, tokens_in, word_of
from bot.patterns import Hit
from bot.positions.composition import climb
from bot.positions.conditions import condition_of
from bot.positions.granted import granted
from bot.positions.issues import Issues
from bot.positions.path import Link, Voice
from bot.positions.spoken import Own, Words, nobody
from bot.positions.topics import Thing, Topic
from bot.record.statement import Stance

LABEL = 6
"""Words that a speaker's name before a colon may have."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A stance, the words whose composition gives it, and the other holder met where the attitude is another's."""

    stance: Stance
    evidence: tuple[str, ...] = ()
    other: Token | None = None
    pronoun: bool = False


class StanceClassifier:
    """Reads the stance of a statement toward an issue's sentence."""

    def __init__(self, issues: Issues, words: Attitude, cues: Cues | None = None) -> None:
        """Compose with ``words``; ``cues`` find whose words a bare sentence reports (None: those of the code)."""
        self._words = words
        self._cues = cues or load_cues()
        self._issues = issues
        self._topics = {issue.id: Topic(issue, words) for issue in issues.all}

    @classmethod
    def load(cls, config: Path, issues: Issues) -> "StanceClassifier":
        """Compose with the words that ship with the code, and what the files in the folder ``config`` add to them.

        Raises:
            ConfigurationError: such a file is malformed; one sentence with file and key.

        """
        return cls(issues, load_attitude(config), load_cues(config / "cues.toml"))

    def things(self, doc: Doc, issue: str, hits: Sequence[Hit] | None = None) -> list[Thing]:
        """The issue's own words in a parse; ``hits`` are where its text names the issue, where that is known."""
        return self._topics[issue].things(doc, self._issues.patterns[issue].all(doc.text) if hits is None else hits)

    def read(self, words: Words, things: Sequence[Thing], own: Own = nobody) -> Reading:
        """The stance of ``words`` toward the issue whose own words are ``things``.

        ``own`` says of a subject whether it names the speaker or the actor that the speaker speaks for.
        """
        voice = Voice(lambda t: words.whose(t, own), words.hold, words.reported)
        links, other = self._links(voice, things)
        if not links:
            supposed = [t for t in things if not t.pronoun and imagined(t.token)]
            again = words.referring(supposed, after=True) or words.repeating(things) or words.taken_up(things)
            if again:
                return self.read(words, again, own)
        if len(links) < len(things) or any(not link.asked for link, _ in links):
            # What stands in the condition of another thing is not what is asked for.
            links = [(link, sign) for link, sign in links if not link.asked]
        if len({sign for _, sign in links}) > 1:
            # What is done and what is said of it may differ; what is said counts.
            links = [(link, sign) for link, sign in links if link.kind != "act"]
        if not links or len({sign for _, sign in links}) > 1:
            if not links and (evidence := granted(self._words, things, voice)):
                return Reading("conditional", evidence)
            return Reading("unclear", tuple(t.text for link, _ in links for t in link.words), other)
        link, sign = links[0]
        evidence = tuple(t.text for t in link.words)
        condition = None if link.asked or link.kind == "threat" else condition_of(link, sign, things)
        if sign > 0 and link.open:
            return Reading("conditional", evidence, other)
        if condition is not None and (sign > 0 or condition[1]):
            return Reading("conditional", (*evidence, condition[0]), other)
        return Reading("supports" if sign > 0 else "opposes", evidence, other, all(t.pronoun for t in things))

    def _links(self, voice: Voice, things: Sequence[Thing]) -> tuple[list[tuple[Link, int]], Token | None]:
        """The links to the things, each with its direction toward the issue; and the first other holder met."""
        links, other = [], None
        for thing in things:
            link, holder = climb(self._words, thing.token, voice, thing.topic.carriers)
            other = other or holder
            beside = link is not None and link.verb.dep_ == "pobj" and link.verb.i + 1 == thing.token.head.i
            # "In protest at A" is no time or place.
            asked = "?" in thing.token.doc[thing.end : thing.token.sent.end].text
            # "Not realistic that B should be the only A" says nothing against A.
            alone = link is not None and link.sign < 0 and any(t.lower_ in GRAMMAR.only for t in thing.token.children)
            apart = thing.token.dep_ == "dep" and word_of(thing.token, "no") is not None
            silent = (in_passing(thing.token) and not beside) or asked or alone or apart
            if link is None or silent or _elsewhere(link, thing) or formerly(link.verb) or conceded(link.verb):
                continue
            # "An end to the ban on A" leaves A.
            undone = sum(t != thing.token and self._bears(t, thing.topic) for t in link.words) % 2
            direction = thing.ended if undone else thing.direction
            if not direction:
                continue
            raising = (t for t in link.words if lemma_of(t) in GRAMMAR.raising)
            raised = thing.topic.raises and any(map(self._words.undoes, raising))
            links.append((link, link.sign * direction * (-1 if raised else 1)))
        return links, other

    def _bears(self, word: Token, topic: Topic) -> bool:
        """Whether a word ends or allows what it governs, as the sentence of ``topic`` does."""
        known = self._words.undoes(word) or lemma_of(word) in GRAMMAR.permitting
        return known and (topic.ending or lemma_of(word) in GRAMMAR.lessening)

    def classify(
        self, text: str, issue: str, cue: str | None = None, speaker: str | None = None, own: Own = nobody
    ) -> tuple[Stance, tuple[str, ...]]:
        """The stance of ``speaker`` in plain sentences, and the words whose composition gives it.

        ``cue`` is the saying verb where it stands outside the text ("rejected"). Whose words the text reports is read
        as in an article; a text that does not name the speaker is taken for the speaker's own. ``own`` says of a word
        whether it names whom the speaker speaks for.
        """
        whole = text if not cue or cue.casefold() in text.casefold() else f"{speaker or 'They'} {cue} {text}"
        plain = plain_marks(whole)
        doc = next(iter(parse([plain])))
        names = names_of(speaker or "")
        things = self.things(doc, issue)
        quotes = find_quotes(plain)
        attributions = find_attributions(doc, quotes, self._cues)
        parts = self._stretches(doc, quotes, attributions, names, own)
        if not parts and (told := self._told_by_others(doc, plain, attributions, names, own)):
            return self.classify(told, issue, None, speaker, own)
        stretches = (
            (words, words.within(things) or words.spoken_of(things) or words.referring(things)) for words in parts
        )
        readings = [self.read(words, found, lambda t: goes_by(t, names) or own(t)) for words, found in stretches]
        clear = [r for r in readings if r.stance != "unclear"]
        clear = [r for r in clear if not r.pronoun] or clear
        if not clear or {"supports", "opposes"} <= {r.stance for r in clear}:
            return "unclear", ()
        best = next((r for r in clear if r.stance == "conditional"), clear[0])
        return best.stance, best.evidence

    def _told_by_others(
        self, doc: Doc, plain: str, attributions: Sequence[Attribution], names: frozenset[str], own: Own
    ) -> str:
        """What whoever only tells has of the speaker: the "X refuses A" of "X refuses A, a newspaper reported"."""
        named = frozenset(t.i for t in doc if goes_by(t, names) or own(t))
        for one in attributions:
            teller = (doc[i] for i in tokens_in(doc, one.mention, one.cue))
            if named & tokens_in(doc, *one.pieces) and any(lemma_of(t) in GRAMMAR.witnesses for t in teller):
                words = " ".join(plain[start:end] for start, end in one.pieces)
                return words if len(words) < len(plain) else ""
        return ""

    def _stretches(
        self, doc: Doc, quotes: Sequence[Quote], attributions: Sequence[Attribution], names: frozenset[str], own: Own
    ) -> list[Words]:
        """The parts of a text that are the speaker's words or deeds, or of whom the speaker speaks for."""
        quoted = tokens_in(doc, *(quote.span for quote in quotes))
        everything = Words(doc, frozenset(t.i for t in doc), quoted=quoted)
        named = frozenset(t.i for t in doc if goes_by(t, names))
        colon = next((t.i for t in doc if t.text == ":"), 0)
        if named and max(named) < colon <= LABEL:
            # "X: ...", as headlines have it.
            return [Words(doc, frozenset(range(colon + 1, len(doc))), None, named, quoted)]
        taken: frozenset[int] = frozenset()
        unnamed = not named and not any(own(t) for t in doc)
        result = []
        for one in attributions:
            mention = tokens_in(doc, one.mention)
            if any(doc[i].lower_ in GRAMMAR.first for i in mention):
                return [everything]
            content, cue = tokens_in(doc, *one.pieces), next((t.i for t in doc if t.idx == one.cue[0]), None)
            taken |= content
            asker = holder_of(doc[cue]) if cue is not None else None
            # "X, who ...", "X is among the mayors who ...".
            meant = (t for i in mention if doc[i].tag_ in ("WP", "WDT") for t in antecedents(doc[i]))
            mine = mention & named or any(t.i in named for t in meant)
            # "X delivered a letter demanding A": X demands.
            mine = mine or (asker is not None and asker.i in named) or any(own(doc[i]) for i in mention)
            # "The minister said A", where the text gives no name: whose office it is.
            mine = mine or (unnamed and any(lemma_of(doc[i]) in GRAMMAR.offices for i in mention))
            if not names or mine or any(doc[i].lower_ in GRAMMAR.persons for i in mention):
                result.append(Words(doc, content, cue, mention, quoted))
        if not taken and not named:
            return [replace(everything, mention=frozenset(t.i for t in office_holders(doc) if unnamed))]
        rest = frozenset(t.i for t in doc) - taken
        here = named & rest or frozenset(i for i in rest if taken and own(doc[i]))
        if not names or here:
            result.append(Words(doc, rest, None, here, quoted, reported=True))
        return result


def _elsewhere(link: Link, thing: Thing) -> bool:
    """Whether somebody does for himself what the issue asks of a named other: "Finland joined" is not of Ukraine."""
    verb, subject = thing.topic.asked
    holder = holder_of(link.verb)
    acts = link.kind == "act" and lemma_of(link.verb) == verb
    return acts and subject != "" and holder is not None and holder.lower_ != subject
