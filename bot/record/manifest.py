"""What is known about the articles of a folder: its ``manifest.toml``."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.errors import ConfigurationError
from bot.settings import read_toml
from embeddings.files import kind_of

TEXT_KEYS = (
    "title", "outlet", "author", "language", "translation_service", "published", "published_precision",
    "published_basis", "published_evidence", "url",
)  # fmt: skip
OTHER_KEYS = ("file", "sha256", "machine_translated", "original_language", "notes")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
PRECISION = {4: "year", 7: "month", 10: "day"}
BASES = ("stated", "inferred")


@dataclass(frozen=True, slots=True)
class Known:
    """The facts a manifest states about one article; what it leaves out is unknown."""

    values: dict[str, Any]
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """Facts by file stem, and what is wrong with entries: a sentence by file stem, "" for an entry of no file.

    ``faults`` are all that is wrong, a sentence each.
    """

    known: dict[str, Known]
    wrong: dict[str, str]
    faults: list[str] = field(default_factory=list)


def load_manifest(folder: Path) -> dict[str, Known]:
    """Facts by file stem, empty where ``folder`` has no manifest.

    Raises:
        ConfigurationError: an unknown key, a wrong type, a bad date, a second entry for a file or a file that does
            not exist, by name; or no manifest at all but a FIFO, a device or malformed TOML.
    """
    manifest = read_manifest(folder)
    for reason in manifest.wrong.values():
        raise ConfigurationError(reason)
    return manifest.known


def read_manifest(folder: Path) -> Manifest:
    """The same, entry by entry: a wrong one spoils no other.

    Raises:
        ConfigurationError: it cannot be read at all.
    """
    path = folder / "manifest.toml"
    if kind_of(path) == "missing" and not path.is_symlink():
        return Manifest({}, {})
    tables = read_toml(path)
    entries = tables.get("article", [])
    unknown = set(tables) - {"article"}
    if unknown or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigurationError(f"{path}: key {min(unknown, default='article')}: only [[article]] tables are read.")
    manifest = Manifest({}, {})
    for number, table in enumerate(entries, 1):
        where = f"{path}: article {number}"
        file = table.get("file")
        stem = Path(file).stem if isinstance(file, str) and kind_of(folder / file) is None else ""
        faults: list[str] = []
        values = _checked(table, f"{where} ({file})", faults)
        if not stem:
            faults.insert(0, f"{where}: key file: {file!r} is not a file of {folder}: correct it, or take it out.")
        elif stem in manifest.known or stem in manifest.wrong:
            faults.insert(0, f"{where} ({file}): key file: there is an entry for it already: keep one.")
        if not faults:
            manifest.known[stem] = Known(values, table.get("sha256"))
        else:
            manifest.wrong.setdefault(stem, faults[0])
            manifest.faults.extend(faults)
    return manifest


def _checked(table: dict[str, Any], where: str, faults: list[str]) -> dict[str, Any]:
    """The facts of an entry; what is wrong with it is added to ``faults``."""
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in TEXT_KEYS and key not in OTHER_KEYS:
            faults.append(f"{where}: key {key}: there is no such key; docs/configuration.md lists them all.")
        elif key in (*TEXT_KEYS, "sha256") and not isinstance(value, str):
            faults.append(f"{where}: key {key}: text expected, got {value!r}.")
        elif key == "machine_translated" and not isinstance(value, bool):
            faults.append(f"{where}: key {key}: true or false expected, got {value!r}.")
        elif key in TEXT_KEYS or key == "machine_translated":
            values[key] = value
    published = values.get("published")
    if published is not None:
        if not is_date(published):
            faults.append(
                f"{where}: key published: a date of the calendar as YYYY, YYYY-MM or YYYY-MM-DD expected, "
                f"got {published!r}."
            )
        values.setdefault("published_precision", PRECISION.get(len(published)))
        if values.setdefault("published_basis", BASES[0]) not in BASES:
            faults.append(
                f"{where}: key published_basis: stated or inferred expected, got {values['published_basis']!r}."
            )
    return values


def is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day of the calendar as ISO 8601 writes them."""
    if not DATE.fullmatch(text) or not text.isascii():
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True
