"""The custom ids of the briefing buttons: each holds all that is needed to answer it after a restart."""

from datetime import date

STANDING = r"briefing:standing:(?P<schedule>\d{1,12}):(?P<date>\d{8}):(?P<page>\d{1,3})"
SAVE = r"briefing:save:(?P<schedule>\d{1,12})"
DISCARD = r"briefing:discard:(?P<schedule>\d{1,12})"


def standing_id(schedule: int, local_date: date, page: int = 0) -> str:
    """The standing positions of a schedule's edition; schedule 0 is everything, as it stands now."""
    return f"briefing:standing:{schedule}:{local_date:%Y%m%d}:{page}"


def save_id(schedule: int) -> str:
    """Put a drafted schedule into force."""
    return f"briefing:save:{schedule}"


def discard_id(schedule: int) -> str:
    """Throw a drafted schedule away."""
    return f"briefing:discard:{schedule}"
