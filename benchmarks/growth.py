"""What 5, 100, 1,000 and 4,000 articles cost: processor seconds and memory, printed and drawn.

``python -m benchmarks growth [DIR]``: up to 1,000 articles are really ingested (hours of processor time), the 4,000
made of their rows. With ``--quick`` nothing but DIR's own texts is ingested, and the rest are varied rows.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.growth_costs import COSTS, Figures
from benchmarks.growth_records import app_at, ingested, replicated, texts_of
from benchmarks.large import step
from bot.progress import silent
from bot.settings import load_settings

SIZES = (5, 100, 1_000, 4_000)
INGESTED = 1_000
"""Up to so many articles are really ingested."""
QUESTION = "Who wants to send soldiers?"


@dataclass(frozen=True, slots=True)
class Cost:
    """One line of the table: what is measured, its unit, and the most (or least) it may be with 4,000 articles."""

    name: str
    what: str
    must: float | None = None
    digits: int = 2


TABLE = (
    Cost("disagreements", "disagreements, first call after a change, s", 2),
    Cost("briefing", "a briefing after a change, s", 3),
    Cost("briefing memory", "its memory at most, MB", 400, 0),
    Cost("actor", "/actor of the biggest actor after a change, s", 0.5),
    Cost("actor page", "a page more, s", 0.1),
    Cost("about", "what others say of it, its page opened first, s", 0.5),
    Cost("question", "a warm question, median ms", None, 1),
    Cost("start", "start of a bot with an index, s", 3),
    Cost("memory", "memory after answering, MB", 700, 0),
    Cost("recall", "recall@10 of the index over exact float32, at least", 0.99, 3),
    Cost("one more", "one article more over bare encoding, times", 1.5),
)


def built(texts: dict[str, str], size: int, folder: Path, quick: bool) -> Path:
    """The folder of a record of ``size`` articles; what stands there already is used again."""
    data = folder / f"record-{size}"
    if (data / "built").exists():
        return data
    really = min(size, len(texts) if quick else INGESTED)
    if really == size:
        with step(f"ingesting {size} articles"):
            ingested(texts, size, data)
    else:
        base = built(texts, really, folder, quick)
        with step(f"varying rows up to {size} articles"):
            replicated(base, size, data)
    with step("making what is derived of them"):
        app = app_at(data)
        app.answering.ask(QUESTION)
        app.briefings.briefer.refresh()
    (data / "built").touch()
    return data


def measured(data: Path, costs: Sequence[str]) -> Figures:
    """The costs of one record, each in a process of its own; those that fail are left out and told of."""
    found: Figures = {}
    for cost in costs:
        command = [sys.executable, "-m", "benchmarks.growth_costs", cost, str(data)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            print(f"{cost} failed: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            continue
        found |= json.loads(done.stdout.splitlines()[-1])
    return found


def table(figures: dict[int, Figures]) -> str:
    """The figures in Markdown, a column for each size."""
    lines = [f"| | {' | '.join(f'{size:,}' for size in figures)} | must |", "| --- |" + " --- |" * (len(figures) + 1)]
    for cost in TABLE:
        values = [own.get(cost.name) for own in figures.values()]
        shown = ["–" if value is None else f"{value:.{cost.digits}f}" for value in values]
        must = "stays" if cost.must is None else f"{cost.must:g}"
        lines.append(f"| {cost.what} | {' | '.join(shown)} | {must} |")
    return "\n".join(lines)


def draw(figures: dict[int, Figures], file: Path) -> None:
    """Every cost over the number of articles, with what it must be."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(16, 9))
    FigureCanvasAgg(figure)
    for place, cost in enumerate(TABLE, 1):
        axes = figure.add_subplot(3, 4, place)
        points = [(size, own[cost.name]) for size, own in figures.items() if cost.name in own]
        axes.plot(*zip(*points, strict=True), marker="o") if points else None
        if cost.must is not None:
            axes.axhline(cost.must, linestyle=":", color="black")
        axes.set_xscale("log")
        axes.set_ylim(bottom=0)
        axes.set_title(cost.what, fontsize=9)
    figure.tight_layout()
    figure.savefig(file)


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks growth", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=load_settings().seeds_dir, metavar="DIR")
    parser.add_argument("--quick", action="store_true", help="ingest the texts of DIR alone, vary rows for the rest")
    parser.add_argument("--sizes", type=lambda text: [int(one) for one in text.split(",")], default=SIZES)
    parser.add_argument("--costs", type=lambda text: text.split(","), default=list(COSTS), help=", ".join(COSTS))
    parser.add_argument("--records", type=Path, help="keep the records in this folder, and use those that are there")
    parser.add_argument("--picture", type=Path, default=Path("growth.png"), help="where the figures are drawn")
    options = parser.parse_args(arguments)
    texts = texts_of(options.folder)
    with tempfile.TemporaryDirectory() as kept:
        folder = options.records or Path(kept)
        folder.mkdir(parents=True, exist_ok=True)
        figures: dict[int, Figures] = {}
        for size in options.sizes:
            data = built(texts, size, folder, options.quick)
            held = app_at(data, silent).articles.count()
            with step(f"measuring {held} articles"):
                figures[size] = measured(data, options.costs)
        print(table(figures))
        draw(figures, options.picture)
        print(f"drawn in {options.picture}")
