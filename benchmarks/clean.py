"""Cleaning texts of one line, from 25,000 to 2,000,000 characters: seconds, and how they grow with the text."""

import time

from benchmarks.record import seed_sentences
from embeddings.clean import clean

SIZES = (25_000, 50_000, 100_000, 200_000, 2_000_000)
MUST_SECONDS = 2.0
MUST_GROW = 1.5
"""How much more than its share the largest may take."""

KINDS = {
    "sentences of the seeds": " ".join,
    "in small letters": lambda sentences: " ".join(sentences).lower(),
    "quotations never closed": lambda sentences: " “ ".join(sentences),
    "led by a dash": lambda sentences: "— " + " — ".join(sentences),
    "brackets": lambda sentences: " ( ".join(sentences),
}
"""Ways of putting sentences on one line."""


def line_of(kind: str, characters: int) -> str:
    """A line of so many characters."""
    own = KINDS[kind](seed_sentences()).replace("\n", " ") + " "
    return (own * (characters // len(own) + 1))[:characters]


def main() -> None:
    clean(line_of("brackets", SIZES[0]))
    for kind in KINDS:
        taken = []
        for size in SIZES:
            text = line_of(kind, size)
            begun = time.process_time()
            clean(text)
            taken.append(time.process_time() - begun)
        grown = taken[-1] / taken[0] / (SIZES[-1] / SIZES[0])
        figures = ", ".join(f"{size:,}: {seconds:.3f} s" for size, seconds in zip(SIZES, taken, strict=True))
        print(
            f"{kind}: {figures}; the largest takes {grown:.2f} x its share of the smallest (must be at most "
            f"{MUST_GROW}), and must be at most {MUST_SECONDS} s"
        )


if __name__ == "__main__":
    main()
