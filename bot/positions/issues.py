"""Which issue a statement bears on: the issues of ``config/issues.toml``, cue patterns first, prototypes second."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from bot.errors import ConfigurationError
from bot.positions.patterns import Hit, Patterns
from bot.tables import Section, load_table
from embeddings.letters import fold

OTHER = "other"
"""The issue of everything that expresses a position and fits no other."""

CUE, HINT = 2.0, 1.0
"""What a cue and a hint are worth; from ``ENOUGH`` on a statement bears on the issue."""
ENOUGH = 2.0
CONTEXT_SHARE, HALF, ALONE = 0.3, 0.5, 1.0
"""What a cue around the statement is worth of one inside: where it names an issue itself, where not, and where it
refers back ("against it")."""
SHORT = 7
"""Words up to which a statement is taken to refer back."""
ALIKE = 0.55
"""Cosine to a prototype sentence from which it alone makes a statement bear on the issue."""
RUNNER_UP = 0.9
"""A second issue is given too from this share of the best one's score."""
MOST = 2
"""Issues given to one statement at most."""


class Encoder(Protocol):
    """Whatever embeds passages: one unit row a text."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (texts, dimensions)."""
        ...


class Issue(Section):
    """One question under negotiation, and the sentence that a stance is toward."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Annotated[str, Field(min_length=1)]
    short: str | None = None
    sentence: Annotated[str, Field(min_length=1)]
    definition: Annotated[str, Field(min_length=1)]
    cues: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    not_by: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    prototypes: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()
    inverts: tuple[str, ...] = ()
    not_conditions: tuple[str, ...] = ()
    general: bool = False


class IssuesFile(Section):
    """The whole of ``issues.toml``."""

    issue: tuple[Issue, ...]
    quantities: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Issues:
    """The configured issues in their order, ``other`` among them."""

    def __init__(
        self, issues: Sequence[Issue], file: Path, quantities: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Index the issues.

        Raises:
            ConfigurationError: an id given twice, no issue ``other``, a cue that is not a pattern.

        """
        self.all = tuple(issues)
        self.quantities = dict(quantities or {})
        self._by_id = {issue.id: issue for issue in self.all}
        ids = [issue.id for issue in self.all]
        if len(self._by_id) != len(ids):
            twice = next(i for i in ids if ids.count(i) > 1)
            raise ConfigurationError(f'{file}: the issue id "{twice}" is given twice: ids must be unique.')
        if OTHER not in self._by_id:
            raise ConfigurationError(f'{file}: there is no issue "{OTHER}": every configuration needs one.')
        self.patterns = {
            issue.id: Patterns({"cue": issue.cues, "hint": issue.hints}, f'{file}: issue "{issue.id}"')
            for issue in self.all
        }
        self.passing = {
            issue.id: Patterns({"exclude": issue.excludes, "aside": issue.asides}, f'{file}: issue "{issue.id}"')
            for issue in self.all
        }
        self._not_by = {
            issue.id: Patterns(issue.not_by, f'{file}: issue "{issue.id}", key not_by') for issue in self.all
        }

    @classmethod
    def load(cls, file: Path) -> "Issues":
        """Read ``issues.toml``.

        Raises:
            ConfigurationError: one sentence with file and key.

        """
        table = load_table(file, IssuesFile)
        return cls(table.issue, file, table.quantities)

    def __contains__(self, issue_id: object) -> bool:
        return issue_id in self._by_id

    def __getitem__(self, issue_id: str) -> Issue:
        return self._by_id[issue_id]

    def meant_by(self, issue_id: str, actor: str, text: str) -> bool:
        """Whether words of this actor can bear on the issue: a belligerent's own soldiers are no foreign troops."""
        return not any(hit.group == actor for hit in self._not_by[issue_id].all(text))

    def name(self, issue_id: str) -> str:
        """The name to show for an id."""
        return self._by_id[issue_id].name if issue_id in self._by_id else issue_id.replace("-", " ").capitalize()

    def short(self, issue_id: str) -> str:
        """The name to show where there is little room."""
        return (self._by_id[issue_id].short if issue_id in self._by_id else None) or self.name(issue_id)

    def find(self, prefix: str) -> list[Issue]:
        """Issues whose id or name holds a word that begins with ``prefix``."""
        wanted = prefix.casefold().strip()
        return [
            issue
            for issue in self.all
            if any(
                part.startswith(wanted) for part in (*issue.id.split("-"), issue.id, *issue.name.casefold().split())
            )
        ]


class IssueClassifier:
    """Gives a statement its issues."""

    def __init__(self, issues: Issues, encoder: Encoder | None = None) -> None:
        """``encoder`` embeds the prototypes; without one the cue patterns decide alone."""
        self._issues = issues
        self._encoder = encoder
        pairs = [(issue.id, sentence) for issue in issues.all for sentence in issue.prototypes]
        self._owners = [issue_id for issue_id, _ in pairs]
        self._prototypes = encoder.encode_passages([s for _, s in pairs]) if encoder and pairs else None

    def classify(self, text: str, context: str = "") -> list[tuple[str, float]]:
        """The issues a statement bears on, best first with their scores; ``[("other", 0.0)]`` where none.

        ``context`` is what stands around the statement (its whole sentence, its heading): it decides only what
        the statement itself leaves open.
        """
        own = self._own(_INCLUDING.sub("", text))
        if max(own.values()) < CUE:
            own = self._own(text)
        share = CONTEXT_SHARE if max(own.values()) >= CUE else ALONE if refers_back(text) else HALF
        around = self._own(context) if context else {}
        scores = {i: points + share * around.get(i, 0.0) for i, points in own.items()}
        ranked = self._ranked(scores)
        named = [pair for pair in ranked if own[pair[0]] >= CUE]
        special = [pair for pair in named if not self._issues[pair[0]].general]
        if special:
            # What the words themselves name goes before what stands around them or fits everywhere.
            best = special[0][1]
            return [(i, round(s, 3)) for i, s in special if s >= best * RUNNER_UP][:MOST]
        if not ranked:
            # No cue: the nearest prototype decides, if it is near. Embedding is dear, so only then.
            for issue_id, cosine in self._likeness(text).items():
                if cosine >= ALIKE:
                    scores[issue_id] += ENOUGH * cosine / ALIKE
            ranked = self._ranked(scores)
        if not ranked:
            return [(OTHER, 0.0)]
        best = ranked[0][1]
        near = [(i, round(s, 3)) for i, s in ranked if s >= best * RUNNER_UP]
        special = [pair for pair in near if not self._issues[pair[0]].general]
        # What the words do not name themselves is one issue at most, and so is one that fits everywhere.
        return (special or near)[:1]

    def named(self, text: str) -> list[str]:
        """The issues that the words name themselves, those that fit everywhere left out; best first."""
        own = self._own(text)
        special = [i for i, points in own.items() if points >= CUE and not self._issues[i].general]
        return sorted(special, key=lambda i: -own[i])

    def meant_by(self, issue_id: str, actor: str, text: str) -> bool:
        """Whether words of this actor can bear on the issue: see ``Issues.meant_by``."""
        return self._issues.meant_by(issue_id, actor, text)

    def cues(self, issue_id: str, text: str) -> list[Hit]:
        """Where the text names the issue."""
        return [hit for hit in self._issues.patterns[issue_id].all(text) if hit.group == "cue"]

    def _ranked(self, scores: dict[str, float]) -> list[tuple[str, float]]:
        return sorted(((i, s) for i, s in scores.items() if s >= ENOUGH), key=lambda pair: -pair[1])

    def _own(self, text: str) -> dict[str, float]:
        """The points of every issue; one named only in passing ("after a truce") counts where no other is named."""
        points, passing = {}, set()
        for issue in self._issues.all:
            points[issue.id], aside = self._points(issue.id, text)
            if aside:
                passing.add(issue.id)
        other = any(p >= CUE and i not in passing and not self._issues[i].general for i, p in points.items())
        return {i: 0.0 if other and i in passing else p for i, p in points.items()}

    def _points(self, issue_id: str, text: str) -> tuple[float, bool]:
        """The points of one issue, and whether all its cues stand in an aside."""
        hits = self._issues.patterns[issue_id].all(text)
        around = self._issues.passing[issue_id].all(text) if hits else []
        left_out = [(h.start, h.end) for h in around if h.group == "exclude"]
        kept = [h for h in hits if not any(s < h.end and h.start < e for s, e in left_out)]
        asides = [(h.start, h.end) for h in around if h.group == "aside"]
        cues = [h for h in kept if h.group == "cue"]
        aside = bool(cues) and all(any(s <= h.start and h.end <= e for s, e in asides) for h in cues)
        distinct = {(hit.group, hit.words.casefold()) for hit in kept}
        return sum(CUE if group == "cue" else HINT / 2 for group, _ in distinct), aside

    def _likeness(self, text: str) -> dict[str, float]:
        if self._encoder is None or self._prototypes is None:
            return {}
        cosines = self._prototypes @ self._encoder.encode_passages([text])[0]
        best: dict[str, float] = {}
        for owner, cosine in zip(self._owners, cosines, strict=True):
            best[owner] = max(best.get(owner, -1.0), float(cosine))
        return best


_INCLUDING = re.compile(r", including [^,;]*")
"""Members named by the way do not decide what a statement is about."""
_BACK = frozenset(
    (
        "it",
        "this",
        "that",
        "these",
        "those",
        "such",
        "them",
        "so",
        "mission",
        "initiative",
        "idea",
        "plan",
        "part",
        "participate",
        "participating",
    )
)


def refers_back(text: str, short: int = SHORT) -> bool:
    """Whether a statement speaks of something named before it ("against it", "this idea"), or is that short."""
    words = fold(text).removeprefix("that ").replace("those who", "").replace(".", " ").replace(",", " ").split()
    return len(words) <= short or not _BACK.isdisjoint(words)
