"""Markdown with front matter in YAML (``---``) or TOML (``+++``): its facts, and the words without their markup."""

import datetime
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.sources.addresses import web_address
from bot.sources.facts import FIELDS, facts_of
from bot.sources.incoming import Parsed
from bot.sources.readers.text import sound, text_of
from embeddings.errors import ArticleError

LONGEST_FRONT_MATTER = 16_384
_FRONT = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)(?:^|\n)\1[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_NAMES = {
    "outlet": ("outlet", "publisher", "site", "sitename", "site_name", "publication", "source"),
    "author": ("author", "authors", "byline", "creator"),
    "published": ("published", "date", "date_published", "datepublished", "publish_date", "published_at", "pubdate"),
    "language": ("language", "lang", "locale"),
    "url": ("url", "link", "canonical", "canonical_url", "permalink", "original_url", "source_url", "source"),
}
"""What front matter calls a fact, first come first served; the other facts have one name."""
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def read(data: bytes, name: str, charset: str | None = None) -> list[Parsed]:
    """The one article of a Markdown file.

    Raises:
        ArticleError: no text, front matter that cannot be read, or a fact in it that cannot be.
    """
    text = text_of(data, name, charset)
    match = _FRONT.match(text)
    if match is None:
        return [Parsed(sound(plain(text), name))]
    fence, front = match.group(1), match.group(2)
    if len(front) > LONGEST_FRONT_MATTER:
        raise ArticleError(
            f"{name}: its front matter is longer than {LONGEST_FRONT_MATTER:,} characters: shorten it."
        )
    values = _yaml(front, name) if fence == "---" else _toml(front, name)
    if values is None:
        return [Parsed(sound(plain(text), name))]
    return [Parsed(sound(plain(text[match.end() :]), name), facts_of(_facts(values), f"{name}: front matter"))]


def plain(text: str) -> str:
    """The words of Markdown, a paragraph a line; pictures, code and HTML are left out."""
    lines: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "inline":
            words = _inline(token.children or [])
            lines += [line for line in (" ".join(part.split()) for part in words.split("\n")) if line]
    return "\n\n".join(lines) + "\n"


def _inline(tokens: list[Token]) -> str:
    return "".join(
        _BREAKS.get(token.type, token.content if token.type in ("text", "code_inline") else "") for token in tokens
    )


def _facts(values: Mapping[str, Any]) -> dict[str, Any]:
    given = {
        str(key).lower().replace("-", "_"): value for key, value in values.items() if value not in (None, "", [])
    }
    facts = {key: given[key] for key in FIELDS if key in given and key not in _NAMES}
    for fact, names in _NAMES.items():
        found = next((given[name] for name in names if name in given and _fits(fact, name, given[name])), None)
        if found is not None:
            facts[fact] = found
    translated = facts.get("machine_translated")
    if isinstance(translated, str) and translated.lower() in ("true", "false", "yes", "no"):
        facts["machine_translated"] = translated.lower() in ("true", "yes")
    date = facts.get("published")
    if isinstance(date, datetime.date):
        facts["published"] = date.isoformat()
    return facts


def _fits(fact: str, name: str, value: object) -> bool:
    """Whether a value may be meant: a source is an outlet or an address, and a permalink may be half of one."""
    if fact not in ("url", "outlet") or name == fact:
        return True
    address = web_address(value) if isinstance(value, str) else None
    return address is not None if fact == "url" else name != "source" or (isinstance(value, str) and address is None)


def _yaml(front: str, name: str) -> Mapping[str, Any] | None:
    """None where it is no front matter at all: an article may begin with a rule."""
    try:
        # Every scalar is text: a date stays as it was written, and a wrong one is told by us.
        values = yaml.load(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 2})" if mark else ""
        raise ArticleError(f"{name}: its front matter is not valid YAML{line}.") from error
    return values if isinstance(values, dict) else None


def _toml(front: str, name: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(front)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise ArticleError(f"{name}: its front matter is not valid TOML ({error}).") from error
