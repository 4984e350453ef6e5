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
