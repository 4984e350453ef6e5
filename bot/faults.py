"""What is wrong with the configuration, gathered, so that one look names all of it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from bot.errors import ConfigurationError

Faults: TypeAlias = list[str]
"""Sentences, each with file, key and the way out."""
Location: TypeAlias = tuple[str | int, ...]
"""The keys and places in lists that lead to a value."""
NO_SUCH_SETTING = "there is no such setting"
_EXPECTED: Mapping[str, str] = {
    "tuple_type": "a list expected: texts in brackets, or tables in double ones",
    "string_type": "text expected, in quotes",
    "string_too_short": "text expected that is not empty",
    "model_type": "a table expected",
    "dict_type": "a table expected",
}
"""pydantic's kinds of error in the words of TOML."""

_LOGIN = re.compile(r"(?<=://)[^/@\s]+@")
"""Name and password in an address, which no message repeats."""

Model = TypeVar("Model", bound=BaseModel)


@contextmanager
def gathered(into: Faults | None = None) -> Iterator[Faults]:
    """Gather faults: into the list given, which its owner tells, else told here together.

    Raises:
        ConfigurationError: there are some, and no list was given.

    """
    faults: Faults = [] if into is None else into
    yield faults
    if into is None and faults:
        raise ConfigurationError(*faults)


@contextmanager
def noted(faults: Faults) -> Iterator[None]:
    """Add to ``faults`` what is raised within."""
    try:
        yield
    except ConfigurationError as error:
        faults.extend(error.faults)


def validated(
    model: type[Model], values: Mapping[str, Any], place: Callable[[Location], str], faults: Faults
) -> Model:
    """``values`` as ``model``; what is wrong is added to ``faults`` and left out, with its entry where need be.

    ``place`` says a location as a person would.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        wrong = [one["loc"] for one in error.errors()]
        faults.extend(f"{place(one['loc'])}: {describe(one)}." for one in error.errors())
    right = _without(values, wrong)
    try:
        return model.model_validate(right)
    except ValidationError as error:
        right = _without(right, [one["loc"][:2] for one in error.errors()])
    try:
        return model.model_validate(right)
    except ValidationError:
        return nothing(model)


def nothing(model: type[Model]) -> Model:
    """A model with its defaults, as if all of them had been given."""
    return model.model_construct(set(model.model_fields))


def _without(values: Mapping[str, Any], locations: Iterable[Location]) -> dict[str, Any]:
    """The values without what stands at some places."""
    left = deepcopy(dict(values))
    # From the ends of lists, so that what stands before keeps its number.
    for *inner, last in sorted(set(locations), key=_last_first):
        within: Any = left
        for step in inner:
            there = isinstance(within, list) or (isinstance(within, dict) and step in within)
            within = within[step] if there else None
        if isinstance(within, dict):
            within.pop(last, None)
        elif isinstance(within, list) and isinstance(last, int):
            del within[last]
    return left


def _last_first(location: Location) -> list[tuple[str, int]]:
    return [("", -step) if isinstance(step, int) else (step, 0) for step in location]


def describe(error: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    """One of pydantic's errors in words that name the value."""
    kind = error["type"]
    if kind == "extra_forbidden":
        return f"{NO_SUCH_SETTING}; docs/configuration.md lists them all"
    if kind == "missing":
        return "it is needed and missing; docs/configuration.md says what it takes"
    if error["loc"] == ("record", "url"):  # may hold a password
        return "the address of a database expected, as postgresql://USER@HOST/DATABASE"
    told = _EXPECTED.get(kind) or f"{error['msg'][0].lower()}{error['msg'][1:]}".removeprefix("value error, ")
    if kind == "value_error" and isinstance(error["input"], Mapping):
        return told
    given = _LOGIN.sub("…@", repr(error["input"]))
    return f"{told}, got {given}"
