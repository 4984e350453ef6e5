"""One source document as the user gave it, and what is known about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

DatePrecision = Literal["day", "month", "year"]
DateBasis = Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True)
class Article:
    """An article's raw text and its known facts; what is not known is None and shown as unknown.

    ``id`` is the file's stem, with a mark of its source behind it where another article has the stem. ``raw`` is the
    text decoded without newline translation; all offsets are code points into it. ``published`` is an ISO date cut to
    its precision ("2025-08", "2025-08-25"). ``source`` is the file, page or upload it comes from; ``guild`` the
    server whose addition it is, None in the shared record; ``same_as`` the article whose text it repeats.
    """

    id: str
    raw: str
    content_hash: str
    ingested_at: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None
    machine_translated: bool | None = None
    translation_service: str | None = None
    published: str | None = None
    published_precision: DatePrecision | None = None
    published_basis: DateBasis | None = None
    published_evidence: str | None = None
    url: str | None = None
    source: str | None = None
    guild: int | None = None
    same_as: str | None = None


def other_outlets(outlet: str | None, copies: Iterable[Article]) -> tuple[str, ...]:
    """The outlets of some articles besides ``outlet``, each once; those that are not known are left out."""
    others = dict.fromkeys(article.outlet for article in copies if article.outlet)
    return tuple(other for other in others if other != outlet)
