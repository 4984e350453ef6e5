"""Runs of paragraphs that other lines part: what shares no words with the longest of them is not its article.

A page copied as text carries teasers, notices and other articles, each between lines of its own: labels, dates,
headlines. Within an article one line may stand between paragraphs, a crosshead or a link; two and more end a run.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from embeddings.judged import Line
from embeddings.kinship import shares

APART = 2
"""So many lines that are no body part two runs."""

KIN = 0.25
TOGETHER = 0.2
SHARED = 2
"""A run is the article's where one of its paragraphs, or all together, share that much of their words with it."""

SEVERAL = 2

ROUNDS = 3
"""How often what is kin to a run that is kin to the longest is looked for."""

LONGEST = 0.25
"""A run with a larger share of a text's prose is not judged by its words."""


@dataclass(frozen=True, slots=True)
class Run:
    """Paragraphs with at most one other line between two of them; ``told`` what each speaks of, ``words`` all do."""

    lines: tuple[Line, ...]
    told: tuple[frozenset[str], ...]
    words: frozenset[str]

    @property
    def length(self) -> int:
        """Characters."""
        return sum(len(line.text) for line in self.lines)

    def is_kin(self, article: frozenset[str]) -> bool:
        """Whether it speaks of what an article with these words speaks of."""
        kin = any(shares(words, article, SHARED, KIN) for words in self.told)
        return kin or shares(self.words, article, SHARED, TOGETHER)


def judge_runs(lines: list[Line]) -> None:
    """Set apart the runs above and below the article's that share no words with it."""
    _judge_last(lines)
    runs = runs_of(lines)
    if not runs:
        return
    total = sum(run.length for run in runs)
    kin = _kin(runs)
    first, last = min(kin), max(kin)
    for at, run in enumerate(runs):
        if first <= at <= last or run.length > LONGEST * total:
            continue
        _set_apart(run)


def _judge_last(lines: list[Line]) -> None:
    """Set apart the last paragraphs, below a line of the page's, that share no words with those above."""
    runs = runs_of(lines, 1)
    counts = Counter(word for run in runs for word in run.words)
    total = sum(run.length for run in runs)
    below = {id(line) for above, line in pairwise(lines) if above.kind == "chrome" and above.parts}
    for run in reversed(runs[1:]):
        kin = sum(counts[word] > 1 for word in run.words) >= SHARED
        if kin or run.length > LONGEST * total or id(run.lines[0]) not in below:
            return
        counts.subtract(run.words)
        _set_apart(run)


def _set_apart(run: Run) -> None:
    for line in run.lines:
        line.set_apart("of something else")


def _kin(runs: list[Run]) -> set[int]:
    """The places of the longest run and of those that share words with it, or with one that does."""
    longest = max(range(len(runs)), key=lambda at: runs[at].length)
    kin = {longest}
    words = runs[longest].words
    for _ in range(ROUNDS):
        found = [at for at in range(len(runs)) if at not in kin and runs[at].is_kin(words)]
        kin.update(found)
        words = words.union(*(runs[at].words for at in found))
    return kin


def runs_of(lines: list[Line], apart: int = APART) -> list[Run]:
    """The runs of a text's body in order, between which ``apart`` lines are not body; none where there is but one."""
    held: list[list[Line]] = []
    between = apart
    for line in lines:
        if line.kind != "body":
            between += line.parts
            continue
        if between >= apart:
            held.append([])
        held[-1].append(line)
        between = 0
    if len(held) < SEVERAL:
        return []
    told = [tuple(line.stems for line in run) for run in held]
    return [Run(tuple(run), words, frozenset().union(*words)) for run, words in zip(held, told, strict=True)]
