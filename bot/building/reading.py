"""An article read: its statements, the positions in them, and its figures, as things stand now."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.building.inputs import fingerprint_of
from bot.judging.bench import cases_of, judged
from bot.judging.judge import Case, Judge, NotJudged, Verdict
from bot.judging.seat import judge_of, unasked
from bot.positions.bearing import Bearing
from bot.positions.issues import OTHER, Issues
from bot.record.article import Article
from bot.record.figure import Figure
from bot.record.readings import Findings
from bot.record.statement import Position
from bot.settings import Settings
from embeddings.clean import clean
from embeddings.text import CleanText

if TYPE_CHECKING:
    from bot.attribution.reader import StatementReader
    from bot.figures.figures import FigureReader
    from bot.positions.positions import PositionReader
    from bot.positions.stance import StanceClassifier


Hear = Callable[[Judge, Sequence[Case]], Sequence[Verdict | None]]
"""How a judge is heard."""

ADDED = ("attitude.toml", "cues.toml")
"""Files that need not be there."""


class ArticleReader:
    """Reads articles one by one; the parser is loaded at the first, since it takes a second."""

    def __init__(self, settings: Settings, registry: Registry, outlets: Outlets, issues: Issues) -> None:
        """Read with the configuration of ``settings`` and what was loaded from it."""
        self._settings = settings
        self._registry = registry
        self._outlets = outlets
        self._issues = issues

    @cached_property
    def fingerprint(self) -> str:
        """Names everything that articles are read by; another one has every article read again."""
        return fingerprint_of(self._settings)

    @cached_property
    def unheard(self) -> str:
        """Names the same without a judge that has to be asked: readings wait for it under this name."""
        without = unasked(self._settings)
        return self.fingerprint if without == self._settings else fingerprint_of(without)

    @cached_property
    def judge(self) -> Judge | None:
        """Who judges what is read, None for nobody.

        Raises:
            ConfigurationError: the judge's key in the environment cannot be one.
        """
        return judge_of(self._settings)

    @cached_property
    def _understudy(self) -> Judge | None:
        return judge_of(unasked(self._settings))

    @cached_property
    def stance(self) -> "StanceClassifier":
        """What reads stances.

        Raises:
            ConfigurationError: a file of its words is wrong.
        """
        from bot.positions.stance import StanceClassifier

        return StanceClassifier.load(self._settings.config_dir, self._issues)

    def check(self) -> None:
        """See that the files added to the words of the code can be read; without such a file nothing is loaded.

        Raises:
            ConfigurationError: one of them is wrong.
        """
        if any((self._settings.config_dir / name).exists() for name in ADDED):
            _ = self.stance

    @cached_property
    def _statements(self) -> "StatementReader":
        from bot.attribution.reader import StatementReader

        folder = self._settings.config_dir
        return StatementReader(
            folder / "cues.toml", folder / "actors.toml", self._settings.positions.seconds_per_article
        )

    @cached_property
    def _bearing(self) -> Bearing:
        return Bearing(self._registry, self._issues)

    @cached_property
    def _figures(self) -> "FigureReader":
        from bot.figures.figures import FigureReader
        from bot.grammar.attitude import load_attitude

        return FigureReader(self._issues, self._registry, load_attitude(self._settings.config_dir))

    @cached_property
    def _positions(self) -> "PositionReader":
        from bot.positions.positions import PositionReader

        return PositionReader(self._registry, self._issues, self.stance, self._outlets)

    def claim(self, words: str) -> tuple[list[Position], list[Figure]]:
        """The positions and figures of a claim, read as if it were an article of these words alone."""
        article = Article("claim", f"{words}\n", "", "")
        text = clean(article.raw)
        result = self._statements.read(text, article.id)
        found = self._positions.read(article, text, result.statements, result.parses)
        return found, self._figures.read(article.id, text)

    def read(self, article: Article, text: CleanText) -> Findings:
        """The statements, positions and figures of an article, whose cleaned text is ``text``.

        Nobody is waited for: where the judge has not been heard on it, the reading stands as ``unheard``.
        """
        return self._judged(self.linked(article, text), text, lambda judge, cases: judge.recall(cases))

    def read_and_ask(self, article: Article, text: CleanText) -> Findings:
        """The same, with the judge asked where that is needed; never to be called where a question waits."""
        return self._judged(self.linked(article, text), text, lambda judge, cases: judge.judge(cases))

    def linked(self, article: Article, text: CleanText) -> Findings:
        """The linked reading alone, before any judge."""
        result = self._statements.read(text, article.id, on=article.published)
        if result.problem:
            figures = self._figures.read(article.id, text)
            return Findings(result.statements, (), self.fingerprint, result.problem, figures=figures)
        bears = self._bearing.bears(text)
        figures = self._figures.read(article.id, text) if bears else []
        found = self._positions.read(article, text, result.statements, result.parses)
        own = found if bears else on_nothing(found)
        return Findings(result.statements, own, self.fingerprint, None, bears, figures)

    def cases(self, findings: Findings, text: CleanText) -> list[Case]:
        """What a linked reading puts before the judge."""
        return cases_of(findings.positions, text, self._issues, self._registry.name)

    def _judged(self, findings: Findings, text: CleanText, hear: Hear) -> Findings:
        cases = self.cases(findings, text)
        for judge, name in ((self.judge, self.fingerprint), (self._understudy, self.unheard)):
            if judge is None or not cases:
                return replace(findings, fingerprint=name)
            with suppress(NotJudged):
                rows = judged(findings.positions, hear(judge, cases), judge.thresholds)
                return replace(findings, positions=rows, fingerprint=name)
        return replace(findings, fingerprint=self.unheard)


def on_nothing(found: Sequence[Position]) -> list[Position]:
    """The positions of an article off the subject: they tell who speaks, and take no side on anything."""
    said = [replace(p, issue=OTHER, stance="unclear", evidence=()) for p in found if p.kind == "said"]
    return list({(p.start, p.end, p.actor): p for p in reversed(said)}.values())[::-1]
