"""Statements → positions: whose stance on which issue, in which whole sentences."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.positions.acts import find_acts
from bot.positions.issues import OTHER, IssueClassifier, refers_back
from bot.positions.nli import StanceReader
from bot.positions.outlets import Outlets
from bot.positions.registry import Registry, Resolved
from bot.record.article import Article
from bot.record.statement import UNATTRIBUTED, Position, Statement
from embeddings.text import CleanText, Sentence

LONGEST_EXCERPT = 700
_CAUSATIVES = frozenset(("get", "make", "let", "have", "bring", "persuade", "convince", "force", "push"))
COLLECTIVES = frozenset(
    ("countries", "states", "nations", "members", "participants", "leaders", "governments", "capitals", "partners")
)
"""Plurals that stand for a bloc named before ("26 countries")."""
_PRONOUNS = frozenset(
    ("he", "she", "it", "they", "who", "which", "that", "him", "her", "them", "this", "these", "those", "one")
)
CUE_REACH = 30
"""Letters between a cue and the content that it stands before."""
LOOK_BACK = 6
"""Sentences looked back for that bloc."""
_MEMBERS = re.compile(
    r"\b(?:for example|including|such as|namely|among them)\b,?\s+(.{3,120}?)(?:\.|;|$|, (?:has|have|which|who|as)\b)"
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """One piece of a statement's content: whole sentences, and the words in them that are the content."""

    sentences: tuple[Sentence, ...]
    content: str

    @property
    def span(self) -> tuple[int, int]:
        return self.sentences[0].start, self.sentences[-1].end


class PositionReader:
    """Reads the positions of one article out of its statements."""

    def __init__(
        self,
        registry: Registry,
        issues: IssueClassifier,
        stance: StanceReader,
        outlets: Outlets | None = None,
    ) -> None:
        """``outlets`` tells the names of newspapers from those of actors ("according to Bloomberg")."""
        self._registry = registry
        self._issues = issues
        self._stance = stance
        self._outlets = outlets

    def read(self, article: Article, text: CleanText, statements: Sequence[Statement]) -> list[Position]:
        """One position for each statement, actor and issue, in reading order; never the same twice.

        Args:
            article: the facts known about it (its date decides who held which office).
            text: its cleaned view; only body sentences are shown.
            statements: what ``StatementReader`` found; reported facts are added here.

        """
        statements = [s for s in statements if not _hypothetical(text, s)]
        taken = [span for s in statements for span in (*s.spans, s.cue_span, s.mention) if span]
        rows: list[Position] = []
        for statement in statements:
            found = self._positions(article, text, statement)
            rows += found if statement.kind != "reported-fact" else [row for row in found if _acts(row)]
        for act in find_acts(text, taken, article.id, self._registry):
            rows += [row for row in self._positions(article, text, act) if _acts(row)]
        return _once(rows)

    # --- one statement ------------------------------------------------------------------------------------------

    def _positions(self, article: Article, text: CleanText, statement: Statement) -> list[Position]:
        found = []
        for unit in _units(text, statement):
            start, end = unit.span
            context = self._context(text, unit)
            issues = self._issues.classify(unit.content, context)
            speakers = self._speakers(article, text, statement, unit)
            for issue, _ in issues:
                stance, evidence = self._stance.classify(
                    _with_cue(text, statement, unit), issue, statement.cue, statement.speaker, statement.negated
                )
                for speaker in speakers:
                    if not _says_something(speaker, statement, issue, stance, self._registry.nameless):
                        continue
                    found.append(
                        Position(
                            article=article.id,
                            text=text.words(start, end),
                            start=start,
                            end=end,
                            paragraph=unit.sentences[0].paragraph,
                            speaker=speaker.name if speaker.actor != UNATTRIBUTED else None,
                            speaker_kind=speaker.speaker_kind,
                            actor=speaker.actor,
                            cue=statement.cue,
                            statement_kind=statement.kind,
                            issue=issue,
                            stance=stance,
                            evidence=evidence,
                            affiliation=speaker.affiliation,
                        )
                    )
        return found

    def _context(self, text: CleanText, unit: _Unit) -> str:
        """The whole sentence and the one before it: in its paragraph, or any where the words refer back."""
        first = text.sentences.index(unit.sentences[0])
        same = unit.sentences[0].paragraph
        reach = refers_back(unit.content)
        near = [s for s in text.sentences[max(0, first - 1) : first] if reach or s.paragraph == same]
        return " ".join(text.words(s.start, s.end) for s in (*near, *unit.sentences))

    def _speakers(self, article: Article, text: CleanText, statement: Statement, unit: _Unit) -> list[Resolved]:
        on = article.published
        mention = text.words(*statement.mention) if statement.mention else ""
        if self._outlets and (self._outlets.find(statement.speaker) or self._outlets.find(mention)):
            return self._told_of(unit, article) or [_nobody()]
        if " between " in mention:
            # "The meeting between A and B" is neither A nor B.
            return [_nobody()]
        name, title = _apposition(statement.speaker, statement.speaker_title)
        one = self._registry.resolve(name, title, unit.content, on)
        if statement.resolved and statement.kind != "reported-fact" and one.person:
            return [one]
        words = statement.speaker if mention.casefold() in _PRONOUNS else mention
        several = self._registry.resolve_all(_apposition(words, None)[0], None, unit.content, on) if words else ()
        if len(several) > 1:
            return list(several)
        if one.known or (statement.resolved and one.actor != UNATTRIBUTED):
            return [one]
        if several and several[0].known:
            return list(several)
        if _collective(mention):
            group = self._group(text, unit, mention, on)
            if group:
                return group
        if self._registry.nameless(mention):
            return self._told_of(unit, article) or [_nobody()]
        if one.actor == UNATTRIBUTED and any(self._registry.is_body(word) for word in mention.split()):
            state = self._state_before(text, unit)
            if state:
                # "the country's ministry", "the government": of the state spoken of just before.
                return [Resolved(state, mention.strip(), "institution")]
        return [one]

    def _group(self, text: CleanText, unit: _Unit, mention: str, on: str | None) -> list[Resolved]:
        """Whom a plural without a name stands for: the members named in the sentence, else the bloc before it."""
        members = self._members(text.words(*unit.span), on)
        bloc = None if members else self._bloc_before(text, unit)
        return [replace(bloc, name=mention.strip())] if bloc else members

    def _told_of(self, unit: _Unit, article: Article) -> list[Resolved]:
        """Where nobody answerable speaks: the actor that the words are about, if they begin with one."""
        content = unit.content.lstrip('"“”—– ').removeprefix("that ")
        mentions = self._registry.mentions(content[:80])
        if not mentions or mentions[0].start > len("the leaders of the "):
            return []
        found = self._registry.resolve(content[mentions[0].start : mentions[0].end], on=article.published)
        return [replace(found, speaker_kind="unattributed-reporting")] if found.known else []

    def _members(self, sentence: str, on: str | None) -> list[Resolved]:
        match = _MEMBERS.search(sentence)
        if not match:
            return []
        return [r for r in self._registry.resolve_all(match.group(1), on=on) if r.known]

    def _state_before(self, text: CleanText, unit: _Unit) -> str | None:
        first = text.sentences.index(unit.sentences[0])
        for sentence in reversed(text.sentences[max(0, first - 1) : first]):
            for mention in self._registry.mentions(text.words(sentence.start, sentence.end)):
                if mention.actor.kind == "state" and sentence.paragraph == unit.sentences[0].paragraph:
                    return mention.actor.id
        return None

    def _bloc_before(self, text: CleanText, unit: _Unit) -> Resolved | None:
        first = text.sentences.index(unit.sentences[0])
        for sentence in reversed(text.sentences[max(0, first - LOOK_BACK) : first + 1]):
            for mention in reversed(self._registry.mentions(text.words(sentence.start, sentence.end))):
                if mention.actor.kind == "bloc" and mention.via in ("name", "alias"):
                    return Resolved(mention.actor.id, mention.actor.name, "institution")
        return None


def _with_cue(text: CleanText, statement: Statement, unit: _Unit) -> str:
    """The content with the cue as it stands before it ("called for a meeting"), where it does."""
    span = statement.cue_span
    if span is None or statement.kind == "direct-quote" or len(unit.sentences) != 1:
        return unit.content
    start = max(statement.start, unit.sentences[0].start)
    if not (unit.sentences[0].start <= span[0] and 0 <= start - span[1] <= CUE_REACH) or " … " in unit.content:
        return unit.content
    return ("not " if statement.negated else "") + text.words(span[0], start) + unit.content


def _units(text: CleanText, statement: Statement) -> list[_Unit]:
    """The statement's sentences, one unit each; a quotation's sentences are read one by one."""
    units: list[_Unit] = []
    for start, end in statement.spans:
        for sentence in _sentences(text, start, end):
            content = text.words(max(start, sentence.start), min(end, sentence.end))
            if len(content) < 3 or sentence.end - sentence.start > LONGEST_EXCERPT:
                continue
            if units and units[-1].sentences[-1] == sentence:
                units[-1] = replace(units[-1], content=f"{units[-1].content} … {content}")
            else:
                units.append(_Unit((sentence,), content))
    return units


def _sentences(text: CleanText, start: int, end: int) -> list[Sentence]:
    return [s for s in text.sentences if s.start < end and start < s.end]


def _collective(mention: str) -> bool:
    words = mention.casefold().split()
    return bool(words) and (words[-1] in COLLECTIVES or any(w in COLLECTIVES for w in words) or words[-1].isdigit())


def _apposition(name: str, title: str | None) -> tuple[str, str | None]:
    """Split "A. Name, professor at B" into name and title; a list of names is left whole."""
    head, comma, rest = name.partition(", ")
    if comma and rest[:1].islower() and not rest.startswith(("including", "as well", "and ")):
        return head, title or rest
    return name, title


def _hypothetical(text: CleanText, statement: Statement) -> bool:
    """Whether nobody says or does it: "If the group decides ...", "it was not possible to get the bloc to agree"."""
    if statement.mention is None or statement.kind == "direct-quote":
        return False
    sentence = next(iter(_sentences(text, *statement.mention)), None)
    before = text.words(sentence.start, statement.mention[0]).casefold().split() if sentence else []
    before = [word for word in (word.strip("\"“'") for word in before) if word]
    while before and before[-1] in ("the", "a", "an"):
        before.pop()
    if not before:
        return False
    in_vain = any(
        w in ("not", "impossible", "unable", "failed", "cannot") or w.endswith("n't") for w in before[-8:-1]
    )
    return before[-1] in ("if", "whether", "unless") or (in_vain and before[-1] in _CAUSATIVES)


def _says_something(
    speaker: Resolved, statement: Statement, issue: str, stance: str, answerable: Callable[[str], bool]
) -> bool:
    """Whether a row says more than that somebody, or something, spoke."""
    if issue == OTHER and (stance == "unclear" or speaker.actor == UNATTRIBUTED):
        return False
    return speaker.actor != UNATTRIBUTED or statement.kind == "direct-quote" or answerable(statement.speaker)


def _acts(row: Position) -> bool:
    """Whether a reported fact takes a side on an issue; a fact that does not is no position."""
    return row.issue != OTHER and row.stance != "unclear" and row.actor != UNATTRIBUTED


def _nobody() -> Resolved:
    return Resolved(UNATTRIBUTED, None, "unattributed-reporting", known=False)


def _once(rows: Sequence[Position]) -> list[Position]:
    """The same words, actor and issue once: the row with a stance before the one without."""
    best: dict[tuple[str, str, str], Position] = {}
    named = {(row.start, row.end, row.issue) for row in rows if row.actor != UNATTRIBUTED}
    for row in rows:
        if row.actor == UNATTRIBUTED and (row.start, row.end, row.issue) in named:
            continue
        key = (" ".join(row.text.split()), row.actor, row.issue)
        if key not in best or (best[key].stance == "unclear" and row.stance != "unclear"):
            best[key] = row
    return sorted(best.values(), key=lambda r: (r.start, r.end))
