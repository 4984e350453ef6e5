"""Memory of a process that answers 10,000 distinct questions: after 1,000, and every thousand from there on."""

import random
from collections.abc import Iterator

from benchmarks.measure import resident_megabytes
from benchmarks.record import QUESTIONS, seed_sentences, seeds_app
from bot.answering.service import Answering

FIRST, LAST = 1_000, 10_000
MUST_MEGABYTES = 3.0
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def distinct_questions(number: int, chance: random.Random) -> Iterator[str]:
    """So many questions, no two the same: of words of the record, of others' questions, and of words never seen."""
    own = [word.strip(".,“”\"'()") for sentence in seed_sentences() for word in sentence.split()]
    seen: set[str] = set()
    while len(seen) < number:
        words = chance.choice(QUESTIONS).rstrip("?").split()
        words += chance.sample(own, 3)
        words += ["".join(chance.choices(LETTERS, k=chance.randint(4, 9))) for _ in range(chance.randint(0, 2))]
        question = " ".join(words)[:280] + "?"
        if question not in seen:
            seen.add(question)
            yield question


def grown(answering: Answering, first: int = FIRST, last: int = LAST, every: int = 1_000) -> float:
    """Megabytes held after the last question over those after the first ones; prints them as it goes."""
    held = 0.0
    for count, question in enumerate(distinct_questions(last, random.Random(8)), 1):
        answering.ask(question)
        if count == first:
            held = resident_megabytes()
        if count % every == 0:
            print(f"  after {count:,} questions: {resident_megabytes():.1f} MB", flush=True)
    return resident_megabytes() - held


def main() -> None:
    with seeds_app() as app:
        more = grown(app.answering)
    print(f"from {FIRST:,} to {LAST:,} questions: {more:+.1f} MB; must be at most {MUST_MEGABYTES:+.1f}")
