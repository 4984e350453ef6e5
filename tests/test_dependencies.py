"""What is installed is what is imported, and each of it has a reason."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from bot.settings import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = {"bot", "embeddings", "tests", "benchmarks"}


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirements):
    return {normal(re.match(r"[\w.-]+", requirement).group()) for requirement in requirements}


BASE = named(PROJECT["dependencies"])
EXTRAS = {name: named(requirements) for name, requirements in PROJECT["optional-dependencies"].items()}
ROOMS = [("bot/demo", "demo"), ("bot/demo", "dev"), ("bot/record/postgres", "postgres")]
"""Rooms that are imported only where an extra is installed."""
EVERY = sorted(BASE.union(*EXTRAS.values()))


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("package", EVERY)
def test_every_dependency_is_decided(package):
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    first = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)
    words = {normal(word) for cell in first for word in re.findall(r"[\w.-]+", cell)}
    assert package in words, f"docs/decisions.md says nothing of {package}"


@pytest.mark.parametrize("folder", ["bot", "embeddings"])
def test_everything_imported_is_named(folder):
    packages = packages_distributions()
    for path in sorted((ROOT / folder).rglob("*.py")):
        allowed = BASE.union(*(EXTRAS[extra] for room, extra in ROOMS if path.is_relative_to(ROOT / room)))
        for module in set(imports(path)) - OURS - set(sys.stdlib_module_names):
            homes = {normal(home) for home in packages.get(module, [])}
            assert homes & allowed, f"{path.relative_to(ROOT)} imports {module}, which pyproject.toml does not name"


def test_every_named_version_is_pinned():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {normal(line.partition("==")[0]) for line in lines if "==" in line}
    assert set(EVERY) - pinned == set()
