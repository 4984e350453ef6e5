"""The tool that puts faults into modules."""

import ast
import sys
from types import ModuleType

import pytest

from benchmarks.mutants import mutants, put_into, telling

SOURCE = """
@frozen(slots=True)
def f(a, b):
    \"\"\"Not one of True and 3.\"\"\"
    if a and not b or a == 3 < b:
        return -1
    return a in b
"""


def test_each_mutant_has_one_fault():
    found = list(mutants("m.py", SOURCE))
    assert sorted(one.what for one in found) == [
        "- dropped", "1 → 2", "3 → 4", "And → Or", "Eq → NotEq", "In → NotIn", "Lt → LtE", "Or → And", "not dropped",
    ]  # fmt: skip
    plain = ast.unparse(ast.parse(SOURCE))
    for one in found:
        changed = [a != b for a, b in zip(one.source.splitlines(), plain.splitlines(), strict=True)]
        assert sum(changed) == 1
        assert one.module == "m.py"
        assert one.line in (5, 6, 7)


PLAIN = """
from dataclasses import dataclass
from functools import cached_property, lru_cache

LIMIT = 3

@dataclass(frozen=True, slots=True)
class Point:
    x: int = 1

    @property
    def double(self):
        return 2 * self.x

class Shape:
    @cached_property
    def sides(self):
        return 4

@lru_cache
def below(number):
    return number < LIMIT
"""


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("3 → 4", (True, 1, 2, 4)),
        ("1 → 2", (False, 2, 4, 4)),
        ("2 → 3", (False, 1, 3, 4)),
        ("4 → 5", (False, 1, 2, 5)),
        ("Lt → LtE", (True, 1, 2, 4)),
    ],
)
def test_a_fault_is_put_into_a_module_that_others_have_loaded(monkeypatch, what, changed):
    module = ModuleType("faulty")
    module.__file__ = "faulty.py"
    monkeypatch.setitem(sys.modules, "faulty", module)
    exec(PLAIN, vars(module))
    below, point, shape = module.below, module.Point, module.Shape
    (one,) = [one for one in mutants("faulty.py", PLAIN) if one.what == what]
    put_into(module, one.source)
    assert (below(3), point().x, point().double, shape().sides) == changed


def test_functions_tell_that_they_are_called():
    called = []
    names = {"__called__": lambda *lines: called.append(lines)}
    exec(telling(PLAIN), names)
    assert names["below"](2) and names["Shape"]().sides == 4
    assert called == [(21, 22), (17, 18)]
