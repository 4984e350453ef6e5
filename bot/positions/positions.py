"""Statements → positions: on which issue, whose, and for or against it, in which whole sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry, Resolved
from bot.attribution.speech import Paragraph
from bot.grammar.clauses import infinitive
from bot.grammar.words import GRAMMAR, child_of, lemma_of
from bot.positions.issues import OTHER, Issues
from bot.positions.page import Page
from bot.positions.reference import issues_of
from bot.positions.roll_up import RollUp
from bot.positions.spoken import Own, Words
from bot.positions.stance import Reading, StanceClassifier
from bot.record.article import Article
from bot.record.statement import UNATTRIBUTED, Position, Statement
from bot.record.units import Unit, units_of
from embeddings.text import CleanText


class PositionReader:
    """Reads the positions of one article out of its statements."""

    def __init__(
        self, registry: Registry, issues: Issues, stance: StanceClassifier, outlets: Outlets | None = None
    ) -> None:
        """``outlets`` tells the names of newspapers from those of actors ("according to Bloomberg")."""
        self._registry = registry
        self._issues = issues
        self._stance = stance
        self._roll_up = RollUp(registry, outlets)

    def read(
        self, article: Article, text: CleanText, statements: Sequence[Statement], parses: Sequence[Paragraph]
    ) -> list[Position]:
        """One position for each statement, actor and issue, in reading order; never the same twice.

        Args:
            article: the facts known about it (its date decides who held which office).
            text: its cleaned view; only body sentences are shown.
            statements: what ``StatementReader`` found, reported facts among them.
            parses: the parses they were found in.

        """
        subjects = self._issues.about(self._issues.hits(text.lead))
        pages: list[Page] = []
        for one in parses:
            before = pages[-1] if pages else None
            pages.append(Page(one, self._issues, self._registry, self._stance, subjects, before))
        rows: list[Position] = []
        # "We", of whom nothing tells who they are, are nobody.
        for statement in (one for one in statements if one.speaker.casefold() not in GRAMMAR.myself):
            for unit in units_of(text, statement):
                page = next((p for p in pages if p.parse.block.start <= unit.spans[0][0] < p.parse.block.end), None)
                if page is not None:
                    rows += self._positions(article, text, statement, unit, page)
        return _once(rows)

    def _positions(
        self, article: Article, text: CleanText, statement: Statement, unit: Unit, page: Page
    ) -> Iterator[Position]:
        words = _words(statement, unit, page)
        cue = words.doc[words.cue] if words.cue is not None else None
        if cue is not None and cue.dep_ == "ccomp" and infinitive(cue) and child_of(cue, "nsubj") is not None:
            # "Could not get X to agree to A" tells what X is to say, not what X says.
            return
        speakers = self._roll_up.of(article, text, statement, unit)
        ruling = all(speaker.speaker_kind == "official" for speaker in speakers)
        own = page.named.owned_by(*(speaker.actor for speaker in speakers), ruling=ruling)
        for issue, things in issues_of(words, page):
            reading = self._stance.read(words, things, own)
            for speaker in speakers:
                row = _row(article, text, statement, unit, speaker, issue, reading)
                other = _charged(words, page, speaker, reading, own)
                if other is not None:
                    row = replace(row, kind="charged", actor=other, stance="unclear", accuser=speaker.name)
                    row = replace(row, accuser=None, speaker=None) if words.reported else row
                if _says_something(row, statement, words, self._registry):
                    yield row


def _row(
    article: Article, text: CleanText, statement: Statement, unit: Unit, speaker: Resolved, issue: str,
    reading: Reading,
) -> Position:  # fmt: skip
    start, end = unit.sentence.start, unit.sentence.end
    return Position(
        article=article.id,
        text=text.words(start, end),
        start=start,
        end=end,
        paragraph=unit.sentence.paragraph,
        speaker=speaker.name if speaker.actor != UNATTRIBUTED else None,
        speaker_kind=speaker.speaker_kind,
        actor=speaker.actor,
        cue=statement.cue,
        statement_kind=statement.kind,
        issue=issue,
        stance=reading.stance,
        evidence=reading.evidence,
        affiliation=speaker.affiliation,
        kind="did" if statement.kind == "reported-fact" else "said",
    )


def _charged(words: Words, page: Page, speaker: Resolved, reading: Reading, own: Own) -> str | None:
    """The actor whose aims, motives or position somebody else speaks of; None where they are the speaker's."""
    cue = words.doc[words.cue] if words.cue is not None else None
    if lemma_of(cue) in GRAMMAR.accusing:
        accused = child_of(cue, "dobj", "nsubjpass")
        return page.named.actor_of(accused) if accused is not None else None
    if words.reported and lemma_of(cue) in GRAMMAR.aiming:
        return speaker.actor if speaker.actor != UNATTRIBUTED else None
    told = reading.other if reading.stance == "unclear" else None
    if told is not None and _heads(told, words) and not _own_beside(told, words, own):
        other = page.named.actor_of(told)
        return other if other != speaker.actor else None
    return None


def _words(statement: Statement, unit: Unit, page: Page) -> Words:
    """A piece of a statement as tokens of its parse."""
    cue = page.tokens(statement.cue_span) if statement.cue_span else frozenset()
    doc, start = page.parse.doc, page.parse.block.start
    quoted = page.tokens(*((start + q.start, start + q.end) for q in page.parse.quotes))
    content = page.tokens(*unit.spans)
    near = content and any(doc[i].sent == doc[min(content)].sent for i in cue)
    mention = page.tokens(statement.mention) if statement.mention else frozenset()
    reported = statement.kind == "reported-fact"
    return Words(doc, content, min(cue) if near else None, mention, quoted, reported)


def _heads(subject: Token, words: Words) -> bool:
    """Whether a subject is that of the chief clause of somebody's words."""
    verb, above = subject.head, subject.head.head
    below_cue = verb.dep_ in ("ccomp", "conj") and above.i == words.cue
    return verb == above or above.i not in words.content or below_cue


def _own_beside(told: Token, words: Words, own: Own) -> bool:
    """Whether a clause beside that of another is of the speaker's own doing: "they will do A, while we do B"."""
    subjects = (words.doc[i] for i in words.content if words.doc[i].dep_ in ("nsubj", "nsubjpass"))
    beside = (t for t in subjects if t.head.dep_ in ("ROOT", "conj", "advcl") and not t.head.is_ancestor(told))
    return any(words.whose(t, own) == "own" for t in beside)


def _says_something(row: Position, statement: Statement, words: Words, registry: Registry) -> bool:
    """Whether a row says more than that somebody, or something, spoke."""
    if row.kind == "did" and (row.issue == OTHER or row.stance == "unclear" or row.actor == UNATTRIBUTED):
        return False
    if row.kind == "charged":
        return row.issue != OTHER
    if row.stance == "unclear" and words.cue is not None and lemma_of(words.doc[words.cue]) in GRAMMAR.touching:
        return False
    if row.actor == UNATTRIBUTED and statement.kind != "direct-quote":
        last = statement.speaker.casefold().split()[-1:]
        unnamed = not last or last[0] in GRAMMAR.nameless | GRAMMAR.others
        return not unnamed and registry.nameless(statement.speaker)
    return True


def _once(rows: Sequence[Position]) -> list[Position]:
    """The same words, actor and issue once, a charge apart: the row with a stance before the one without."""
    best: dict[tuple[str, str, str, bool], Position] = {}
    named = {(row.start, row.end, row.issue) for row in rows if row.actor != UNATTRIBUTED}
    for row in rows:
        if row.actor == UNATTRIBUTED and (row.start, row.end, row.issue) in named:
            continue
        key = (" ".join(row.text.split()), row.actor, row.issue, row.kind == "charged")
        if key not in best or (best[key].stance == "unclear" and row.stance != "unclear"):
            best[key] = row
    return sorted(best.values(), key=lambda r: (r.start, r.end))
