"""Reading and judge side by side on articles outside of the record: what a judge is worth before it counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.building.reading import ArticleReader
from bot.ingest import Report, article_of
from bot.judging.bench import disputed
from bot.judging.gate import gate
from bot.judging.judge import Judge, Label, NotJudged, Verdict
from bot.record.statement import Position, Stance
from bot.sources.incoming import Incoming
from bot.sources.intake import Lot
from embeddings.clean import clean

ARROWS: tuple[Stance, ...] = ("supports", "opposes")


@dataclass(frozen=True, slots=True)
class Compared:
    """One position as the linked reading has it, and what the judge says of it (None: nothing that could be used)."""

    position: Position
    verdict: Verdict | None
    stands: Stance

    @property
    def agree(self) -> bool:
        """Whether both say the same; of a reading that is unclear the judge says none."""
        return self.verdict is not None and self.verdict.label == label_of(self.position.stance)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that was compared, how many articles that was, and why others were left out."""

    articles: int
    rows: tuple[Compared, ...]
    left_out: tuple[str, ...]

    @property
    def judged(self) -> list[Compared]:
        """The rows on which there is a verdict."""
        return [row for row in self.rows if row.verdict is not None]

    def count(self, reading: Stance, label: Label) -> int:
        """How often the reading says ``reading`` and the judge ``label``."""
        verdicts = [row.verdict for row in self.rows if row.position.stance == reading]
        return sum(verdict is not None and verdict.label == label for verdict in verdicts)

    def unanswered(self, reading: Stance) -> int:
        """How often the reading says ``reading`` and there is no verdict: there it stands."""
        return sum(row.verdict is None for row in self.rows if row.position.stance == reading)

    def arrows(self, stands: Stance | None = None) -> int:
        """How many arrows the reading gives, or how many of these stand, or fall to another stance."""
        given = [row for row in self.rows if row.position.stance in ARROWS]
        return sum(stands in (None, row.stands) for row in given)

    @property
    def kept(self) -> int:
        """How many arrows of the reading stand."""
        return sum(self.arrows(arrow) for arrow in ARROWS)


def label_of(stance: Stance) -> Label:
    """A stance as a judge's label."""
    return "none" if stance == "unclear" else stance


def compare(reader: ArticleReader, judge: Judge, lots: Sequence[Lot], report: Report) -> Comparison:
    """Read articles, and ask the judge about every position in them; the judge's verdicts are kept as always.

    Raises:
        NotJudged: the judge is away.

    """
    rows: list[Compared] = []
    left_out: list[str] = []
    articles = 0
    for number, lot in enumerate(lots):
        report(number, len(lots), lot.name)
        for found in lot.read(lambda _words: None):
            if not isinstance(found, Incoming):
                left_out.append(found.reason)
                continue
            try:
                rows += _rows(reader, judge, found)
                articles += 1
            except NotJudged as error:
                if judge.absence is not None:
                    raise
                left_out.append(f"{found.name}: not judged ({error})")
    return Comparison(articles, tuple(rows), tuple(left_out))


def _rows(reader: ArticleReader, judge: Judge, incoming: Incoming) -> Iterator[Compared]:
    text = clean(incoming.raw)
    findings = reader.linked(article_of(incoming.stem, incoming, None, text), text)
    cases = reader.cases(findings, text)
    verdicts = judge.judge(cases) if cases else []
    positions = [row for row in findings.positions if disputed(row)]
    return (
        Compared(position, verdict, gate(position.stance, verdict, judge.thresholds))
        for position, verdict in zip(positions, verdicts, strict=True)
    )
