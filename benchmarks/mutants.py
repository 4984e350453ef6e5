"""How many small faults the tests of some modules overlook.

``python -m benchmarks.mutants NUMBER TESTS MODULE ...`` puts one random fault at a time into a module
(an "and" for an "or", "!=" for "==", "not in" for "in", "<=" for "<", True for False, a number one too high, a sign
or a "not" dropped), runs those tests of TESTS (files or folders, with commas between them) that call the faulty
function until the first fails, and prints the faults that none noticed and their share. Tests that fail without any
fault are left out. In the environment SEED draws others (8), ALL prints those that were noticed too.

The tests are collected once, and each fault is put into a fork of that process. A text is parsed once: a parse is the
same with every fault but those in the cutting of sentences, and costs more than all else.
"""

import ast
import importlib
import os
import pickle
import random
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import hypothesis
import pytest
from spacy.tokens import Doc

from bot.grammar.parser import model

PATIENCE = 3
"""How many times as long as all tests without a fault one fault may take: then it is endless, and noticed."""
LONGEST = 900
"""Seconds that the run without a fault may take."""
_CALLED = "__called__"
QUICK = ("-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
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
    return (mutant(module, source, number) for number in range(places(source)))


def places(source: str) -> int:
    """How many places for a fault a source has."""
    return sum(1 for _ in _sites(ast.parse(source)))


def mutant(module: str, source: str, number: int) -> Mutant:
    """A module's source with the fault in the place ``number``, counted from 0."""
    tree = ast.parse(source)
    line, what, put = list(_sites(tree))[number]
    put()
    return Mutant(module, line, what, ast.unparse(tree))


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


def telling(source: str) -> str:
    """The source with its functions telling their first and last line to ``_CALLED`` when they are called."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body[:0] = ast.parse(f"{_CALLED}({node.lineno}, {node.end_lineno})").body
    return ast.unparse(tree)


def put_into(module: ModuleType, source: str) -> None:
    """Have a loaded module work as ``source`` says: its functions in place, its constants wherever they are known."""
    fresh: dict[str, Any] = {"__file__": module.__file__, _CALLED: vars(module).get(_CALLED)}
    fresh["__name__"] = module.__name__
    exec(compile(source, str(module.__file__), "exec"), fresh)
    for name, new in fresh.items():
        old = vars(module).get(name)
        if getattr(new, "__module__", module.__name__) != module.__name__ or name.startswith("__"):
            continue
        if isinstance(old, type):
            for key, value in vars(new).items():
                _replace(old, key, vars(old).get(key), value)
        elif _code(old) is not None:
            _replace(module, name, old, new)
        elif not isinstance(new, ModuleType):
            for other in list(sys.modules.values()):
                if vars(other).get(name) is old:
                    setattr(other, name, new)


def _replace(owner: object, name: str, old: object, new: object) -> None:
    """Give a function, method or property the code and the defaults of another; what is made of it stays bound."""
    before, after = _code(old), _code(new)
    if before is None or after is None:
        return
    if before.__code__.co_freevars == after.__code__.co_freevars == ():
        before.__code__ = after.__code__
        before.__defaults__, before.__kwdefaults__ = after.__defaults__, after.__kwdefaults__
    else:
        # What a dataclass generates keeps its defaults in cells.
        setattr(owner, name, new)


def _code(value: object) -> FunctionType | None:
    """The function under a decorator."""
    for name in ("__wrapped__", "__func__", "fget", "func"):
        value = getattr(value, name, value)
    return value if isinstance(value, FunctionType) else None


def keep_parses() -> None:
    """Have the parser give what it gave before for the same words."""
    parser, known = model(), dict[object, Doc]()
    parse = parser.pipe

    def kept(texts: Iterable[str | Doc], **options: Any) -> Iterator[Doc]:  # noqa: ANN401 - those of spaCy
        for text in texts:
            key = text if isinstance(text, str) else (text.text, *((t.text, t.is_sent_start) for t in text))
            if key not in known:
                known[key] = next(iter(parse([text], **options)))
            yield known[key]

    vars(parser)["pipe"] = kept


class Trials:
    """A plugin of pytest that runs the tests collected once for each fault, in forks."""

    def __init__(self, modules: Sequence[str], drawn: Sequence[Mutant]) -> None:
        """Try the mutants ``drawn`` of ``modules``."""
        self.modules = modules
        self.drawn = drawn
        self.survivors: list[Mutant] = []
        self._failed: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep which tests fail."""
        if report.failed:
            self._failed.append(report.nodeid)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests collected without a fault, and then those that matter for each fault."""
        for number in range(len(session.items)):
            _run(session.items, number)
        self._failed.clear()
        start = time.monotonic()
        failed, callers = pickle.loads(self._forked(lambda: self._plain(session), LONGEST))
        seconds = 10 + int(PATIENCE * (time.monotonic() - start))
        left = [item for item in session.items if item.nodeid not in failed]
        print(f"{len(self.drawn)} tried; {len(failed)} tests fail without a fault, left out", flush=True)
        for one in self.drawn:
            items = self._that_call(one, left, callers)
            noticed = self._forked(partial(self._faulty, items, one), seconds) != b"passed"
            if not noticed:
                self.survivors.append(one)
            if not noticed or os.environ.get("ALL"):
                word = "noticed" if noticed else "overlooked"
                print(f"  {word}: {one.module}:{one.line}: {one.what}", flush=True)
        return True

    @staticmethod
    def _that_call(
        one: Mutant, items: Sequence[pytest.Item], callers: Mapping[tuple[str, int, int], set[str]]
    ) -> list[pytest.Item]:
        """The tests that call the faulty function, those of its module first; all where it is no function's."""
        own = f"test_{Path(one.module).stem}"
        called = {
            test
            for (file, first, last), tests in callers.items()
            if file == one.module and first <= one.line <= last
            for test in tests
        }
        chosen = [item for item in items if not called or item.nodeid in called]
        return sorted(chosen, key=lambda item: item.path.stem != own)

    def _plain(self, session: pytest.Session) -> bytes:
        """Which tests fail without a fault, and which tests call the functions of the modules."""
        callers: dict[tuple[str, int, int], set[str]] = defaultdict(set)
        running = ""
        for path in self.modules:
            module = _loaded(path)
            vars(module)[_CALLED] = lambda first, last, path=path: callers[path, first, last].add(running)
            put_into(module, telling(Path(path).read_text(encoding="utf-8")))
        for number, item in enumerate(session.items):
            running = item.nodeid
            _run(session.items, number)
        return pickle.dumps((set(self._failed), dict(callers)))

    def _faulty(self, items: list[pytest.Item], one: Mutant) -> bytes:
        put_into(_loaded(one.module), one.source)
        for number in range(len(items)):
            _run(items, number)
            if self._failed:
                return b"failed"
        return b"passed"

    def _forked(self, work: Callable[[], bytes], seconds: int) -> bytes:
        """What ``work`` gives in a process of its own; nothing where it fails or takes longer."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            signal.alarm(seconds)
            with os.fdopen(writing, "wb") as pipe, Path(os.devnull).open("w", encoding="utf-8") as nowhere:
                os.dup2(nowhere.fileno(), 1)
                os.dup2(nowhere.fileno(), 2)
                try:
                    pipe.write(work())
                    pipe.flush()
                finally:
                    os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            result = pipe.read()
        os.waitpid(child, 0)
        return result


def _run(items: Sequence[pytest.Item], number: int) -> None:
    following = items[number + 1] if number + 1 < len(items) else None
    items[number].config.hook.pytest_runtest_protocol(item=items[number], nextitem=following)


def _loaded(path: str) -> ModuleType:
    return importlib.import_module(".".join(Path(path).with_suffix("").parts))


def main(number: int, tests: str, modules: list[str], seed: int) -> float:
    """Try ``number`` mutants drawn from all of the modules; the share that no test noticed."""
    sources = {module: Path(module).read_text(encoding="utf-8") for module in modules}
    all_places = [(module, place) for module in modules for place in range(places(sources[module]))]
    print(f"{len(all_places)} places for a fault", flush=True)
    chosen = random.Random(seed).sample(all_places, min(number, len(all_places)))
    drawn = [mutant(module, sources[module], place) for module, place in chosen]
    # The first counterexample is enough.
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile("once", phases=phases, max_examples=20)
    hypothesis.settings.load_profile("once")
    sys.path.insert(0, str(Path.cwd()))
    keep_parses()
    trials = Trials(modules, drawn)
    pytest.main([*tests.split(","), *QUICK, "-s"], [trials])
    print(f"{len(trials.survivors)} of {len(drawn)} overlooked ({len(trials.survivors) / max(1, len(drawn)):.0%})")
    return len(trials.survivors) / max(1, len(drawn))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:], int(os.environ.get("SEED", "8")))
