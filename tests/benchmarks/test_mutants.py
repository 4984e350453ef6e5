"""The tool that puts faults into modules."""

import ast

from benchmarks.mutants import mutants

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
