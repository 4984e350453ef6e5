"""Article → statements: paragraphs parsed, attributions found, speakers resolved."""

import time
from dataclasses import dataclass
from pathlib import Path

from py3langid import classify

from bot.positions.attribution import Attribution, find_attributions
from bot.positions.cues import CUES, load_cues
from bot.positions.parser import parse
from bot.positions.phrases import members
from bot.positions.quotes import paragraph_quotes, plain_marks
from bot.record.statement import Statement
from embeddings.text import Block, CleanText


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The statements of one article; ``problem`` says in a few words why there are none, else it is None."""

    statements: tuple[Statement, ...]
    problem: str | None = None


class StatementReader:
    """Reads the statements of articles; loads the parser at the first article."""

    def __init__(self, cues_path: Path = CUES, seconds_per_article: float = 60.0) -> None:
        self.cues = load_cues(cues_path)
        self.seconds = seconds_per_article

    def read(self, text: CleanText, article: str, facts: bool = True) -> ReadResult:
        """The statements of one article in reading order; ``facts`` adds reported facts."""
        blocks = [b for b in text.body if text.raw[b.start : b.end].strip()]
        paragraphs = [text.raw[b.start : b.end] for b in blocks]
        if not paragraphs:
            return ReadResult((), "no text")
        code = language(" ".join(paragraphs))
        if code != "en":
            return ReadResult((), f"not in English (looks like {code!r})")
        quotes = paragraph_quotes(paragraphs)
        found: list[Statement] = []
        deadline = time.monotonic() + self.seconds
        for block, doc, spans in zip(blocks, parse(map(plain_marks, paragraphs)), quotes, strict=True):
            if time.monotonic() > deadline:
                return ReadResult((), f"not read within {self.seconds:g} s")
            for attribution in find_attributions(doc, spans, self.cues):
                found.append(_statement(attribution, text, block, article))
        return ReadResult(tuple(found), None if found else "no statement")


def _statement(a: Attribution, text: CleanText, block: Block, article: str) -> Statement:
    offset = block.start
    pieces = tuple((offset + s, offset + e) for s, e in sorted(a.pieces))
    mention = (offset + a.mention[0], offset + a.mention[1])
    cue = (offset + a.cue[0], offset + a.cue[1])
    return Statement(
        article=article,
        speaker=text.words(*mention),
        resolved=False,
        mention=mention,
        speaker_title=None,
        cue=text.words(*cue),
        cue_span=cue,
        spans=pieces,
        start=pieces[0][0],
        end=pieces[-1][1],
        paragraph=block.paragraph,
        kind="direct-quote" if a.structure == "quotation" else "indirect",
        negated=a.negated,
    )


def language(text: str) -> str:
    """The language code of a text, by its first 5,000 characters."""
    return str(classify(text[:5000])[0])


def conjuncts(text: CleanText, mention: tuple[int, int]) -> list[tuple[int, int]]:
    """The speakers named in one mention, one span each, in reading order.

    "Hungary and Slovakia" gives both; "European countries, including Germany and Norway" gives the members named,
    after the group; titles and appositions stay with their noun ("Rutte, head of the alliance" is one).
    """
    return [(mention[0] + s, mention[0] + e) for s, e in members(plain_marks(text.words(*mention)))]
