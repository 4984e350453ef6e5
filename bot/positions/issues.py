"""The questions under dispute (``config/issues.toml``), and which of them a statement is about."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.actors.names import key_of, prefix_rank
from bot.faults import Faults, gathered
from bot.patterns import Hit, Patterns
from bot.tables import Section, load_table
from embeddings.letters import fold

NONE_YET = (
    "there is no issue yet: write an [[issue]] with id, name, sentence and cues, or take the # from one that a draft "
    "proposes."
)
OTHER = "other"
"""The issue of everything that fits no configured one: kept in the store, shown nowhere by default."""

Quantities = Mapping[str, Sequence[str]]
"""What is counted, and the plurals that name it."""
CUE, HINT = 2.0, 0.5
"""What a cue and a hint are worth; a statement is about an issue from ``CUE`` on."""
RUNNER_UP = 0.9
"""A second issue is given too from this share of the best one's score."""
MOST = 2
"""Issues given to one statement at most."""
REMEMBERED = 8
"""Texts with what they name: a question's is asked for by several."""


class Issue(Section):
    """One question under dispute, and the sentence that a stance is toward."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Annotated[str, Field(min_length=1)]
    sentence: Annotated[str, Field(min_length=1)]
    cues: tuple[str, ...] = ()
    short: str | None = None
    definition: str = ""
    hints: tuple[str, ...] = ()
    general: bool = False


class IssuesFile(Section):
    """The whole of ``issues.toml``."""

    issue: tuple[Issue, ...] = ()
    quantities: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Issues:
    """The configured issues in their order, ``other`` behind them."""

    def __init__(
        self, issues: Sequence[Issue], file: Path, quantities: Quantities | None = None, into: Faults | None = None
    ) -> None:
        """Index the issues.

        Raises:
            ConfigurationError: ids given twice, cues that are no patterns; with ``into`` they are added to it.

        """
        rest = Issue(id=OTHER, name="Other", sentence="the thing spoken of should be so")
        self.all = (*issues, *(() if any(issue.id == OTHER for issue in issues) else (rest,)))
        self.quantities = dict(quantities or {})
        self._by_id: dict[str, Issue] = {issue.id: issue for issue in self.all}
        self._remembered = lru_cache(REMEMBERED)(self._hits)
        with gathered(into) as faults:
            times = Counter(issue.id for issue in self.all)
            twice = (issue for issue, count in times.items() if count > 1)
            faults += [f'{file}: the issue id "{issue}" is given twice: ids must be unique.' for issue in twice]
            self.patterns = {
                issue.id: Patterns({"cue": issue.cues, "hint": issue.hints}, f'{file}: issue "{issue.id}"', faults)
                for issue in self.all
            }

    @classmethod
    def load(cls, file: Path, into: Faults | None = None) -> "Issues":
        """Read ``issues.toml``.

        Raises:
            ConfigurationError: one sentence for each thing wrong, with file and key; with ``into`` they are added
                to it instead.

        """
        with gathered(into) as faults:
            table = load_table(file, IssuesFile, faults)
            if "issue" not in table.model_fields_set:
                faults.append(f"{file}: key issue: {NONE_YET}")
            return cls(table.issue, file, table.quantities, faults)

    def __contains__(self, issue_id: object) -> bool:
        return issue_id in self._by_id

    def __getitem__(self, issue_id: str) -> Issue:
        return self._by_id[issue_id]

    def name(self, issue_id: str) -> str:
        """The name to show for an id."""
        return self._by_id[issue_id].name if issue_id in self._by_id else issue_id.replace("-", " ").capitalize()

    def short(self, issue_id: str) -> str:
        """The name to show where there is little room."""
        return (self._by_id[issue_id].short if issue_id in self._by_id else None) or self.name(issue_id)

    def find(self, typed: str) -> list[Issue]:
        """Issues that go by what was typed, in any case: exactly, or else with words of id or name that begin so.

        What begins at the first word of a name comes first; nothing typed is the beginning of every issue.
        """
        start = key_of(typed)
        if not start:
            return [] if typed.strip() else list(self.all)
        ranked: dict[str, int] = {}
        for issue in self.all:
            keys = map(key_of, filter(None, (issue.id, issue.name, issue.short)))
            ranks = [0 if key == start else 1 + rank for key in keys if (rank := prefix_rank(key, start)) is not None]
            if ranks:
                ranked[issue.id] = min(ranks)
        exact = [i for i, rank in ranked.items() if rank == 0]
        return [self._by_id[i] for i in exact or sorted(ranked, key=lambda i: ranked[i])]

    def hits(self, text: str) -> Mapping[str, Sequence[Hit]]:
        """Where a text names each issue, by its cues and hints; issues that it does not name are left out."""
        return self._remembered(text)

    def _hits(self, text: str) -> Mapping[str, Sequence[Hit]]:
        found = {issue.id: self.patterns[issue.id].all(text) for issue in self.all}
        return {issue: hits for issue, hits in found.items() if hits}

    def about(self, hits: Mapping[str, Sequence[Hit]]) -> list[str]:
        """The issues that these hits make a text about, best first; a ``general`` one only where no other is."""
        scores = {issue: points(found) for issue, found in hits.items()}
        ranked = sorted((i for i, s in scores.items() if s >= CUE), key=lambda i: -scores[i])
        special = [i for i in ranked if not self._by_id[i].general] or ranked[:1]
        return [i for i in special if scores[i] >= scores[special[0]] * RUNNER_UP][:MOST]


def points(hits: Sequence[Hit]) -> float:
    """What the hits of one issue are worth together, the same words counted once."""
    distinct = {(hit.group, fold(hit.words)) for hit in hits}
    return sum(CUE if group == "cue" else HINT for group, _ in distinct)
