"""LlamaIndex, Haystack, txtai and Chroma with the same model and passages: one question, 32 at once, and the start.

Install them in an environment of their own (they pull much that the bot does not need):
``pip install -c constraints.txt -e . llama-index-core llama-index-embeddings-huggingface haystack-ai
sentence-transformers-haystack txtai chromadb``. Those not installed are left out and named. They find the ten
nearest passages; Communiqué answers whole questions: excerpts, or a refusal.
"""

import asyncio
import importlib.util
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.concurrent import at_once, desk_of
from benchmarks.measure import Spent, spent, spent_by_process
from benchmarks.peer_systems import SYSTEMS, Search
from benchmarks.record import QUESTIONS, seed_passages, seeds_app
from benchmarks.start import OURS
from bot.discord.desk import Desk
from embeddings.encoder import DEFAULT_MODEL, locate

OURSELVES = "Communiqué"
THREADS = 32
MUST = 1.15
"""Over the median of the others, in single questions and in starting."""

ROUNDS_AT_ONCE = 5
ROUNDS_OF_STARTS = 4

THEIRS = """
from pathlib import Path
from benchmarks.peer_systems import SYSTEMS
assert len(SYSTEMS[{name!r}].open(Path({folder!r}), {model!r})({question!r}))
"""


@dataclass(slots=True)
class Taken:
    """What every system took, by its name; rounds in order."""

    of: dict[str, list[Spent]] = field(default_factory=dict)

    def rounds(self, ways: Mapping[str, Callable[[], Spent]], count: int) -> None:
        """Measure every way ``count`` times in turns, each time beginning with another."""
        names = list(ways)
        for _ in range(count):
            first = len(self.of.get(names[0], ())) % len(names)
            for name in [*names[first:], *names[:first]]:
                self.of.setdefault(name, []).append(ways[name]())

    def wall(self, name: str) -> float:
        """The median of seconds by the clock."""
        return median(one.wall for one in self.of[name])

    def cpu(self, name: str) -> float:
        """The median of seconds of the processor."""
        return median(one.cpu for one in self.of[name])

    def over_median(self) -> tuple[float, float]:
        """Ours over the median of the others, by the clock and in processor time."""
        others = [name for name in self.of if name != OURSELVES]
        return (
            self.wall(OURSELVES) / median(map(self.wall, others)),
            self.cpu(OURSELVES) / median(map(self.cpu, others)),
        )

    def lead(self) -> float:
        """How many times as fast as the fastest of the others we are, by the clock."""
        return min(self.wall(name) for name in self.of if name != OURSELVES) / self.wall(OURSELVES)


def installed() -> list[str]:
    """The peers that are here; those that are not are named."""
    found = [name for name, system in SYSTEMS.items() if importlib.util.find_spec(system.module)]
    for name in SYSTEMS:
        if name not in found:
            print(f"{name} is not installed and left out.")
    return found


def single(asks: dict[str, Search]) -> Taken:
    """One question after the other, asked of every system in turns."""
    taken = Taken()
    for question in QUESTIONS[-2:]:
        for ask in asks.values():
            ask(question)
    for question in QUESTIONS:
        taken.rounds({name: partial(spent, partial(ask, question)) for name, ask in asks.items()}, 1)
    return taken


def together(desk: Desk, searches: dict[str, Search]) -> Taken:
    """32 questions at once: ours as the bot takes them, the others from as many threads as questions."""
    questions = QUESTIONS[:THREADS]
    taken = Taken()
    with ThreadPoolExecutor(THREADS) as pool:

        def asked(search: Search) -> Spent:
            return spent(lambda: list(pool.map(search, questions)))

        ways: dict[str, Callable[[], Spent]] = {OURSELVES: lambda: asyncio.run(at_once(desk, questions))[0]}
        ways |= {name: partial(asked, search) for name, search in searches.items()}
        for way in ways.values():
            way()
        taken.rounds(ways, ROUNDS_AT_ONCE)
    return taken


def starts(data: Path, folders: dict[str, Path], model: str, rounds: int = ROUNDS_OF_STARTS) -> Taken:
    """Fresh processes with a saved index until their first answer."""
    environment = {"COMMUNIQUE_RECORD__DATA": str(data), "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    codes = {OURSELVES: OURS.format(question=QUESTIONS[0])}
    for name, folder in folders.items():
        codes[name] = THEIRS.format(name=name, folder=str(folder), model=model, question=QUESTIONS[0])
    ways = {name: partial(spent_by_process, code, environment) for name, code in codes.items()}
    for way in ways.values():
        way()
    taken = Taken()
    taken.rounds(ways, rounds)
    return taken


def report(title: str, taken: Taken, unit: str, scale: float) -> None:
    """Print what each took, by the clock and of the processor."""
    print(f"{title}, {unit} by the clock (of the processor), medians of {len(taken.of[OURSELVES])} rounds in turns:")
    for name in taken.of:
        print(f"  {name:<12}{scale * taken.wall(name):8.2f} ({scale * taken.cpu(name):.2f})")


def report_median(taken: Taken) -> None:
    """Print ours over the median of the others."""
    wall, cpu = taken.over_median()
    print(f"  over the median of the others: {wall:.2f} x ({cpu:.2f} x); must be at most {MUST}")


def say(what: str) -> None:
    """Tell on standard error what is being done."""
    print(f"  {what} ...", file=sys.stderr, flush=True)


def main() -> None:
    import torch

    names = installed()
    if not names:
        return
    packages = ["torch", "sentence-transformers", *(p for name in names for p in SYSTEMS[name].packages)]
    print("versions: " + ", ".join(f"{package} {version(package)}" for package in packages))
    model, texts = str(locate(DEFAULT_MODEL)), seed_passages()
    with TemporaryDirectory() as scratch, seeds_app() as app:
        app.answering.ask(QUESTIONS[0])  # the index is saved
        folders = {name: Path(scratch) / name for name in names}
        for name, folder in folders.items():
            say(f"{name} saves {len(texts)} passages")
            folder.mkdir()
            SYSTEMS[name].save(folder, model, texts)
        say("Fresh processes until the first answer")
        started = starts(app.settings.data_dir, folders, model)
        searches = {name: SYSTEMS[name].open(folder, model) for name, folder in folders.items()}
        torch.set_num_threads(1)
        say("Single questions")
        alone = single({OURSELVES: lambda question: app.answering.ask(question).excerpts, **searches})
        say(f"{THREADS} questions at once")
        desk = desk_of(app)
        crowd = together(desk, searches)
        desk.workshop.close()
    report("one question", alone, "ms", 1000)
    print(
        "  over the median of the others: {:.2f} x ({:.2f} x)".format(*alone.over_median()) + f"; must be <= {MUST}"
    )
    report(f"{THREADS} questions at once", crowd, "ms a question", 1000 / THREADS)
    print(f"  questions a second over the best of the others: {crowd.lead():.2f} x; must be above 1")
    report("start until the first answer", started, "s", 1)
    print(
        "  over the median of the others: {:.2f} x ({:.2f} x)".format(*started.over_median()) + f"; must be <= {MUST}"
    )
