"""What a statement says, piece by piece: whole sentences, and the words in them that are its content."""

import re
from dataclasses import dataclass, replace

from bot.record.statement import Statement
from embeddings.text import CleanText, Sentence

LONGEST_EXCERPT = 700
CUE_REACH = 30
"""Letters between a cue and the content that it stands before."""
_HALVES = re.compile(r",? (?=but )|,? (?=while )|,? (?=whereas )|,? and (?=that )|; ")
_SHORTEST_HALF = 3
"""Words from which a half of a sentence is read by itself."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of a statement's content: whole sentences, and the words in them that are the content."""

    sentences: tuple[Sentence, ...]
    content: str

    @property
    def span(self) -> tuple[int, int]:
        """The raw span of its sentences."""
        return self.sentences[0].start, self.sentences[-1].end


def with_cue(text: CleanText, statement: Statement, unit: Unit) -> str:
    """The content with the cue as it stands before it ("called for a meeting"), where it does."""
    span = statement.cue_span
    if span is None or statement.kind == "direct-quote" or len(unit.sentences) != 1:
        return unit.content
    start = max(statement.start, unit.sentences[0].start)
    if not (unit.sentences[0].start <= span[0] and 0 <= start - span[1] <= CUE_REACH) or " … " in unit.content:
        return unit.content
    return ("not " if statement.negated else "") + text.words(span[0], start) + unit.content


def units_of(text: CleanText, statement: Statement) -> list[Unit]:
    """The statement's sentences, one unit each; a quotation's sentences are read one by one."""
    units: list[Unit] = []
    for start, end in statement.spans:
        for sentence in sentences_at(text, start, end):
            content = text.words(max(start, sentence.start), min(end, sentence.end))
            if len(content) < 3 or sentence.end - sentence.start > LONGEST_EXCERPT:
                continue
            if units and units[-1].sentences[-1] == sentence:
                units[-1] = replace(units[-1], content=f"{units[-1].content} … {content}")
            else:
                units.append(Unit((sentence,), content))
    return units


def halves(content: str) -> list[str]:
    """The parts of "A, but B" and "that A and that B", in order."""
    parts = [part for part in _HALVES.split(content) if part]
    return parts if len(parts) > 1 and all(len(part.split()) >= _SHORTEST_HALF for part in parts) else [content]


def sentences_at(text: CleanText, start: int, end: int) -> list[Sentence]:
    """The sentences that a span touches."""
    return [s for s in text.sentences if s.start < end and start < s.end]
