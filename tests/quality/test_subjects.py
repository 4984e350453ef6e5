"""Stance on subjects that nobody who wrote the reader has seen: floors under what is printed.

Each folder of ``subjects`` is one: ``issues.toml`` with four issues of ``id``, ``name``, ``sentence`` and ``cues``,
and ``statements.tsv`` with sixty sentences written before the code was run on them, never edited to pass. Where
SUBJECTS in the environment names a folder, the subjects in it are read instead, and no floor holds.
"""

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.positions.issues import Issues
from bot.positions.stance import StanceClassifier
from bot.record.statement import Stance

FIRST, SECOND = ("fishing", "merger", "phones"), ("farming", "museums", "pensions")
THIRD = ("border", "elections", "harbour")
"""The lots that were written together, by one hand each."""
FLOORS = {
    FIRST: {"arrows right": 0.75, "recall of clear": 0.22, "conditionals right": 0.52},
    SECOND: {"arrows right": 0.82, "recall of clear": 0.43, "conditionals right": 0.57},
    THIRD: {"arrows right": 0.96, "recall of clear": 0.50, "conditionals right": 0.61},
}
"""Shares of the subjects of a lot together that must not fall."""
CEILINGS = {
    FIRST: {"wrong way round": 0.059, "no side, yet an arrow": 0.03},
    SECOND: {"wrong way round": 0.05, "no side, yet an arrow": 0.052},
    THIRD: {"wrong way round": 0.009, "no side, yet an arrow": 0.026},
}
"""Shares of the subjects of a lot together that must not rise."""

OWN = Path(__file__).parent / "subjects"
SUBJECTS = Path(os.environ.get("SUBJECTS", OWN))
CLEAR = {"supports", "opposes"}
NO_SIDE = {"colourless", "about-others"}


@dataclass(frozen=True)
class Case:
    """A statement with the stance that its writer gave it and the stance that is read."""

    id: str
    sort: str
    gold: Stance
    read: Stance


def cases_of(subject: Path) -> list[Case]:
    """Every statement of a subject's folder, classified."""
    issues = Issues.load(subject / "issues.toml")
    classifier = StanceClassifier.load(subject, issues)
    with (subject / "statements.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Case(
            row["id"],
            row["sort"],
            row["stance"],
            classifier.classify(row["statement"], row["issue"], speaker=row["speaker"])[0],
        )
        for row in rows
    ]


def figures(cases: list[Case]) -> dict[str, tuple[int, int]]:
    """Each figure as how many of how many.

    An arrow is "supports" or "opposes"; it is right where the gold is the same. "Wrong way round" are arrows
    opposite to a clear gold, of all clear gold; the recall too is of all clear gold.
    """
    arrows = [c for c in cases if c.read in CLEAR]
    clear = [c for c in cases if c.gold in CLEAR]
    conditional = [c for c in cases if c.gold == "conditional"]
    sideless = [c for c in cases if c.sort in NO_SIDE]
    return {
        "arrows right": (sum(c.read == c.gold for c in arrows), len(arrows)),
        "recall of clear": (sum(c.read == c.gold for c in clear), len(clear)),
        "wrong way round": (sum({c.read, c.gold} == CLEAR for c in clear), len(clear)),
        "no side, yet an arrow": (sum(c.read in CLEAR for c in sideless), len(sideless)),
        "conditionals right": (sum(c.read == c.gold for c in conditional), len(conditional)),
    }


def share(figure: tuple[int, int]) -> float:
    """How many of how many, 0 to 1; of none 0."""
    return figure[0] / max(1, figure[1])


def table(by_subject: dict[str, list[Case]]) -> str:
    """The figures of each subject and of all together, as text."""
    every = {**by_subject, "all": [c for cases in by_subject.values() for c in cases]}
    names = list(figures([]))
    lines = ["subject".ljust(16) + "  ".join(names)]
    for subject, cases in every.items():
        cells = (f"{share(f):.2f} ({f[0]}/{f[1]})".ljust(len(n)) for n, f in figures(cases).items())
        lines.append(subject.ljust(16) + "  ".join(cells))
    return "\n".join(lines)


@pytest.fixture(scope="module")
def subjects():
    """The cases of every subject, by the name of its folder."""
    return {folder.name: cases_of(folder) for folder in sorted(SUBJECTS.iterdir()) if folder.is_dir()}


@pytest.fixture(scope="module")
def together(subjects, request):
    """The figures of each lot together; the table of each subject is printed past pytest's capture."""
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        request.config.get_terminal_writer().write(f"\n{table(subjects)}\n")
    lots = FLOORS if SUBJECTS == OWN else ()
    return {lot: figures([case for name in lot for case in subjects[name]]) for lot in lots}


def test_a_third_takes_no_clear_side_and_each_has_sixty_statements(subjects):
    for name, cases in subjects.items():
        assert len(cases) == 60, name
        assert sum(c.gold not in CLEAR for c in cases) >= 18, name


@pytest.mark.parametrize(("lot", "figure"), [(lot, figure) for lot in FLOORS for figure in FLOORS[lot]])
def test_a_figure_does_not_fall(together, lot, figure):
    assert SUBJECTS != OWN or share(together[lot][figure]) >= FLOORS[lot][figure]


@pytest.mark.parametrize(("lot", "figure"), [(lot, figure) for lot in CEILINGS for figure in CEILINGS[lot]])
def test_a_figure_does_not_rise(together, lot, figure):
    assert SUBJECTS != OWN or share(together[lot][figure]) <= CEILINGS[lot][figure]
