"""Configuration tables read into typed entries, with errors that name file, entry and key."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from bot.errors import ConfigurationError
from bot.faults import Faults, gathered, nothing, validated
from bot.settings import read_toml


class Section(BaseModel):
    """A table: unknown keys are errors, values do not change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


Table = TypeVar("Table", bound=Section)


def load_table(file: Path, model: type[Table], into: Faults | None = None) -> Table:
    """The file as ``model``; with ``into``, what is right of it.

    Raises:
        ConfigurationError: missing, malformed, unknown keys or unusable values, each in one sentence with file and
            key; with ``into`` they are added to it instead.

    """
    with gathered(into) as faults:
        try:
            values = read_toml(file)
        except ConfigurationError as error:
            faults.extend(error.faults)
            return nothing(model)
        return validated(model, values, lambda at: f"{file}: {_where(at, values)}", faults)


def ids_in(file: Path) -> frozenset[str]:
    """The ids that a file's entries give themselves, be the entries right or wrong."""
    try:
        tables = read_toml(file).values()
    except ConfigurationError:
        return frozenset()
    entries = [entry for table in tables if isinstance(table, list) for entry in table if isinstance(entry, dict)]
    return frozenset(entry["id"] for entry in entries if isinstance(entry.get("id"), str))


def _where(location: tuple[int | str, ...], values: object) -> str:
    """The place of an error as a person would say it: the entry's id before its number."""
    parts: list[str] = []
    for depth, step in enumerate(location, 1):
        try:
            values = values[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            values = None
        if isinstance(step, int):
            label = values.get("id") or values.get("name") if isinstance(values, dict) else None
            parts.append(f'"{label}"' if label else f"number {step + 1}")
        else:
            parts.append(step if depth < len(location) and isinstance(values, (dict, list)) else f"key {step}")
    return " ".join(parts)
