"""JSON lines: one article a line, with its facts (the fields: docs/machines.md)."""

import json
from collections.abc import Iterator
from typing import Any

from bot.sources.facts import facts_of, tidy
from bot.sources.incoming import Parsed, Refusal
from bot.sources.readers.text import sound
from embeddings.errors import ArticleError


def read(data: bytes, name: str, _charset: str | None = None) -> Iterator[Parsed | Refusal]:
    """The articles of a file, a line each; a line that is wrong is refused by itself."""
    seen: dict[str, int] = {}
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            yield _article(line, where, number, seen)
        except ArticleError as error:
            yield Refusal(where, str(error))


def _article(line: bytes, where: str, number: int, seen: dict[str, int]) -> Parsed:
    values = _object(line, where)
    text, key = values.get("text"), values.get("id", f"line-{number}")
    if not isinstance(text, str):
        raise ArticleError(f"{where}: text is missing: every line needs the article's text.")
    if isinstance(key, int) and not isinstance(key, bool):
        key = str(key)
    if not isinstance(key, str) or tidy(key, 200) != key:
        raise ArticleError(f"{where}: id is neither a number nor plain text of at most 200 characters.")
    if key in seen:
        raise ArticleError(f"{where}: id {key} is that of line {seen[key]} already: give each article its own.")
    parsed = Parsed(sound(text, where), facts_of(values, where), key)
    seen[key] = number
    return parsed


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        values = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ArticleError(f"{where} is not UTF-8: write the file in UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"{where} is not JSON: write one object a line.") from error
    if not isinstance(values, dict):
        raise ArticleError(f"{where} is no JSON object: write one object a line.")
    return values
