"""Whole sentences to show around one sentence: a quotation goes with the words that say whose it is."""

from embeddings.quotes import quotations
from embeddings.text import CleanText, Sentence


def excerpt_span(text: CleanText, index: int, max_characters: int) -> tuple[int, int]:
    """The span to show for ``text.sentences[index]``: the sentence, with its attribution where it has none itself.

    A sentence that is quoted from end to end is extended to the nearest sentence of the same quotation (the same
    paragraph, or the next where the quotation runs on) that also has unquoted words, such as "he said", if all
    lies within ``max_characters``. Offsets are code points into ``text.raw``; a single sentence longer than
    ``max_characters`` is returned as it stands.

    Raises:
        IndexError: there is no such sentence.

    """
    sentence = text.sentences[index]
    if not _wholly_quoted(text, sentence):
        return sentence.start, sentence.end
    candidates = [*_attributed(text, index, 1), *_attributed(text, index, -1)]
    for other in sorted(candidates, key=lambda found: abs(found - index)):
        first, last = min(index, other), max(index, other)
        start, end = text.sentences[first].start, text.sentences[last].end
        if end - start <= max_characters and _only_body(text, start, end):
            return start, end
    return sentence.start, sentence.end


def _attributed(text: CleanText, index: int, step: int) -> list[int]:
    """The nearest sentence in one direction that holds the quotation's attribution: none or one."""
    here = index + step
    while 0 <= here < len(text.sentences):
        sentence = text.sentences[here]
        block, own = _block_of(text, sentence), _block_of(text, text.sentences[index])
        if block != own and not _runs_on(text, min(block, own), max(block, own)):
            return []
        if not _wholly_quoted(text, sentence):
            return [here] if _quoted_at_all(text, sentence) else []
        here += step
    return []


def _runs_on(text: CleanText, first: int, second: int) -> bool:
    """Whether the quotation of block ``first`` is left open and taken up at the head of block ``second``."""
    if second != first + 1:
        return False
    one, two = text.body[first], text.body[second]
    earlier = quotations(text.words(one.start, one.end))
    later = quotations(text.words(two.start, two.end))
    return bool(earlier and not earlier[-1].closed and later and later[0].start <= 2)


def _block_of(text: CleanText, sentence: Sentence) -> int:
    for number, block in enumerate(text.body):
        if block.start <= sentence.start < block.end:
            return number
    return -1


def _quoted(text: CleanText, sentence: Sentence) -> tuple[bool, bool]:
    """Whether a sentence has letters or digits inside quotations, and whether it has any outside."""
    block = text.body[_block_of(text, sentence)]
    inside = outside = False
    position = sentence.start
    for quotation in quotations(text.words(block.start, block.end)):
        start = max(position, min(block.start + quotation.start, sentence.end))
        end = max(start, min(block.start + quotation.end, sentence.end))
        outside = outside or _has_words(text, position, start)
        inside = inside or _has_words(text, start, end)
        position = end
    return inside, outside or _has_words(text, position, sentence.end)


def _has_words(text: CleanText, start: int, end: int) -> bool:
    return any(map(str.isalnum, text.words(start, end)))


def _wholly_quoted(text: CleanText, sentence: Sentence) -> bool:
    return _quoted(text, sentence) == (True, False)


def _quoted_at_all(text: CleanText, sentence: Sentence) -> bool:
    return _quoted(text, sentence)[0]


def _only_body(text: CleanText, start: int, end: int) -> bool:
    """Whether no heading or page furniture lies within the span."""
    return not any(block.kind != "body" and start < block.end and block.start < end for block in text.blocks)
