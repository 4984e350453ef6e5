"""What a statement says, piece by piece: whole sentences, and the stretches in them that are its content."""

from dataclasses import dataclass, replace

from bot.record.statement import Statement
from embeddings.text import CleanText, Sentence

LONGEST_EXCERPT = 700


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of a statement's content: whole sentences, and the raw spans in them that are the content."""

    sentences: tuple[Sentence, ...]
    spans: tuple[tuple[int, int], ...]
    content: str

    @property
    def span(self) -> tuple[int, int]:
        """The raw span of its sentences."""
        return self.sentences[0].start, self.sentences[-1].end


def units_of(text: CleanText, statement: Statement) -> list[Unit]:
    """The statement's sentences, one unit each; a quotation's sentences are read one by one."""
    units: list[Unit] = []
    for start, end in statement.spans:
        for sentence in sentences_at(text, start, end):
            span = max(start, sentence.start), min(end, sentence.end)
            content = text.words(*span)
            if len(content) < 2 or sentence.end - sentence.start > LONGEST_EXCERPT:
                continue
            if units and units[-1].sentences[-1] == sentence:
                last = units[-1]
                units[-1] = replace(last, spans=(*last.spans, span), content=f"{last.content} … {content}")
            else:
                units.append(Unit((sentence,), (span,), content))
    return units


def sentences_at(text: CleanText, start: int, end: int) -> list[Sentence]:
    """The sentences that a span touches."""
    return [s for s in text.sentences if s.start < end and start < s.end]


def sentences_before(text: CleanText, sentence: Sentence, most: int) -> list[str]:
    """The words of up to ``most`` sentences before one within its paragraph, in reading order."""
    place = text.sentences.index(sentence)
    near = text.sentences[max(0, place - most) : place]
    return [text.words(s.start, s.end) for s in near if s.paragraph == sentence.paragraph]
