"""What was read out of the articles: statements and the positions they carry."""

from dataclasses import dataclass, field
from typing import Literal

StatementKind = Literal["direct-quote", "indirect", "reported-fact"]
SpeakerKind = Literal["official", "institution", "analyst", "unattributed-reporting"]
Stance = Literal["supports", "opposes", "conditional", "unclear"]
Kind = Literal["said", "did", "charged"]
"""Whose matter a position is: the speaker's own words, the actor's own deed or standing attitude as the article
reports it, or what somebody else says of the actor."""

UNATTRIBUTED = "unattributed"
"""The reserved actor of words whose speaker nobody named or could be resolved."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said (cue) what, in which article. All spans are code points into the article's raw text.

    ``mention`` is the span of the words that name the speaker at this attribution itself ("he", "the
    minister"); ``speaker`` is the name they resolve to within the article, else those same words, and
    ``resolved`` says which. ``spans`` are the pieces of the content in reading order; ``start``/``end`` enclose
    them. ``negated`` is true where the cue itself is negated ("has not agreed to"). ``speaker_title`` is the
    description that goes with the speaker in the article ("first deputy head of the State Duma's International
    Affairs committee"), for roll-up, null where there is none.
    """

    article: str
    speaker: str
    resolved: bool
    mention: tuple[int, int] | None
    speaker_title: str | None
    cue: str
    cue_span: tuple[int, int] | None
    spans: tuple[tuple[int, int], ...]
    start: int
    end: int
    paragraph: int
    kind: StatementKind
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """A statement that bears on an issue: one row for one statement, actor and issue.

    ``start``/``end`` are the whole sentence (or the sentences of one quote) shown, so that
    ``raw[start:end] == text``; ``evidence`` are the words that decided the stance. Of a ``charged`` row ``actor`` is
    the one spoken of and ``accuser`` the name of the speaker who says it (None: the outlet itself). ``number`` is its
    row's in the store, 0 for one that is not from there; what equals another may have another number.
    """

    article: str
    text: str
    start: int
    end: int
    paragraph: int
    speaker: str | None
    speaker_kind: SpeakerKind
    actor: str
    cue: str
    statement_kind: StatementKind
    issue: str
    stance: Stance
    evidence: tuple[str, ...]
    affiliation: str | None = None
    kind: Kind = "said"
    accuser: str | None = None
    number: int = field(default=0, compare=False, repr=False)
