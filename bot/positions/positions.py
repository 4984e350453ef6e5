"""Statements → positions: whose stance on which issue, in which whole sentences."""

from collections.abc import Callable, Sequence

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry, Resolved
from bot.positions.acts import find_acts
from bot.positions.issues import OTHER, IssueClassifier, refers_back
from bot.positions.roll_up import PRONOUNS, Voices
from bot.positions.stance import StanceClassifier
from bot.positions.units import Unit, halves, sentences_at, units_of, with_cue
from bot.record.article import Article
from bot.record.statement import UNATTRIBUTED, Position, Statement
from embeddings.text import CleanText, Sentence

_CAUSATIVES = frozenset(("get", "make", "let", "have", "bring", "persuade", "convince", "force", "push"))
NAMED_BEFORE = 3
"""Sentences looked back for what "this initiative" is."""
_TOPICAL = frozenset(("discuss", "discusses", "discussed", "discussing", "mention", "mentions", "mentioned"))
"""To speak about something, without more, is no position."""


class PositionReader:
    """Reads the positions of one article out of its statements."""

    def __init__(
        self,
        registry: Registry,
        issues: IssueClassifier,
        stance: StanceClassifier,
        outlets: Outlets | None = None,
    ) -> None:
        """``outlets`` tells the names of newspapers from those of actors ("according to Bloomberg")."""
        self._registry = registry
        self._issues = issues
        self._stance = stance
        self._voices = Voices(registry, outlets)

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
        acts = find_acts(text, taken, article.id, self._registry)
        for act in (act for act in acts if not _hypothetical(text, act)):
            rows += [row for row in self._positions(article, text, act) if _acts(row)]
        return _once(rows)

    # --- one statement ------------------------------------------------------------------------------------------

    def _positions(self, article: Article, text: CleanText, statement: Statement) -> list[Position]:
        found = []
        for unit in units_of(text, statement):
            start, end = unit.span
            speakers = self._voices.of(article, text, statement, unit)
            for issue, words, negated in self._issues_of(text, statement, unit):
                stance, evidence = self._stance.classify(words, issue, statement.cue, statement.speaker, negated)
                for speaker in speakers:
                    if not _says_something(speaker, statement, issue, stance, self._registry.nameless):
                        continue
                    if statement.kind == "reported-fact" and not self._issues.meant_by(issue, speaker.actor, words):
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

    def _issues_of(self, text: CleanText, statement: Statement, unit: Unit) -> list[tuple[str, str, bool]]:
        """Each issue with the words to read its stance from: of "A, but B" each half has its own."""
        whole = with_cue(text, statement, unit)
        found = [
            (issue, whole, statement.negated)
            for issue, _ in self._issues.classify(unit.content, self._context(text, unit))
        ]
        parts = halves(unit.content)
        by_half: dict[str, str] = {}
        for half in parts:
            for issue in self._issues.named(half)[:1]:
                by_half.setdefault(issue, half)
        if len(by_half) < 2:
            return found
        first = whole.removesuffix(unit.content) + parts[0]
        return [
            (issue, first if half == parts[0] else half, statement.negated and half == parts[0])
            for issue, half in by_half.items()
        ]

    def _context(self, text: CleanText, unit: Unit) -> str:
        """The whole sentence and the one before it in its paragraph.

        Where the words refer back, the nearest sentences before it up to one that names an issue, in any paragraph.
        """
        first = text.sentences.index(unit.sentences[0])
        near: list[Sentence] = []
        if refers_back(unit.content.removeprefix("that "), 0):
            for sentence in reversed(text.sentences[max(0, first - NAMED_BEFORE) : first]):
                near.insert(0, sentence)
                if self._issues.named(text.words(sentence.start, sentence.end)):
                    break
        else:
            same = unit.sentences[0].paragraph
            near = [s for s in text.sentences[max(0, first - 1) : first] if s.paragraph == same]
        return " ".join(text.words(s.start, s.end) for s in (*near, *unit.sentences))


def _hypothetical(text: CleanText, statement: Statement) -> bool:
    """Whether nobody says or does it: "If the group decides ...", "it was not possible to get the bloc to agree"."""
    if statement.mention is None or statement.kind == "direct-quote":
        return False
    sentence = next(iter(sentences_at(text, *statement.mention)), None)
    before = text.words(sentence.start, statement.mention[0]).casefold().split() if sentence else []
    before = [word for word in (word.strip("\"“'") for word in before) if word]
    while before and before[-1] in ("the", "a", "an"):
        before.pop()
    if not before:
        return False
    if statement.kind == "reported-fact" and before[0] in ("if", "unless", "should"):
        # "If the group decides to go, it will be clear: X will do A": nothing in it has happened.
        return True
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
    if stance == "unclear" and statement.cue.casefold() in _TOPICAL:
        return False
    if (
        speaker.actor == UNATTRIBUTED
        and statement.kind != "direct-quote"
        and statement.speaker.casefold() in PRONOUNS
    ):
        return False
    return speaker.actor != UNATTRIBUTED or statement.kind == "direct-quote" or answerable(statement.speaker)


def _acts(row: Position) -> bool:
    """Whether a reported fact takes a side on an issue; a fact that does not is no position."""
    return row.issue != OTHER and row.stance != "unclear" and row.actor != UNATTRIBUTED


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
