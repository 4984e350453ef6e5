import re
from pathlib import Path
from typing import get_args, get_origin

import pytest
from pydantic import BaseModel

from bot.actors.actors import ActorsFile
from bot.actors.outlets import OutletsFile
from bot.actors.world import world
from bot.briefings.zones import ZonesFile
from bot.console.config import files_of
from bot.feeds.configured import FeedsFile
from bot.grammar.attitude import DATA
from bot.grammar.cues import OF_VERBS, SAYING
from bot.positions.issues import IssuesFile
from bot.record.manifest import OTHER_KEYS, TEXT_KEYS
from bot.settings import ROOT, Section, Settings, load_settings, read_toml

TABLES = {
    name: field.annotation
    for name, field in Settings.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
}
TEXT = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


def section(table):
    start = TEXT.index(f"## `[{table}]`")
    return TEXT[start : TEXT.find("\n## ", start + 1)]


@pytest.mark.parametrize("table", TABLES)
def test_every_setting_is_documented_and_nothing_else_is(table):
    documented = set(re.findall(r"^\| `(\w+)` \|", section(table), re.MULTILINE))
    assert documented == set(TABLES[table].model_fields)


def accepted(model, prefix=""):
    """Every key that a file of this form may have, with the tables it stands in."""
    for name, field in model.model_fields.items():
        for key in {name, field.alias or name}:
            yield prefix + key
        inner = [one for one in (field.annotation, *get_args(field.annotation)) if isinstance(one, type)]
        for table in (one for one in inner if issubclass(one, BaseModel)):
            yield from accepted(table, f"{prefix}{name}.")
        if get_origin(field.annotation) is dict and name not in ("bodies", "titles"):
            yield f"{prefix}{name}.*"


def words(table, prefix=""):
    """The keys of a file of words, which may have those of the one that ships."""
    for key, value in table.items():
        yield prefix + key
        if prefix + key in OF_VERBS:
            yield f"{prefix}{key}.*"
        elif isinstance(value, dict):
            yield from words(value, f"{prefix}{key}.")


FILES = {
    "actors.toml": {*accepted(ActorsFile), *(key for key in world().words)},
    "issues.toml": {*accepted(IssuesFile)},
    "outlets.toml": {*accepted(OutletsFile)},
    "feeds.toml": {*accepted(FeedsFile)},
    "zones.toml": {*accepted(ZonesFile)},
    "attitude.toml": {*words(read_toml(DATA))},
    "cues.toml": {*words(read_toml(SAYING))},
    "manifest.toml": {"article", *(f"article.{key}" for key in (*TEXT_KEYS, *OTHER_KEYS))},
}


def documented(file):
    """The keys under a file's heading: each sub-heading is a table, "any word" its free keys."""
    start = TEXT.index(f"## `{file}`")
    table = ""
    for line in TEXT[start : TEXT.find("\n## ", start + 1)].splitlines():
        if heading := re.fullmatch(r"### `\[+([\w.]+)\]+`", line):
            table = heading[1]
            yield table
        elif row := re.match(r"\| (`[^|]+`|any \w+) \|", line):
            for key in re.findall(r"`([\w-]+)`", row[1]) or ["*"]:
                yield f"{table}.{key}"


@pytest.mark.parametrize("file", FILES)
def test_every_key_of_every_file_is_documented_once_and_nothing_else_is(file):
    found = list(documented(file))
    assert sorted(found) == sorted(FILES[file])


def test_every_file_of_the_configuration_is_documented():
    read = {Path(one.file).name for one in files_of(load_settings(environment={}))}
    assert {"communique.toml", *read} == {"communique.toml", *FILES}
    assert {file.name for file in (ROOT / "config").glob("*.toml")} <= {"communique.toml", *read}


def test_every_linked_document_exists():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links {target}"


CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NAMED = sorted({name for name in re.findall(r"`([\w./-]+)`", CONTRIBUTING) if "/" in name})


@pytest.mark.parametrize("name", NAMED)
def test_every_file_that_contributing_names_exists(name):
    assert (ROOT / name).exists()


def test_where_to_change_what_has_its_ten_rows():
    table = CONTRIBUTING[CONTRIBUTING.index("## Where do I change") :].split("\n\n")[1].splitlines()
    assert len(table) == 2 + 10
    assert all("`" in row for row in table[2:])
