"""What a model answered: its labels alone, each checked against its closed list and the statement's words."""

import json
import re
from collections.abc import Sequence
from typing import Annotated, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.judging.judge import Case, Label, Verdict
from bot.judging.questions import IssueLabel, KindLabel

_MARKS = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')
"""Quotation marks of all forms as those of a keyboard; no offset moves."""
_LIST = re.compile(r'"labels"\s*:\s*\[')
"""Where a list of labels begins: within a string of JSON its quotation marks would be escaped."""
_DECODER = json.JSONDecoder()
LONGEST_EVIDENCE = 300
"""Characters of evidence: more than that is no evidence but the statement over again."""


class _Labels(BaseModel):
    """One labelled statement; whatever else it holds is not looked at."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)

    n: int
    kind: KindLabel
    issue: IssueLabel
    stance: Label
    evidence: Annotated[str, Field(max_length=LONGEST_EVIDENCE)]


def verdicts_of(content: str, cases: Sequence[Case]) -> list[Verdict | None]:
    """The verdicts in the words of a model that was asked about these cases; None where they hold no usable one.

    A number that is given twice is nobody's. What somebody else is said to want, and what bears on another issue, is
    no stance.
    """
    found: list[list[_Labels]] = [[] for _ in cases]
    for value in _items(content):
        try:
            labels = _Labels.model_validate(value)
        except ValidationError:
            continue
        if 1 <= labels.n <= len(cases):
            found[labels.n - 1].append(labels)
    return [_verdict(one[0], case) if len(one) == 1 else None for one, case in zip(found, cases, strict=True)]


def _items(content: str) -> list[object]:
    """The last list of labels in a model's words; what it thinks aloud, a fence or talk around it, is passed over."""
    said = content.rpartition("</think>")[2]
    starts = [found.end() - 1 for found in _LIST.finditer(said)]
    try:
        labels, _ = _DECODER.raw_decode(said, starts[-1]) if starts else ([], 0)
    except (ValueError, RecursionError):
        return []
    return cast("list[object]", labels)


def _verdict(labels: _Labels, case: Case) -> Verdict | None:
    """The verdict of one labelled statement; None where its evidence is none of the statement's words."""
    evidence = _place(labels.evidence, case.statement)
    sideless = labels.stance == "none" or labels.kind == "charged" or labels.issue == "other"
    if evidence is None and (labels.evidence.strip() or not sideless):
        return None
    return Verdict.certain("none" if sideless else labels.stance, evidence)


def _place(words: str, statement: str) -> tuple[int, int] | None:
    """Where these whole words stand in the statement; the form of quotation marks and white space are free."""
    pattern = r"\s+".join(map(re.escape, words.translate(_MARKS).split()))
    if not pattern:
        return None
    found = re.search(rf"(?<!\w){pattern}(?!\w)", statement.translate(_MARKS), re.IGNORECASE)
    return found.span() if found else None
