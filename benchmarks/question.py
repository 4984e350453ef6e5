"""One question, words in to answer out, over bare encoding of the same question, at five articles."""

from functools import partial

from benchmarks.measure import Pairs, spent
from benchmarks.record import QUESTIONS, bare_model, seeds_app
from bot.answering.service import Answering

MUST = 1.3
ROUNDS = 3


def compare(answering: Answering, rounds: int = ROUNDS) -> list[Pairs]:
    """Every question answered and barely encoded in turns; one ``Pairs`` a round."""
    model = bare_model()
    for words in ("Who said this?", "What was agreed in Geneva?"):
        answering.ask(words)
        model.encode([words])
    found = []
    for _ in range(rounds):
        pairs = Pairs()
        for question in QUESTIONS:
            pairs.measure(
                partial(spent, partial(answering.ask, question)),
                partial(spent, partial(model.encode, [question], show_progress_bar=False)),
            )
        found.append(pairs)
    return found


def main() -> None:
    with seeds_app() as app:
        for number, pairs in enumerate(compare(app.answering), 1):
            pairs.report(f"one question, round {number}", f"at most {MUST}")
