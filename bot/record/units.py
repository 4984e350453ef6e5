"""What a statement says, piece by piece: whole sentences, and the stretches in each that are its content."""

from dataclasses import dataclass, replace

from bot.record.statement import Statement
from embeddings.text import CleanText, Sentence

LONGEST_EXCERPT = 700


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of a statement's content: a whole sentence, and the raw spans in it that are the content."""

    sentence: Sentence
    spans: tuple[tuple[int, int], ...]


def units_of(text: CleanText, statement: Statement) -> list[Unit]:
    """The statement's sentences, one unit each; a quotation's sentences are read one by one."""
    units: list[Unit] = []
    for start, end in statement.spans:
        for sentence in text.sentences_at(start, end):
            span = max(start, sentence.start), min(end, sentence.end)
            if span[1] - span[0] < 2 or sentence.end - sentence.start > LONGEST_EXCERPT:
                continue
            if units and units[-1].sentence == sentence:
                units[-1] = replace(units[-1], spans=(*units[-1].spans, span))
            else:
                units.append(Unit(sentence, (span,)))
    return units
