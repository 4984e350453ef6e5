"""Configuration tables read into typed entries, with errors that name file, entry and key."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import ConfigurationError
from bot.settings import describe, read_toml


class Section(BaseModel):
    """A table: unknown keys are errors, values do not change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


Table = TypeVar("Table", bound=Section)


def load_table(file: Path, model: type[Table]) -> Table:
    """The file as ``model``.

    Raises:
        ConfigurationError: missing, malformed, an unknown key or an unusable value; one sentence with file and key.

    """
    values = read_toml(file)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigurationError(f"{file}: {_where(first['loc'], values)}: {describe(first)}.") from error


def _where(location: tuple[int | str, ...], values: object) -> str:
    """The place of an error as a person would say it: the entry's id before its number."""
    parts: list[str] = []
    for step in location:
        try:
            values = values[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            values = None
        if isinstance(step, int):
            label = values.get("id") or values.get("name") if isinstance(values, dict) else None
            parts.append(f'"{label}"' if label else f"number {step + 1}")
        else:
            parts.append(f"key {step}" if not isinstance(values, (dict, list)) else step)
    return " ".join(parts)
