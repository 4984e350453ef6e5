"""What a source says about an article, made fit to be kept: cleaned, capped, checked."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from bot.sources.addresses import web_address
from bot.sources.dates import published
from embeddings.errors import ArticleError

LONGEST = {"title": 300, "outlet": 120, "author": 200, "translation_service": 120, "published_evidence": 300}
FIELDS = (
    *LONGEST, "language", "machine_translated", "published", "published_precision", "published_basis", "url",
)  # fmt: skip
"""The facts that may be stated; ``docs/machines.md`` fixes them."""
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]\w+)*", re.IGNORECASE)


def tidy(value: object, longest: int) -> str | None:
    """Words on one line without control, bidirectional and invisible characters, capped; None where none are left."""
    if isinstance(value, list | tuple):
        value = ", ".join(str(part) for part in value)
    text = unicodedata.normalize("NFC", re.sub(r"\s", " ", str(value)))
    text = "".join(char for char in text if unicodedata.category(char) not in _DROPPED)
    text = re.sub(r"([\u0300-\u036f\u20d0-\u20ff]{2})[\u0300-\u036f\u20d0-\u20ff]+", r"\1", " ".join(text.split()))
    return (text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…") or None


def facts_of(values: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The facts among ``values`` that are known fields, ready for an article; others are left out.

    A date without ``published_basis`` is stated.

    Raises:
        ArticleError: a field is of the wrong type or cannot be; the sentence begins with ``where``.
    """
    facts: dict[str, Any] = {}
    for key, longest in LONGEST.items():
        text = tidy(_text(values[key], key, where), longest) if values.get(key) is not None else None
        if text is not None:
            facts[key] = text
    facts |= _language(values.get("language"), where) | _url(values.get("url"), where)
    translated = values.get("machine_translated")
    if translated is not None:
        if not isinstance(translated, bool):
            raise ArticleError(f"{where}: machine_translated is neither true nor false.")
        facts["machine_translated"] = translated
    facts |= _date(values, where)
    if "published" not in facts:
        facts.pop("published_evidence", None)
    return facts


def _text(value: object, key: str, where: str) -> object:
    parts = value if isinstance(value, list) else [value]
    if not all(isinstance(part, str) for part in parts):
        raise ArticleError(f"{where}: {key} is not text.")
    return value


def _language(value: object, where: str) -> dict[str, Any]:
    if value is None or value == "":
        return {}
    match = _LANGUAGE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ArticleError(f"{where}: language is no code such as en or uk.")
    return {"language": match.group(1).lower()}


def _url(value: object, where: str) -> dict[str, Any]:
    if value is None or value == "":
        return {}
    address = web_address(value) if isinstance(value, str) else None
    if address is None:
        raise ArticleError(f"{where}: url is no http or https address.")
    return {"url": address}


def _date(values: Mapping[str, Any], where: str) -> dict[str, Any]:
    value = values.get("published")
    if value is None or value == "":
        return {}
    found = published(value) if isinstance(value, str) else None
    if found is None:
        shown = tidy(value, 40)
        raise ArticleError(f"{where}: published is no date that may be ({shown}): write YYYY, YYYY-MM or YYYY-MM-DD.")
    basis = values.get("published_basis", "stated")
    if basis not in ("stated", "inferred"):
        raise ArticleError(f"{where}: published_basis is neither stated nor inferred.")
    return {"published": found[0], "published_precision": found[1], "published_basis": basis}
