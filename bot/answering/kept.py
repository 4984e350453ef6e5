"""Answers that were kept as spans, as answers again."""

from bot.answering.answer import Excerpt
from bot.record.answers import KeptAnswer


def excerpts_of(kept: KeptAnswer) -> tuple[Excerpt, ...]:
    """The excerpts of a kept answer whose words still stand in the record."""
    return tuple(Excerpt(**fields) for fields in kept.excerpts)
