"""The verbatim gate: every excerpt is found again in its article at its span, or it is dropped and counted."""

from collections.abc import Iterable, Mapping

import structlog

from bot.answering.answer import Excerpt

log = structlog.get_logger(__name__)


def is_verbatim(excerpt: Excerpt, raw: str | None) -> bool:
    """Whether the excerpt's words stand in ``raw`` at its span, with the focus inside."""
    return (
        raw is not None
        and 0 <= excerpt.start < excerpt.end <= len(raw)
        and raw[excerpt.start : excerpt.end] == excerpt.text
        and excerpt.start <= excerpt.focus[0] < excerpt.focus[1] <= excerpt.end
    )


def pass_gate(excerpts: Iterable[Excerpt], raws: Mapping[str, str]) -> tuple[Excerpt, ...]:
    """Return the excerpts whose words stand where they say; what fails is dropped, counted and logged."""
    kept: list[Excerpt] = []
    dropped: list[Excerpt] = []
    for excerpt in excerpts:
        (kept if is_verbatim(excerpt, raws.get(excerpt.article)) else dropped).append(excerpt)
    if dropped:
        log.error(
            "excerpts failed the verbatim gate",
            dropped=len(dropped),
            spans=[(excerpt.article, excerpt.start, excerpt.end) for excerpt in dropped],
        )
    return tuple(kept)
