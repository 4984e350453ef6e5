import re

import pytest

from bot.settings import ROOT, Section, Settings

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
