"""Moments as they stand in the store."""

from datetime import UTC, datetime


def instant(moment: datetime) -> str:
    """An aware moment as it stands in the store: UTC, ISO, sortable as text.

    Raises:
        ValueError: the moment is naive.

    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
