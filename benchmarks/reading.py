"""What it costs to read who said and did what in articles, beside encoding, over spaCy's parse of them."""

import os
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.attribution.reader import StatementReader
from bot.grammar.parser import model, parse
from bot.grammar.quotes import plain_marks
from bot.positions.issues import Issues
from bot.positions.positions import PositionReader
from bot.positions.stance import StanceClassifier
from bot.record.article import Article
from bot.settings import ROOT
from embeddings.clean import clean
from embeddings.decode import decode
from embeddings.text import CleanText

FOLDER = "READING_ARTICLES"
"""The environment variable that names another folder of text files than the seeds."""
ROUNDS = 3


def main() -> None:
    folder = Path(os.environ.get(FOLDER, ROOT / "seeds"))
    texts = {file.stem: clean(decode(file.read_bytes(), file.name)) for file in sorted(folder.glob("*.txt"))}
    positions = _positions(ROOT / "config")
    statements = StatementReader()
    model()

    def parsed() -> None:
        for text in texts.values():
            for _ in parse(plain_marks(text.words(block.start, block.end)) for block in text.body):
                pass

    kinds: Counter[str] = Counter()

    def read() -> None:
        kinds.clear()
        for name, text in texts.items():
            found = statements.read(text, name)
            kinds.update(statement.kind for statement in found.statements)
            positions.read(_article(name, text), text, found.statements, found.parses)

    parsed()
    alone = statistics.median(_seconds(parsed) for _ in range(ROUNDS))
    whole = statistics.median(_seconds(read) for _ in range(ROUNDS))
    words = sum(len(text.raw.split()) for text in texts.values())
    print(f"  {len(texts)} articles, {words} words, {dict(kinds)}; processor time, median of {ROUNDS}")
    print(f"  spaCy's parse {alone:.2f} s, statements and positions with it {whole:.2f} s: {whole / alone:.2f} times")


def _positions(config: Path) -> PositionReader:
    """The reader of positions."""
    registry, issues = Registry.load(config / "actors.toml"), Issues.load(config / "issues.toml")
    stance = StanceClassifier.load(config, issues)
    return PositionReader(registry, issues, stance, Outlets.load(config / "outlets.toml", registry))


def _article(name: str, text: CleanText) -> Article:
    return Article(name, text.raw, name, "2025-01-01T00:00:00+00:00", published="2025-01")


def _seconds(what: Callable[[], None]) -> float:
    started = time.process_time()
    what()
    return time.process_time() - started
