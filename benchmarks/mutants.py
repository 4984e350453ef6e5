"""How many small faults the tests of some modules overlook.

``python -m benchmarks.mutants NUMBER TESTS MODULE ...`` puts one random fault at a time into a copy of the project
(an "and" for an "or", "!=" for "==", "not in" for "in", "<=" for "<", True for False, a number one too high, a sign
or a "not" dropped), runs the tests of the folder TESTS on it until the first fails, and prints the faults that none
noticed and their share. Tests that fail without any fault are left out. In the environment SEED draws others (8),
ALL prints those that were noticed too.
"""

import ast
import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

PATIENCE = 3
"""How many times as long as without a fault the tests may take: then they count as failed, the fault is endless."""
LONGEST = 600
"""Seconds that the run without a fault may take."""
COPIED = ("bot", "embeddings", "benchmarks", "tests")
LINKED = ("config", "seeds", "docs", "pyproject.toml", "README.md", "CONTRIBUTING.md")
QUICK = ("-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
HEAVY = ("spacy", "numpy", "pydantic", "matplotlib.pyplot")
"""What every run imports anyway: loaded once, before the runs fork."""
SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
Site = tuple[int, str, Callable[[], None]]
"""The line of a place for a fault, what the fault is, and what puts it into the tree."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the module's source with it, and where it stands."""

    module: str
    line: int
    what: str
    source: str


def mutants(module: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module's source, one fault each."""
    for number in range(len(list(_sites(ast.parse(source))))):
        tree = ast.parse(source)
        line, what, put = list(_sites(tree))[number]
        put()
        yield Mutant(module, line, what, ast.unparse(tree))


def _sites(tree: ast.AST) -> Iterator[Site]:
    """The places for faults in a tree, decorators left out."""
    for field, value in ast.iter_fields(tree):
        if field == "decorator_list":
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST):
                yield from _faults(node)
                yield from _sites(node)


def _faults(node: ast.AST) -> Iterator[Site]:
    if isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield node.lineno, f"{type(node.op).__name__} → {other.__name__}", _setter(node, "op", other())
    elif isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            swapped = SWAPPED[type(op)]
            ops = [*node.ops[:place], swapped(), *node.ops[place + 1 :]]
            yield node.lineno, f"{type(op).__name__} → {swapped.__name__}", _setter(node, "ops", ops)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        # "not not x" is x.
        yield node.lineno, "not dropped", _setter(node, "operand", ast.UnaryOp(ast.Not(), node.operand))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.lineno, "- dropped", _setter(node, "op", ast.UAdd())
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield node.lineno, f"{node.value} → {not node.value}", _setter(node, "value", not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield node.lineno, f"{node.value} → {node.value + 1}", _setter(node, "value", node.value + 1)


def _setter(node: ast.AST, field: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, field, value)


@dataclass
class _Failures:
    """A plugin of pytest that keeps which tests failed."""

    file: Path

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            with self.file.open("a", encoding="utf-8") as file:
                file.write(report.nodeid + "\n")


def passes(arguments: list[str], seconds: int, failures: Path | None = None) -> bool:
    """Whether tests pass in ``seconds``, in a process of their own; the ids of failing ones go to ``failures``."""
    child = os.fork()
    if child == 0:
        code, told = 1, os.dup(2)
        signal.alarm(seconds)
        try:
            with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
                os.dup2(nowhere.fileno(), 1)
                os.dup2(nowhere.fileno(), 2)
                plugins = [_Failures(failures)] if failures else []
                code = pytest.main([*arguments, *QUICK], plugins)
        except BaseException as error:
            os.write(told, f"pytest itself: {error!r}\n".encode())
        os._exit(int(code))
    return os.waitpid(child, 0)[1] == 0


def copy_of(project: Path, folder: Path) -> None:
    """A copy of the project to put faults into."""
    for name in COPIED:
        shutil.copytree(project / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in LINKED:
        (folder / name).symlink_to(project / name)


def main(number: int, tests: str, modules: list[str], seed: int) -> float:
    """Try ``number`` mutants drawn from all of the modules; the share that no test noticed."""
    project = Path.cwd()
    drawn = [one for module in modules for one in mutants(module, Path(module).read_text(encoding="utf-8"))]
    total = len(drawn)
    drawn = random.Random(seed).sample(drawn, min(number, total))
    for name in HEAVY:
        importlib.import_module(name)
    # The first counterexample is enough.
    hypothesis.settings.register_profile("once", phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate])
    hypothesis.settings.load_profile("once")
    sys.dont_write_bytecode = True
    survivors = 0
    with tempfile.TemporaryDirectory() as folder:
        copy_of(project, Path(folder))
        os.chdir(folder)
        sys.path.insert(0, folder)
        failures = Path(folder) / "failures"
        failures.touch()
        passes([tests], LONGEST, failures)
        failing = failures.read_text(encoding="utf-8").splitlines()
        print(
            f"{total} places for a fault, {len(drawn)} tried; {len(failing)} tests fail without one, left out",
            flush=True,
        )
        arguments = [tests, "-x", *(f"--deselect={one}" for one in failing)]
        start = time.monotonic()
        if not passes(arguments, LONGEST):
            raise SystemExit("The tests that are left fail without a fault: run them once more.")
        seconds = 10 + int(PATIENCE * (time.monotonic() - start))
        for one in drawn:
            module = Path(folder) / one.module
            kept = module.read_text(encoding="utf-8")
            module.write_text(one.source, encoding="utf-8")
            if passes(arguments, seconds):
                survivors += 1
                print(f"  overlooked: {one.module}:{one.line}: {one.what}", flush=True)
            elif os.environ.get("ALL"):
                print(f"  noticed: {one.module}:{one.line}: {one.what}", flush=True)
            module.write_text(kept, encoding="utf-8")
        os.chdir(project)
    print(f"{survivors} of {len(drawn)} overlooked ({survivors / max(1, len(drawn)):.0%})")
    return survivors / max(1, len(drawn))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:], int(os.environ.get("SEED", "8")))
