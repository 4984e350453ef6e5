"""``python -m benchmarks [NAME ...]``: ratios of one run with the figures behind them; without a name, all.

Those of ``WITH_ARGUMENTS`` take what stands behind them as their own arguments.
"""

import importlib
import os
import sys

GROWTH = "growth"
BENCHMARKS = {
    "question": "one question, words in to answer out, over bare encoding, at five articles",
    "large": "the same at 100,000 passages; building, memory",
    "concurrent": "50 questions at once over bare encoding one by one; how long the event loop stood still",
    "ingesting": "questions while another process takes 20 articles in, and while articles are read again",
    "start": "a fresh process until its first answer, over bare import, load and first encode",
    "reading": "reading who said and did what, beside encoding, over spaCy's parse of the same articles",
    "clean": "cleaning texts of one line, 25,000 to 2,000,000 characters: seconds, and how they grow",
    "memory": "memory after 10,000 distinct questions over that after 1,000",
    "peers": "LlamaIndex, Haystack, txtai and Chroma with the same model and passages (where installed)",
    "postgres": "100,000 passages in PostgreSQL beside FAISS: recall and time; takes some minutes",
    "approximate": "the approximate index against the exact one: recall and time",
    "growth": "what 5, 100, 1,000 and 4,000 articles cost; growth DIR --quick, growth --help",
    "copies": "when a text repeats another: precision and recall by threshold; copies DIR ... adds articles",
}
"""Each is a module of this folder with a ``main()``."""

WITH_ARGUMENTS = ("copies", "growth")

USAGE = "usage: python -m benchmarks [NAME ...]\n\n" + "\n".join(f"  {n:<12}{what}" for n, what in BENCHMARKS.items())


def main(names: list[str]) -> int:
    names, arguments = (names[:1], names[1:]) if names[:1] and names[0] in WITH_ARGUMENTS else (names, [])
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(USAGE, file=sys.stderr)
        return 0 if unknown in (["--help"], ["-h"]) else 2
    # One thread an encode and a search, here and in the processes started from here; read when these are imported.
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    for name in names or BENCHMARKS:
        print(f"{name}: {BENCHMARKS[name]}", flush=True)
        benchmark = importlib.import_module(f"benchmarks.{name}")
        benchmark.main(arguments) if arguments else benchmark.main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
