"""What is known about the articles of a folder: its ``manifest.toml``."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import ConfigurationError
from bot.settings import read_toml

TEXT_KEYS = (
    "title", "outlet", "author", "language", "translation_service", "published", "published_precision",
    "published_basis", "published_evidence", "url",
)  # fmt: skip
OTHER_KEYS = ("file", "sha256", "machine_translated", "original_language", "notes")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
PRECISION = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class Known:
    """The facts a manifest states about one article; what it leaves out is unknown."""

    values: dict[str, Any]
    sha256: str | None


def load_manifest(folder: Path) -> dict[str, Known]:
    """Facts by file stem, empty where ``folder`` has no manifest.

    Raises:
        ConfigurationError: an unknown key, a wrong type, a bad date or a file that does not exist, by name.
    """
    path = folder / "manifest.toml"
    if not path.exists():
        return {}
    tables = read_toml(path)
    unknown = set(tables) - {"article"}
    if unknown or not isinstance(tables.get("article", []), list):
        raise ConfigurationError(f"{path}: key {min(unknown, default='article')}: only [[article]] tables are read.")
    known: dict[str, Known] = {}
    for number, table in enumerate(tables.get("article", []), 1):
        where = f"{path}: article {number}"
        file = table.get("file")
        if not isinstance(file, str) or not (folder / file).is_file():
            raise ConfigurationError(f"{where}: key file: {file!r} is not a file of {folder}.")
        known[Path(file).stem] = Known(_checked(table, f"{where} ({file})"), table.get("sha256"))
    return known


def _checked(table: dict[str, Any], where: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key in (*TEXT_KEYS, "sha256") and not isinstance(value, str):
            raise ConfigurationError(f"{where}: key {key}: text expected, got {value!r}.")
        if key == "machine_translated" and not isinstance(value, bool):
            raise ConfigurationError(f"{where}: key {key}: true or false expected, got {value!r}.")
        if key not in TEXT_KEYS and key not in OTHER_KEYS:
            raise ConfigurationError(f"{where}: key {key}: there is no such key; see seeds/manifest.toml.")
        if key in TEXT_KEYS or key == "machine_translated":
            values[key] = value
    date = values.get("published")
    if date is not None:
        if not DATE.fullmatch(date):
            raise ConfigurationError(f"{where}: key published: YYYY, YYYY-MM or YYYY-MM-DD expected, got {date!r}.")
        values.setdefault("published_precision", PRECISION[len(date)])
        if values.get("published_basis") not in ("stated", "inferred"):
            raise ConfigurationError(f"{where}: key published_basis: stated or inferred expected beside published.")
    return values
