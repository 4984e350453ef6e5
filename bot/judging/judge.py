"""What a judge of stance is shown, what it answers, and the one interface that every judge has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, get_args

Label = Literal["supports", "opposes", "conditional", "none"]
LABELS: tuple[Label, ...] = get_args(Label)


@dataclass(frozen=True, slots=True)
class Case:
    """Who said or did what, and the issue's sentence that a stance is toward.

    ``speaker`` is the name of whoever's statement it is, "" where nobody is named. ``statement`` is the whole
    sentence (or sentences) as the article has it, ``before`` the sentence that stands before it, "" for none.
    """

    speaker: str
    before: str
    statement: str
    issue: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely each label is (they sum to 1), and the span of the statement's own words that decided it."""

    supports: float
    opposes: float
    conditional: float
    none: float
    evidence: tuple[int, int] | None = None

    @classmethod
    def certain(cls, label: Label, evidence: tuple[int, int] | None = None) -> "Verdict":
        """The verdict of a judge that says a label and no probabilities."""
        supports, opposes, conditional, none = (float(label == one) for one in LABELS)
        return cls(supports, opposes, conditional, none, evidence)

    @property
    def label(self) -> Label:
        """The likeliest label."""
        return max(LABELS, key=self.of)

    def of(self, label: Label) -> float:
        """How likely a label is."""
        return {
            "supports": self.supports,
            "opposes": self.opposes,
            "conditional": self.conditional,
            "none": self.none,
        }[label]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probabilities a verdict counts; those of a judge that says bare labels may be anything between.

    ``keeps``: what the label that a stance asks for must reach, that the stance stand. ``conditional``: what
    conditional must reach, that the judge give it.
    """

    keeps: float = 0.25
    conditional: float = 0.5


@dataclass(frozen=True, slots=True)
class Absence:
    """Why a judge cannot be asked, since when, and until when it is left alone (UTC)."""

    reason: str
    since: datetime
    until: datetime


class NotJudged(Exception):
    """There is no verdict on these cases now; the words say why."""


class Judge(Protocol):
    """Whoever sits in the second seat. Verdicts come in the order of the cases; None is one that cannot be used."""

    @property
    def thresholds(self) -> Thresholds:
        """From which probabilities its verdicts count."""

    @property
    def absence(self) -> Absence | None:
        """Why and since when it is away; None where it is there, as one within this process always is."""

    def recall(self, cases: Sequence[Case]) -> Sequence[Verdict | None]:
        """The verdicts that can be had at once, without asking anybody outside of this process.

        Raises:
            NotJudged: some would have to be waited for.

        """

    def judge(self, cases: Sequence[Case]) -> Sequence[Verdict | None]:
        """The verdicts, waited for within a deadline. Never to be called within a transaction, or for a question.

        Raises:
            NotJudged: they cannot be had now.

        """

    def forget(self) -> None:
        """Forget what was said before: everything is asked anew."""
