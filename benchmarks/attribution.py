"""What reading statements costs over parsing alone, and what is read, on any folder of text files.

usage: python benchmarks/attribution.py [FOLDER] [--facts]

Prints words a second of the parser alone and of the whole reader in one run (and their ratio), the statements
by kind, and the share of speakers that are names rather than the words at the statement.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

from bot.attribution.parser import model, parse
from bot.attribution.quotes import plain_marks
from bot.attribution.reader import StatementReader
from embeddings.clean import clean
from embeddings.decode import decode


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("seeds"))
    parser.add_argument("--facts", action="store_true")
    options = parser.parse_args()
    files = sorted(options.folder.glob("*.txt"))
    texts = [clean(decode(file.read_bytes(), file.name)) for file in files]
    words = sum(len(text.raw.split()) for text in texts)
    model()
    started = time.process_time()
    for text in texts:
        for _ in parse(plain_marks(text.raw[block.start : block.end]) for block in text.body):
            pass
    parsed = time.process_time() - started
    reader = StatementReader()
    started = time.process_time()
    results = [reader.read(text, file.stem, facts=options.facts) for text, file in zip(texts, files, strict=True)]
    read = time.process_time() - started
    statements = [statement for result in results for statement in result.statements]
    print(f"{len(files)} articles, {words} words, processor time")
    print(f"parser alone   {words / parsed:8.0f} words/s")
    print(f"whole reader   {words / read:8.0f} words/s   ({read / parsed:.2f} times the parser)")
    print(f"statements     {len(statements)}: {dict(Counter(statement.kind for statement in statements))}")
    print(f"speaker known  {sum(s.resolved for s in statements) / max(1, len(statements)):.0%}")
    print(f"without any    {sum(not result.statements for result in results)} articles")


if __name__ == "__main__":
    main()
